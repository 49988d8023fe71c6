interface WithUpdate {
  readonly update: Uint8Array
}

/**
 * Rows on their way between threads: one buffer for all updates, in order, so that a message moves
 * one buffer however many rows it holds, and never a caller's own (or the pool behind it).
 */
export interface PackedRows<Row extends WithUpdate> {
  readonly heads: readonly PackedHead<Row>[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

type PackedHead<Row> = Omit<Row, 'update'> & { readonly size: number }

/** Copies the updates; the rows stay as they are. */
export function packRows<Row extends WithUpdate>(rows: readonly Row[]): PackedRows<Row> {
  const sizes = rows.map(({ update }) => update.length)
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0))
  let end = 0
  const heads = rows.map(({ update, ...head }) => {
    bytes.set(update, end)
    end += update.length
    return { ...head, size: update.length }
  })
  return { heads, bytes }
}

/** The rows again, each with bytes of its own. */
export function unpackRows<Row extends WithUpdate>({ heads, bytes }: PackedRows<Row>): Row[] {
  let end = 0
  return heads.map(({ size, ...head }) => {
    const start = end
    end += size
    // `head` is what packRows took apart; TypeScript does not see the round trip.
    return { ...head, update: bytes.slice(start, end) } as unknown as Row
  })
}
