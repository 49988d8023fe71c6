import type { ServerName } from '../servers/server-name.ts'
import type { VenueOptions } from './venue.ts'
import { Venue } from './venue.ts'

/** How long a scenario takes, in seconds. */
export interface Lengths {
  /** Before anything is counted. */
  readonly warmUp: number
  /** In which is counted. */
  readonly steady: number
}

/** What a process is told that is to put a server under load. */
export interface Task extends VenueOptions {
  readonly server: ServerName
  /** Of the scenario to play. */
  readonly scenario: string
  readonly pid: number
  readonly seed: number
  readonly lengths: Lengths
  readonly quick: boolean
}

/** What the load asks of the process that has the server. */
export type Ask = 'kill' | 'stop' | 'start'

/** A server under load as a scenario sees it. */
export class Stage {
  readonly task: Task
  readonly #ask: (ask: Ask) => Promise<{ pid: number }>
  pid: number

  constructor(task: Task, ask: (ask: Ask) => Promise<{ pid: number }>) {
    this.task = task
    this.#ask = ask
    this.pid = task.pid
  }

  openVenue(): Venue {
    return new Venue(this.task)
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.#ask('kill')
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    await this.#ask('stop')
  }

  /** Starts it again on the same port and data; resolves when it answers. */
  async start(): Promise<void> {
    const { pid } = await this.#ask('start')
    this.pid = pid
  }
}

export function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000))
}
