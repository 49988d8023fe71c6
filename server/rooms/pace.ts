import type { Time } from '../time.ts'

export interface PaceOptions {
  readonly time: Time
  /** The shortest time from one beat to the next, in milliseconds; asked for at each beat. */
  readonly interval: () => number
  readonly beat: () => void
}

/** A timer cannot wait for less, in milliseconds: a shorter rest is none. */
const shortestRest = 1

/**
 * A leading-edge tick: the first who asks in a while is answered as soon as this turn of the event
 * loop is over, and whoever asks in the interval after that waits for its end, together. A jump of
 * the wall clock changes nothing.
 */
export class Pace {
  readonly #options: PaceOptions
  #isAsked = false
  #cancelBeat: (() => void) | null = null
  #cancelRest: (() => void) | null = null

  constructor(options: PaceOptions) {
    this.#options = options
  }

  /** There is something for the next beat. */
  ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    if (!this.#cancelRest) this.#beatSoon()
  }

  /** There is so much for the next beat that it cannot wait. */
  hurry(): void {
    this.#isAsked = true
    this.#beatSoon()
  }

  dispose(): void {
    this.#cancelBeat?.()
    this.#cancelRest?.()
  }

  #beatSoon(): void {
    this.#cancelBeat ??= this.#options.time.soon(() => this.#beat())
  }

  #beat(): void {
    this.#cancelBeat = null
    this.#isAsked = false
    this.#rest()
    this.#options.beat()
  }

  #rest(): void {
    this.#cancelRest?.()
    this.#cancelRest = null
    const interval = this.#options.interval()
    if (interval < shortestRest) return
    this.#cancelRest = this.#options.time.after(interval, () => {
      this.#cancelRest = null
      if (this.#isAsked && !this.#cancelBeat) this.#beat()
    })
  }
}
