import type { DocRef, Row } from '../log.ts'
import { rowChecksum, writerChecksum } from './checksum.ts'
import { damagedDocument, namingDocument } from './damaged-document.ts'
import { damagedRow, gapless } from './damaged-rows.ts'
import type { Database } from './database.ts'
import type { StoredKeyframe } from './stored-keyframe.ts'
import { readKeyframe } from './stored-keyframe.ts'

/** Rows of a document, and the `seq` behind which there may be more: null where there are none. */
export interface Page {
  readonly rows: readonly Row[]
  readonly next: number | null
}

/** What SQLite gives for a row. Where the file is damaged, a column may hold anything. */
interface RowColumns {
  readonly seq: number
  readonly at: unknown
  readonly writer: unknown
  readonly checksum: unknown
  readonly update: unknown
}

interface KnownWriter extends Pick<Row, 'author' | 'connection'> {
  readonly checksum: number
}

const selectDocument = 'SELECT n FROM documents WHERE session_id = ? AND name = ?'
const selectWriter = 'SELECT author, connection FROM writers WHERE n = ?'
const selectRows = `SELECT seq, at, writer, checksum, bytes AS "update" FROM log_rows
  WHERE document = ? AND seq > ? ORDER BY seq LIMIT ?`

/** Past this many, writers are looked up again. */
const mostWriters = 10_000

/**
 * The log's tables as a thread that reads them: whatever it answers was checked. Throws StoreError
 * `damaged`, which names the document, where SQLite cannot read one.
 */
export class LogReading {
  private readonly database: Database
  private readonly writersByNumber = new Map<number, KnownWriter>()

  constructor(database: Database) {
    this.database = database
  }

  keyframe(ref: DocRef): StoredKeyframe {
    return naming(ref, () => {
      const document = this.documentNumber(ref)
      return document === null
        ? { sound: null, isDamaged: false }
        : readKeyframe(this.database, document)
    })
  }

  /** The rows with `seq > after`: `limit` of them, and those that are missing in between. */
  page(ref: DocRef, after: number, limit: number): Page {
    return naming(ref, () => {
      const document = this.documentNumber(ref)
      if (document === null) return { rows: [], next: null }
      const found = this.database.all(selectRows, document, after, limit) as RowColumns[]
      const checked = found.map((columns) => this.checked(document, columns))
      const next = found.length < limit ? null : (checked.at(-1)?.seq ?? null)
      const rows = gapless(after, checked)
      if (!rows) throw damagedDocument(ref, 'its rows are in no order')
      return { rows, next }
    })
  }

  private documentNumber({ sessionId, doc }: DocRef): number | null {
    return this.database.number(selectDocument, sessionId, doc)
  }

  private checked(document: number, { seq, at, writer, checksum, update }: RowColumns): Row {
    const by = this.writer(writer)
    if (!by || typeof at !== 'number') return damagedRow(seq, 0)
    if (!(update instanceof Uint8Array)) return damagedRow(seq, at, by)
    const row = { seq, at, author: by.author, connection: by.connection, update }
    return checksum === rowChecksum(by.checksum, document, row) ? row : damagedRow(seq, at, by)
  }

  private writer(n: unknown): KnownWriter | null {
    if (typeof n !== 'number') return null
    const known = this.writersByNumber.get(n)
    if (known) return known
    const found = this.database.get(selectWriter, n) as Omit<KnownWriter, 'checksum'> | null
    if (!found) return null
    const { author, connection } = found
    const writer = { author, connection, checksum: writerChecksum(author, connection) }
    if (this.writersByNumber.size >= mostWriters) this.writersByNumber.clear()
    this.writersByNumber.set(n, writer)
    return writer
  }
}

function naming<Value>(ref: DocRef, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    throw namingDocument(ref, error)
  }
}
