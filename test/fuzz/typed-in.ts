import * as Y from 'yjs'

/** The next clock of every Yjs client. */
type Clocks = ReadonlyMap<number, number>

/** The different letters that an update brings beyond what is known, in the texts of cards and notes. */
export function typedIn(update: Uint8Array, known: Clocks = new Map()): string[] {
  const letters = Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString
      ? Array.from(
          struct.content.str.slice(
            Math.max(0, (known.get(struct.id.client) ?? 0) - struct.id.clock),
          ),
        )
      : [],
  )
  return [...new Set(letters)]
}

/** The letters that each row of a history brings. */
export function typedInEach<Row extends { readonly update: Uint8Array }>(
  rows: readonly Row[],
): { row: Row; letters: string[] }[] {
  const known = new Map<number, number>()
  return rows.map((row) => {
    const letters = typedIn(row.update, known)
    for (const { id, length } of Y.decodeUpdate(row.update).structs) {
      known.set(id.client, Math.max(known.get(id.client) ?? 0, id.clock + length))
    }
    return { row, letters }
  })
}
