import type { ConnectionId } from '../../shared/ids.ts'
import type { Time } from '../time.ts'

/** One commit of a room that everybody there was told of; seconds since its oldest row arrived. */
export interface Told {
  /** Until everybody had been handed it. */
  readonly seconds: number
  /** Until the author of the oldest row had been handed its acknowledgement; null where none was owed. */
  readonly acknowledgedSeconds: number | null
}

interface Arrival {
  readonly seq: number
  readonly connection: ConnectionId | 'server'
  /** As `Time.elapsed` says it. */
  readonly at: number
}

/**
 * How promptly a room tells of what it is given. The oldest row stands for its commit, for it has
 * waited longest: so measuring costs the same however many rows there are and people who hear.
 */
export class Promptness {
  readonly #time: Time
  /** The first row of each tick that is on its way to the disk. */
  #arrivals: Arrival[] = []
  #acknowledgedAt: number | null = null

  constructor(time: Time) {
    this.#time = time
  }

  /** The seconds that the oldest row on its way has waited; 0 where none is. */
  get waiting(): number {
    const [oldest] = this.#arrivals
    return oldest ? this.#since(oldest) : 0
  }

  /** The first row of a tick came. */
  came(seq: number, connection: ConnectionId | 'server'): void {
    this.#arrivals.push({ seq, connection, at: this.#time.elapsed() })
  }

  /** While people are told of a commit: a connection was handed what it was owed up to there. */
  acknowledged(connection: ConnectionId): void {
    if (this.#arrivals[0]?.connection === connection) this.#acknowledgedAt = this.#time.elapsed()
  }

  /** Everybody was told of all up to the row `head`. */
  told(head: number): Told | null {
    const [oldest] = this.#arrivals
    if (!oldest || oldest.seq > head) return null
    this.#arrivals = this.#arrivals.filter(({ seq }) => seq > head)
    const acknowledgedAt = this.#acknowledgedAt
    this.#acknowledgedAt = null
    return {
      seconds: this.#since(oldest),
      acknowledgedSeconds: acknowledgedAt && (acknowledgedAt - oldest.at) / 1_000,
    }
  }

  #since({ at }: Arrival): number {
    return (this.#time.elapsed() - at) / 1_000
  }
}
