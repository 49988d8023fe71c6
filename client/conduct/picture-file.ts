import { longestPicture, pictureSource, pictureTypes } from '../../shared/stage/picture.ts'
import { improviseWords } from '../words/improvise.ts'

const say = improviseWords.picture

/** A chosen file as a picture, or a sentence about why it is none. */
export type ChosenPicture =
  { readonly ok: true; readonly src: string } | { readonly ok: false; readonly problem: string }

/** Reads a file that somebody chose, as far as it is a picture that may travel. */
export async function readPicture(file: File): Promise<ChosenPicture> {
  if (!pictureTypes.some((type) => type === file.type)) {
    return refused(say.noPicture(file.name))
  }
  if (file.size > longestPicture) return refused(tooLarge(file))
  const src = pictureSource.safeParse(await dataUrlOf(file))
  return src.success ? { ok: true, src: src.data } : refused(say.unreadable(file.name))
}

const refused = (problem: string): ChosenPicture => ({ ok: false, problem })

function tooLarge({ name, size }: File): string {
  const kilobytes = (bytes: number) => Math.ceil(bytes / 1024)
  return say.tooLarge(name, kilobytes(size), kilobytes(longestPicture))
}

function dataUrlOf(file: File): Promise<unknown> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    // What cannot be read has no result, and is no picture.
    reader.onloadend = () => resolve(reader.result)
    reader.readAsDataURL(file)
  })
}
