import type { DocName } from '../../../shared/documents.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { DocRef, DocRow, Log, RenewedKeyframe, Row, Stored } from '../log.ts'
import { storedOf } from '../stored.ts'
import type { PackedPage, ReaderCalls, WriterCalls } from './calls.ts'
import type { KeyframeMaker } from './keyframe-maker.ts'
import { packRows, unpackRows } from './packed-rows.ts'
import type { WorkerClient } from './worker-client.ts'

/**
 * How many rows come in one message. A long history comes in many: between two of them the event
 * loop turns, and the reading thread answers others. Rows are never changed, so pages fit together.
 */
const pageLength = 1_000

export interface SqliteThreads {
  readonly writer: WorkerClient<WriterCalls>
  readonly reader: WorkerClient<ReaderCalls>
  readonly maker: KeyframeMaker
}

/** The log in SQLite: appended by one thread, read by another; a third one makes its keyframes. */
export class SqliteLog implements Log {
  private readonly threads: SqliteThreads
  private renewals: Promise<unknown> = Promise.resolve()

  constructor(threads: SqliteThreads) {
    this.threads = threads
  }

  async append(rows: readonly DocRow[]): Promise<void> {
    const packed = packRows(rows)
    await this.threads.writer.call('append', [packed], [packed.bytes.buffer])
  }

  async read(ref: DocRef, after = 0): Promise<Row[]> {
    return this.rowsFrom(ref, await this.readPage(ref, Math.max(0, after)))
  }

  async load({ sessionId, doc }: DocRef): Promise<Stored> {
    const ref = { sessionId, doc }
    const { page, ...loaded } = await this.threads.reader.call('load', [ref, pageLength])
    return storedOf({ ...loaded, rows: await this.rowsFrom(ref, page) })
  }

  /** One after the other, so that each starts from the one that was kept before it. */
  renewKeyframe(ref: DocRef): Promise<RenewedKeyframe | null> {
    const renewed = this.renewals.then(() => this.renew(ref))
    this.renewals = renewed.catch(() => undefined)
    return renewed
  }

  documents(sessionId: SessionId): Promise<DocName[]> {
    return this.threads.reader.call('documents', [sessionId])
  }

  private async renew({ sessionId, doc }: DocRef): Promise<RenewedKeyframe | null> {
    const { maker, writer } = this.threads
    const made = await maker.make({ sessionId, doc })
    if (!made) return null
    await writer.call('keepKeyframe', [{ sessionId, doc }, made], [made.deflated.buffer])
    return { seq: made.seq, bytes: made.bytes }
  }

  private async rowsFrom(ref: DocRef, first: PackedPage): Promise<Row[]> {
    const rows = unpackRows(first.rows)
    for (let { next } = first; next !== null;) {
      const page = await this.readPage(ref, next)
      for (const row of unpackRows(page.rows)) rows.push(row)
      next = page.next
    }
    return rows
  }

  private readPage({ sessionId, doc }: DocRef, after: number): Promise<PackedPage> {
    return this.threads.reader.call('read', [{ sessionId, doc }, after, pageLength])
  }
}
