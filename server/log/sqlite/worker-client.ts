import { Worker } from 'node:worker_threads'
import { StoreError } from '../store-error.ts'
import type { Request, Response, WorkerTask } from './calls.ts'
import { openingId } from './calls.ts'
import { fromProblem } from './store-problem.ts'

interface Pending {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** What is made for a call is soon gone again: with room for much more, only more of it would lie about. */
const youngMegabytes = 4

type ArgsOf<Call> = Call extends (...args: infer Args) => unknown ? Args : never
type ResultOf<Call> = Call extends (...args: never) => infer Result ? Result : never

/** Calls a worker thread by name; each promise settles with the worker's answer. */
export class WorkerClient<Calls extends { readonly close: () => void }> {
  /** Resolves when the worker has opened its database; rejects with its reason not to. */
  readonly opened: Promise<unknown>
  private readonly worker: Worker
  private readonly exited: Promise<void>
  private readonly pendingById = new Map<number, Pending>()
  private lastId = openingId
  private end: StoreError | null = null

  constructor(url: URL, task: WorkerTask) {
    // The worker is built JavaScript: loaders this process was started with are not for it.
    this.worker = new Worker(url, {
      workerData: task,
      execArgv: [],
      name: `sqlite ${task.task}`,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    })
    this.opened = new Promise((resolve, reject) => {
      this.pendingById.set(openingId, { resolve, reject })
    })
    this.worker.on('message', (response: Response) => this.settle(response))
    this.worker.on('error', (error) => this.lose(error.message))
    this.exited = new Promise((resolve) => {
      this.worker.on('exit', (code) => {
        this.lose(`it ended with code ${code}`)
        resolve()
      })
    })
  }

  /** `buffers` move to the worker: the caller gives them up. */
  call<Name extends keyof Calls & string>(
    name: Name,
    args: ArgsOf<Calls[Name]>,
    buffers: readonly ArrayBuffer[] = [],
  ): Promise<ResultOf<Calls[Name]>> {
    if (this.end) return Promise.reject(this.end)
    this.lastId += 1
    const request = { id: this.lastId, name, args } as Request<Calls>
    return new Promise((resolve, reject) => {
      this.worker.postMessage(request, buffers)
      this.pendingById.set(request.id, { resolve: resolve as Pending['resolve'], reject })
    })
  }

  /** Lets calls under way finish, refuses later ones, and waits until the thread is gone. */
  async close(): Promise<void> {
    if (this.end) return this.exited
    const closing = this.call('close', [] as never)
    this.end = new StoreError('closed', 'The store is closed.')
    await closing
    await this.exited
  }

  /** Ends the thread in the middle of whatever it does; calls under way are rejected. */
  async terminate(): Promise<void> {
    await this.worker.terminate()
    await this.exited
  }

  private settle(response: Response): void {
    const pending = this.pendingById.get(response.id)
    this.pendingById.delete(response.id)
    if (response.ok) pending?.resolve(response.result)
    else pending?.reject(fromProblem(response.error))
  }

  private lose(why: string): void {
    this.end ??= new StoreError(
      'worker-lost',
      `The thread that keeps the log is gone (${why}): restart the server.`,
    )
    for (const { reject } of this.pendingById.values()) reject(this.end)
    this.pendingById.clear()
  }
}
