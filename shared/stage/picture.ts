import * as z from 'zod/mini'

/** The most bytes of a picture: it travels inside the documents, to everyone at once. */
export const longestPicture = 300 * 1024

/** What every browser draws as a picture and nothing more; SVG may hold scripts and addresses. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const

const start = 'data:image/webp;base64,'.length
const longestSource = start + 1 + Math.ceil(longestPicture / 3) * 4
const expected = 'expected a PNG, JPEG, WebP or GIF picture as a data URL, data:image/png;base64,…'

/** A picture as a data URL. Nothing is fetched for it, so it shows the same on every screen. */
export const pictureSource = z
  .string(expected)
  .check(
    z.maxLength(longestSource, `expected a picture of at most ${longestPicture / 1024} KB`),
    z.regex(/^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/, expected),
  )

/** A picture with its words for whoever does not see it. */
export const picture = z.object({
  src: pictureSource,
  alt: z.string().check(z.minLength(1), z.maxLength(300)),
})
export type Picture = z.infer<typeof picture>
