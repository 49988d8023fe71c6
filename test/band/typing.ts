import * as Y from 'yjs'

/**
 * Types words at the end of a text, a letter an edit. The place is kept relative to its
 * neighbours, so letters of others before it push it along instead of tearing the words apart.
 */
export async function typeInto(
  text: Y.Text,
  words: string,
  origin: unknown,
  pause: () => Promise<void>,
): Promise<void> {
  const { doc } = text
  if (!doc) return
  let place = Y.createRelativePositionFromTypeIndex(text, text.length, -1)
  for (const letter of words) {
    const index = Y.createAbsolutePositionFromRelativePosition(place, doc)?.index ?? text.length
    doc.transact(() => text.insert(index, letter), origin)
    place = Y.createRelativePositionFromTypeIndex(text, index + letter.length, -1)
    await pause()
  }
}
