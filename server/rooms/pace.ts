import type { Time } from '../time.ts'

export interface PaceOptions {
  readonly time: Time
  /** The shortest time from one beat to the next, in milliseconds; asked for at each beat. */
  readonly interval: () => number
  readonly beat: () => void
}

/** After this share of the interval a beat may come early, along with something else. */
const ripe = 1 / 2
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
  #beatAt = 0
  #interval = 0
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

  /** Beats at once where something was asked for a good share of the interval after the last beat. */
  ride(): void {
    const hasRested = this.#options.time.elapsed() - this.#beatAt >= this.#interval * ripe
    if (this.#isAsked && hasRested) this.#beat()
  }

  dispose(): void {
    this.#cancelBeat?.()
    this.#cancelRest?.()
  }

  #beatSoon(): void {
    this.#cancelBeat ??= this.#options.time.soon(() => this.#beat())
  }

  #beat(): void {
    this.#cancelBeat?.()
    this.#cancelBeat = null
    this.#isAsked = false
    this.#rest()
    this.#options.beat()
  }

  #rest(): void {
    this.#cancelRest?.()
    this.#cancelRest = null
    this.#beatAt = this.#options.time.elapsed()
    this.#interval = this.#options.interval()
    if (this.#interval < shortestRest) return
    this.#cancelRest = this.#options.time.after(this.#interval, () => {
      this.#cancelRest = null
      if (this.#isAsked && !this.#cancelBeat) this.#beat()
    })
  }
}
