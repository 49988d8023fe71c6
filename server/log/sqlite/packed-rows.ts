import type { DocRow, Row } from '../log.ts'
import { PairMap } from './pair-map.ts'

/**
 * Rows on their way between threads: one buffer for all of them, so that a message moves one
 * buffer however many rows it holds, and never a caller's own (or the pool behind it). What rows
 * share, their documents and writers, travels once each, as pairs of names.
 *
 * A row in the buffer is a head and its update. The head, little-endian: how long the update is,
 * where the names of the document and of the writer begin, 1 where it is damaged (32 bits each);
 * `seq` and `at` (64-bit floats).
 */
export interface PackedRows {
  readonly names: readonly string[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

const headLength = 32

/** Copies the updates; the rows stay as they are. */
export function packRows(rows: readonly (Row | DocRow)[]): PackedRows {
  const length = rows.reduce((sum, { update }) => sum + headLength + update.length, 0)
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  const pairs = new Pairs()
  let start = 0
  for (const row of rows) {
    view.setUint32(start, row.update.length, true)
    if ('doc' in row) view.setUint32(start + 4, pairs.indexOf(row.sessionId, row.doc), true)
    view.setUint32(start + 8, pairs.indexOf(row.author, row.connection), true)
    view.setUint32(start + 12, row.damaged ? 1 : 0, true)
    view.setFloat64(start + 16, row.seq, true)
    view.setFloat64(start + 24, row.at, true)
    bytes.set(row.update, start + headLength)
    start += headLength + row.update.length
  }
  return { names: pairs.names, bytes }
}

/** The rows again. The update of each is a window of its own on the one buffer. */
export function unpackRows({ names, bytes }: PackedRows): Row[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const rows: Row[] = []
  for (const start of starts(view, bytes.length)) rows.push(rowAt(start, names, bytes, view))
  return rows
}

/** Rows that were packed with the names of their documents. */
export function unpackDocRows({ names, bytes }: PackedRows): DocRow[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const rows: DocRow[] = []
  for (const start of starts(view, bytes.length)) {
    const doc = view.getUint32(start + 4, true)
    const sessionId = names[doc] as DocRow['sessionId']
    const row = rowAt(start, names, bytes, view)
    rows.push({ sessionId, doc: names[doc + 1] as DocRow['doc'], ...row })
  }
  return rows
}

/** Where the heads begin. */
function* starts(view: DataView, length: number): Generator<number> {
  for (let start = 0; start < length; start += headLength + view.getUint32(start, true)) yield start
}

/** The names are those that packRows wrote down; TypeScript does not see the round trip. */
function rowAt(start: number, names: readonly string[], bytes: Uint8Array, view: DataView): Row {
  const writer = view.getUint32(start + 8, true)
  const from = start + headLength
  const row = {
    seq: view.getFloat64(start + 16, true),
    at: view.getFloat64(start + 24, true),
    author: names[writer] as Row['author'],
    connection: names[writer + 1] as Row['connection'],
    update: bytes.subarray(from, from + view.getUint32(start, true)),
  }
  return view.getUint32(start + 12, true) === 1 ? { ...row, damaged: true } : row
}

/** Pairs of names, each once. */
class Pairs {
  readonly names: string[] = []
  private readonly indices = new PairMap<number>()

  indexOf(one: string, other: string): number {
    const known = this.indices.get(one, other)
    if (known !== undefined) return known
    const index = this.names.push(one, other) - 2
    this.indices.set(one, other, index)
    return index
  }
}
