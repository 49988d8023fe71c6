import type { Time } from '../../time.ts'
import type { DocRef } from '../log.ts'
import { StoreError } from '../store-error.ts'
import type { MadeKeyframe, MakerCalls } from './calls.ts'
import { WorkerClient } from './worker-client.ts'

export interface KeyframeMakerOptions {
  readonly worker: URL
  readonly folder: string
  readonly time: Time
}

/** How long the thread stays with nothing to make, in milliseconds. */
const restLimit = 60_000

/** The thread that makes keyframes: started when one is wanted, ended when none was for a while. */
export class KeyframeMaker {
  private readonly options: KeyframeMakerOptions
  private client: WorkerClient<MakerCalls> | null = null
  private cancelEnd: () => void = () => undefined
  private underWay = 0
  private isClosed = false

  constructor(options: KeyframeMakerOptions) {
    this.options = options
  }

  /** Rejects with StoreError `closed` after closing. A thread that is lost is replaced the next time. */
  async make({ sessionId, doc }: DocRef): Promise<MadeKeyframe | null> {
    if (this.isClosed) throw closed()
    this.cancelEnd()
    this.underWay += 1
    const client = (this.client ??= this.start())
    try {
      await client.opened
      return await client.call('make', [{ sessionId, doc }])
    } catch (error) {
      throw this.explained(error, client)
    } finally {
      this.underWay -= 1
      if (this.underWay === 0) this.endLater()
    }
  }

  /** Ends the thread, whatever it makes: nothing is lost that cannot be made again. */
  async close(): Promise<void> {
    this.isClosed = true
    this.cancelEnd()
    await this.client?.terminate()
  }

  /** Only this thread is gone: the log itself goes on. */
  private explained(error: unknown, client: WorkerClient<MakerCalls>): unknown {
    if (!(error instanceof StoreError) || error.code !== 'worker-lost') return error
    this.forget(client)
    if (this.isClosed) return closed()
    return new StoreError('storage-failed', `No keyframe was made: ${error.message}`)
  }

  private start(): WorkerClient<MakerCalls> {
    const { worker, folder } = this.options
    const client = new WorkerClient<MakerCalls>(worker, { task: 'maker', folder })
    client.opened.catch(() => this.forget(client))
    return client
  }

  private forget(client: WorkerClient<MakerCalls>): void {
    if (this.client === client) this.client = null
  }

  private endLater(): void {
    if (this.isClosed) return
    this.cancelEnd = this.options.time.after(restLimit, () => {
      // What it read is closed with it in any case.
      this.client?.close().catch(() => undefined)
      this.client = null
    })
  }
}

function closed(): StoreError {
  return new StoreError('closed', 'The store is closed.')
}
