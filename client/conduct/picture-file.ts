import { longestPicture, pictureSource, pictureTypes } from '../../shared/stage/picture.ts'

/** A chosen file as a picture, or a sentence about why it is none. */
export type ChosenPicture =
  { readonly ok: true; readonly src: string } | { readonly ok: false; readonly problem: string }

/** Reads a file that somebody chose, as far as it is a picture that may travel. */
export async function readPicture(file: File): Promise<ChosenPicture> {
  if (!pictureTypes.some((type) => type === file.type)) {
    return refused(`“${file.name}” is no PNG, JPEG, WebP or GIF picture.`)
  }
  if (file.size > longestPicture) return refused(tooLarge(file))
  const src = pictureSource.safeParse(await dataUrlOf(file))
  return src.success ? { ok: true, src: src.data } : refused(`“${file.name}” cannot be read.`)
}

const refused = (problem: string): ChosenPicture => ({ ok: false, problem })

function tooLarge({ name, size }: File): string {
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString()} KB`
  return `“${name}” has ${kilobytes(size)}, and ${kilobytes(longestPicture)} is the most. Make it smaller, or cut out what matters.`
}

function dataUrlOf(file: File): Promise<unknown> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    // What cannot be read has no result, and is no picture.
    reader.onloadend = () => resolve(reader.result)
    reader.readAsDataURL(file)
  })
}
