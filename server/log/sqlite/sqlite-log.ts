import type { DocName } from '../../../shared/documents.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { DocRef, DocRow, Log, Row } from '../log.ts'
import type { ReaderCalls, WriterCalls } from './calls.ts'
import { packRows, unpackRows } from './packed-rows.ts'
import type { WorkerClient } from './worker-client.ts'

/**
 * How many rows come in one message. A long history comes in many: between two of them the event
 * loop turns, and the reading thread answers others. Rows are never changed, so pages fit together.
 */
const pageLength = 1_000

/** The log in SQLite: appended by one thread, read by another. */
export class SqliteLog implements Log {
  private readonly writer: WorkerClient<WriterCalls>
  private readonly reader: WorkerClient<ReaderCalls>

  constructor(writer: WorkerClient<WriterCalls>, reader: WorkerClient<ReaderCalls>) {
    this.writer = writer
    this.reader = reader
  }

  async append(rows: readonly DocRow[]): Promise<void> {
    const packed = packRows(rows)
    await this.writer.call('append', [packed], [packed.bytes.buffer])
  }

  async read(ref: DocRef, after = 0): Promise<Row[]> {
    const rows: Row[] = []
    let page: Row[]
    do {
      page = await this.readPage(ref, rows.at(-1)?.seq ?? after)
      rows.push(...page)
    } while (page.length === pageLength)
    return rows
  }

  documents(sessionId: SessionId): Promise<DocName[]> {
    return this.reader.call('documents', [sessionId])
  }

  private async readPage({ sessionId, doc }: DocRef, after: number): Promise<Row[]> {
    return unpackRows(await this.reader.call('read', [{ sessionId, doc }, after, pageLength]))
  }
}
