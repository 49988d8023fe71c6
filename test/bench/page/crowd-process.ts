import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { FromCrowd, Played, ToCrowd } from './crowd-main.ts'
import type { CrowdOptions } from './crowd.ts'

const entry = resolve(import.meta.dirname, 'crowd-main.ts')

/** The crowd as a process of its own, so that it takes no turn of whoever measures. */
export class CrowdProcess {
  readonly firstCard: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, firstCard: string) {
    this.#child = child
    this.firstCard = firstCard
  }

  /** Resolves when everybody is in and the board has its cards. */
  static async join(options: CrowdOptions): Promise<CrowdProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', entry], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    try {
      say(child, { join: options })
      const { joined } = await answer(child, 'joined')
      return new CrowdProcess(child, joined.firstCard)
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  play(): void {
    say(this.#child, 'play')
  }

  /** Ends the play and the process; says what was done, and what went wrong. */
  async stop(): Promise<Played> {
    say(this.#child, 'stop')
    const { stopped } = await answer(this.#child, 'stopped')
    this.dispose()
    return stopped
  }

  dispose(): void {
    this.#child.kill('SIGKILL')
  }
}

function say(child: ChildProcess, message: ToCrowd): void {
  child.send(message)
}

function answer<Kind extends KindOf<FromCrowd>>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromCrowd, Record<Kind, unknown>>> {
  return new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error('The crowd went away.')))
    child.on('message', (message: FromCrowd) => {
      if (kind in message) resolve(message as Extract<FromCrowd, Record<Kind, unknown>>)
    })
  })
}

type KindOf<Message> = Message extends unknown ? keyof Message : never
