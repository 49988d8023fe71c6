import type { Time } from '../../time.ts'
import { systemTime } from '../../time.ts'
import type { Store } from '../store.ts'
import type { ReaderCalls, WriterCalls } from './calls.ts'
import { KeyframeMaker } from './keyframe-maker.ts'
import type { SqliteThreads } from './sqlite-log.ts'
import { SqliteLog } from './sqlite-log.ts'
import { SqliteRegistry } from './sqlite-registry.ts'
import { WorkerClient } from './worker-client.ts'

export interface SqliteStoreOptions {
  /** The data folder; made, for its owner alone, where it is missing. */
  readonly folder: string
  /** The built worker, where it is not beside this file. */
  readonly worker?: URL
  readonly time?: Time
}

/**
 * The store in `<folder>/gamelan.sqlite`, for this process alone. SQLite runs in two threads, one
 * to write and one to read, and in a third while keyframes are made: the event loop never waits for
 * the disk, a commit never for a reader.
 * Rejects with StoreError `unusable-folder`, whose message says what to do.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { folder, time = systemTime } = options
  const { worker = new URL('./sqlite-worker.js', import.meta.url) } = options
  const writer = new WorkerClient<WriterCalls>(worker, { task: 'writer', folder })
  await writer.opened
  const reader = await openReader(worker, folder, writer)
  const maker = new KeyframeMaker({ worker, folder, time })
  return {
    log: new SqliteLog({ writer, reader, maker }),
    registry: new SqliteRegistry(writer, reader),
    close: () => closeAll({ writer, reader, maker }),
  }
}

async function openReader(
  worker: URL,
  folder: string,
  writer: WorkerClient<WriterCalls>,
): Promise<WorkerClient<ReaderCalls>> {
  try {
    const reader = new WorkerClient<ReaderCalls>(worker, { task: 'reader', folder })
    await reader.opened
    return reader
  } catch (error) {
    await writer.close()
    throw error
  }
}

/** The writer goes last: the connection that closes last empties the write-ahead log. */
async function closeAll({ writer, reader, maker }: SqliteThreads): Promise<void> {
  try {
    await maker.close()
    await reader.close()
  } finally {
    await writer.close()
  }
}
