import { must } from '../../../shared/invariants.ts'
import type { DocRef, DocRow, Row } from '../log.ts'
import { docKey, outOfSequence } from '../sequence.ts'
import { keyframeChecksum, rowChecksum, writerChecksum } from './checksum.ts'
import type { Database } from './database.ts'
import { PairMap } from './pair-map.ts'
import { readKeyframe } from './stored-keyframe.ts'

interface KnownDocument {
  readonly n: number
  lastSeq: number
}

interface KnownWriter {
  readonly n: number
  readonly checksum: number
}

/** Every connection that ever wrote is a writer: past this many they are looked up again. */
const mostWriters = 10_000

const insertRow = `INSERT INTO log_rows (document, seq, at, writer, checksum, bytes)
  VALUES (?, ?, ?, ?, ?, ?)`
const selectDocument = 'SELECT n FROM documents WHERE session_id = ? AND name = ?'
const selectWriter = 'SELECT n FROM writers WHERE author = ? AND connection = ?'
const replaceKeyframe = `INSERT OR REPLACE INTO keyframes (document, seq, checksum, deflated)
  VALUES (?, ?, ?, ?)`

/**
 * The log's tables as the one thread that writes them: it remembers what it wrote and asks SQLite
 * for it once. Each call belongs into a transaction; when that fails, `forget`.
 */
export class LogTable {
  private readonly database: Database
  private readonly documents = new PairMap<KnownDocument>()
  private readonly writers = new PairMap<KnownWriter>()

  constructor(database: Database) {
    this.database = database
  }

  /** Throws StoreError `out-of-sequence` where a row is not the next one of its document. */
  insert(rows: readonly DocRow[]): void {
    for (const row of rows) {
      const document = this.document(row)
      if (row.seq !== document.lastSeq + 1) {
        throw outOfSequence(docKey(row), row.seq, document.lastSeq + 1)
      }
      const { n, checksum } = this.writer(row)
      const sum = rowChecksum(checksum, document.n, row)
      this.database.run(insertRow, document.n, row.seq, row.at, n, sum, row.update)
      document.lastSeq = row.seq
    }
  }

  /** Keeps a keyframe in the place of the one before. */
  keep(ref: DocRef, seq: number, deflated: Uint8Array): void {
    const document = this.document(ref)
    if (seq > document.lastSeq) throw outOfSequence(docKey(ref), seq, document.lastSeq)
    const sum = keyframeChecksum(document.n, seq, deflated)
    this.database.run(replaceKeyframe, document.n, seq, sum, deflated)
  }

  forget(): void {
    this.documents.clear()
    this.writers.clear()
  }

  private document({ sessionId, doc }: DocRef): KnownDocument {
    const known = this.documents.get(sessionId, doc)
    if (known) return known
    const insert = 'INSERT INTO documents (session_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING'
    this.database.run(insert, sessionId, doc)
    const n = must(this.database.number(selectDocument, sessionId, doc), 'the document just made')
    const document = { n, lastSeq: this.lastSeqOf(n) }
    this.documents.set(sessionId, doc, document)
    return document
  }

  /** A keyframe outlives damage to the rows before it: what it holds is not written again. */
  private lastSeqOf(document: number): number {
    const sql = 'SELECT max(seq) FROM log_rows WHERE document = ?'
    const keyframe = readKeyframe(this.database, document)
    return Math.max(this.database.number(sql, document) ?? 0, keyframe.sound?.seq ?? 0)
  }

  private writer({ author, connection }: Row): KnownWriter {
    const known = this.writers.get(author, connection)
    if (known) return known
    if (this.writers.size >= mostWriters) this.writers.clear()
    const insert = 'INSERT INTO writers (author, connection) VALUES (?, ?) ON CONFLICT DO NOTHING'
    this.database.run(insert, author, connection)
    const n = must(this.database.number(selectWriter, author, connection), 'the writer just made')
    const writer = { n, checksum: writerChecksum(author, connection) }
    this.writers.set(author, connection, writer)
    return writer
  }
}
