import { must } from '../../../shared/invariants.ts'
import type { DocRef, DocRow, Row } from '../log.ts'
import { docKey, outOfSequence } from '../sequence.ts'
import { keyframeChecksum, rowChecksum, writerChecksum } from './checksum.ts'
import { namingDocument } from './damaged-document.ts'
import type { Database } from './database.ts'
import { PairMap } from './pair-map.ts'
import type { SoundKeyframe } from './stored-keyframe.ts'
import { readKeyframe } from './stored-keyframe.ts'

interface KnownDocument {
  readonly n: number
  lastSeq: number
}

interface KnownWriter {
  readonly n: number
  readonly checksum: number
}

/** Every connection that ever wrote is a writer: past this many, all is looked up again. */
const mostRemembered = 10_000

const insertRow = `INSERT INTO log_rows (document, seq, at, writer, checksum, bytes)
  VALUES (?, ?, ?, ?, ?, ?)`
const selectDocument = 'SELECT n FROM documents WHERE session_id = ? AND name = ?'
const insertDocument = 'INSERT INTO documents (session_id, name) VALUES (?, ?) RETURNING n'
const selectWriter = 'SELECT n FROM writers WHERE author = ? AND connection = ?'
const insertWriter = 'INSERT INTO writers (author, connection) VALUES (?, ?) RETURNING n'
const replaceKeyframe = `INSERT OR REPLACE INTO keyframes (document, seq, at, checksum, deflated)
  VALUES (?, ?, ?, ?, ?)`

/**
 * The log's tables as the one thread that writes them: it remembers what it wrote, and asks SQLite
 * for the rest once. Call `insert` and `keep` in a `write`.
 */
export class LogTable {
  private readonly database: Database
  private readonly documents = new PairMap<KnownDocument>()
  private readonly writers = new PairMap<KnownWriter>()

  constructor(database: Database) {
    this.database = database
  }

  /** Does some work in one transaction, given the documents that it will touch. */
  write(refs: readonly DocRef[], work: () => void): void {
    for (const ref of refs) this.recall(ref)
    try {
      this.database.transaction(work)
    } catch (error) {
      this.forget()
      throw error
    }
    if (this.documents.size + this.writers.size > mostRemembered) this.forget()
  }

  /** Throws StoreError `out-of-sequence` where a row is not the next one of its document. */
  insert(rows: readonly DocRow[]): void {
    for (const row of rows) {
      try {
        this.insertRow(row)
      } catch (error) {
        throw namingDocument(row, error)
      }
    }
  }

  /** Keeps a keyframe in the place of the one before. */
  keep(ref: DocRef, keyframe: SoundKeyframe): void {
    const { n, lastSeq } = this.document(ref)
    const { seq, at, deflated } = keyframe
    if (seq > lastSeq) throw outOfSequence(docKey(ref), seq, lastSeq)
    this.database.run(replaceKeyframe, n, seq, at, keyframeChecksum(n, keyframe), deflated)
  }

  private forget(): void {
    this.documents.clear()
    this.writers.clear()
  }

  private insertRow(row: DocRow): void {
    const document = this.document(row)
    const { n, lastSeq } = document
    if (row.seq !== lastSeq + 1) throw outOfSequence(docKey(row), row.seq, lastSeq + 1)
    const writer = this.writer(row)
    const checksum = rowChecksum(writer.checksum, n, row)
    this.database.run(insertRow, n, row.seq, row.at, writer.n, checksum, row.update)
    document.lastSeq = row.seq
  }

  /** Before a transaction begins, for that is lost once SQLite meets a damaged page in it. */
  private recall(ref: DocRef): void {
    const { sessionId, doc } = ref
    if (this.documents.get(sessionId, doc)) return
    try {
      const n = this.database.number(selectDocument, sessionId, doc)
      if (n !== null) this.documents.set(sessionId, doc, { n, lastSeq: this.lastSeqOf(n) })
    } catch (error) {
      throw namingDocument(ref, error)
    }
  }

  /** Of a document that was recalled, or is new. */
  private document({ sessionId, doc }: DocRef): KnownDocument {
    const known = this.documents.get(sessionId, doc)
    if (known) return known
    const n = must(this.database.number(insertDocument, sessionId, doc), 'the new document')
    const born = { n, lastSeq: 0 }
    this.documents.set(sessionId, doc, born)
    return born
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
    const n =
      this.database.number(selectWriter, author, connection) ??
      this.database.number(insertWriter, author, connection)
    const writer = { n: must(n, 'the new writer'), checksum: writerChecksum(author, connection) }
    this.writers.set(author, connection, writer)
    return writer
  }
}
