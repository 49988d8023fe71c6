import type { ChildProcess } from 'node:child_process'
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('./store-process.mjs', import.meta.url))

interface AppendArgs {
  readonly doc: string
  readonly seq: number
  /** Bytes of the one row's update. */
  readonly size: number
}

/** The `seq` of a row that is on disk, or of a keyframe that is. */
export interface Told {
  readonly typed?: number
  readonly kept?: number
}

/** A store in another process, which a test can kill or keep short of disk. */
export class StoreProcess {
  private readonly child: ChildProcess

  private constructor(folder: string) {
    this.child = fork(program, [folder], { execArgv: [] })
    onTestFinished(() => this.kill())
  }

  /** Resolves with what the process says of its folder: `{answer: 'open'}` or `{refused}`. */
  static async start(folder: string): Promise<{ process: StoreProcess; said: unknown }> {
    const process = new StoreProcess(folder)
    return { process, said: await process.next() }
  }

  append(args: AppendArgs): Promise<unknown> {
    return this.ask('append', args)
  }

  sizes(doc: string): Promise<unknown> {
    return this.ask('sizes', { doc })
  }

  /** Has it type until it is killed, telling of every commit and every keyframe that was kept. */
  type(onTold: (told: Told) => void): void {
    this.child.on('message', (message) => onTold(message as Told))
    this.child.send({ call: 'type' })
  }

  /** No file may grow beyond this many bytes from now on: the system says no, as a full disk does. */
  limitFiles(bytes: number | 'unlimited'): void {
    execFileSync('prlimit', [`--pid=${this.child.pid ?? 0}`, `--fsize=${bytes}:unlimited`])
  }

  /** `kill -9`, and the process is gone when this resolves. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await gone
  }

  private ask(call: string, args: unknown): Promise<unknown> {
    const answer = this.next()
    this.child.send({ call, args })
    return answer
  }

  private async next(): Promise<unknown> {
    const [message] = (await once(this.child, 'message')) as [unknown]
    return message
  }
}
