import * as Y from 'yjs'

/** The different letters that an update brings, in the texts of cards and notes. */
export function typedIn(update: Uint8Array): string[] {
  const letters = Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString
      ? Array.from(struct.content.str)
      : [],
  )
  return [...new Set(letters)]
}
