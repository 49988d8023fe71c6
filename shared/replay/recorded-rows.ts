import * as z from 'zod/mini'
import type { DocName } from '../documents.ts'
import { parseDocName } from '../documents.ts'
import { Refusal } from '../errors.ts'
import { wireRow } from '../wire/api.ts'
import type { HistoryRow } from './history-row.ts'
import { historyRow } from './history-row.ts'

/** A recording has this many rows at most, of all documents together. */
const mostRows = 1_000_000

const rows = z.object({ rows: z.array(z.unknown()) })
const file = z.object({
  format: z.literal('gamelan-session/1'),
  documents: z.record(z.string(), rows),
})

type Documents = z.infer<typeof file>['documents']

/**
 * The rows of a recorded session, read in slices, so that a page stays awake over a long one. Each
 * is parsed as it is read: a file may hold anything.
 */
export class RecordedRows {
  readonly rowsByDoc = new Map<DocName, HistoryRow[]>()
  readonly #left: { name: DocName; rows: readonly unknown[] }[]
  #read = 0

  /** @throws Refusal `bad-request` where a document has no name, or there are too many rows */
  constructor(documents: Documents) {
    this.#left = Object.entries(documents).map(([text, { rows }]) => {
      const name = parseDocName(text)
      if (!name) throw unreadable()
      this.rowsByDoc.set(name, [])
      return { name, rows }
    })
    if (this.#left.reduce((sum, { rows }) => sum + rows.length, 0) > mostRows) throw unreadable()
  }

  /**
   * The rows of a bundle file.
   *
   * @param text what stands in the file
   * @throws Refusal `bad-request` where it is no bundle `gamelan-session/1`
   */
  static ofFile(text: string): RecordedRows {
    const parsed = file.safeParse(parsedJson(text))
    if (!parsed.success) throw unreadable()
    return new RecordedRows(parsed.data.documents)
  }

  /** The wall moment of the last row read, 0 where there is none. */
  get end(): number {
    return Math.max(0, ...[...this.rowsByDoc.values()].map((rows) => rows.at(-1)?.at ?? 0))
  }

  /**
   * Reads so many rows further.
   *
   * @returns whether all are read
   * @throws Refusal `bad-request` where a row is none, or not the next of its document
   */
  advance(count: number): boolean {
    const [current] = this.#left
    if (!current) return true
    const slice = current.rows.slice(this.#read, this.#read + count)
    for (const sent of slice) this.#take(current.name, sent)
    this.#read += slice.length
    if (this.#read < current.rows.length) return false
    this.#left.shift()
    this.#read = 0
    return this.#left.length === 0
  }

  #take(name: DocName, sent: unknown): void {
    const parsed = wireRow.safeParse(sent)
    const rows = this.rowsByDoc.get(name)
    const isNext = parsed.success && rows && parsed.data.seq === rows.length + 1
    if (!isNext || parsed.data.at < (rows.at(-1)?.at ?? 0)) throw unreadable()
    rows.push(historyRow(parsed.data))
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function unreadable(): Refusal {
  return new Refusal(
    'bad-request',
    'This is no recorded session. Choose a file that was exported from the start page.',
  )
}
