import type { Time } from '../time.ts'

export interface PaceOptions {
  readonly time: Time
  /** The shortest time from one beat to the next, in milliseconds; asked for at each beat. */
  readonly interval: () => number
  readonly beat: () => void
}

/** After this share of the interval a beat may come early, along with something else. */
const ripe = 0.8
/** A timer cannot wait for less, in milliseconds: a shorter rest is none. */
const shortestRest = 1

/**
 * A leading-edge tick: the first who asks in a while is answered as soon as this turn of the event
 * loop is over, and whoever asks in the interval after that waits for its end, together. Nothing is
 * woken where nobody asks, and a jump of the wall clock changes nothing.
 */
export class Pace {
  readonly #options: PaceOptions
  #isAsked = false
  /** When it beat last, as `Time.elapsed` says it, and until when it rests. */
  #beatAt = -Infinity
  #restsUntil = -Infinity
  #cancel: (() => void) | null = null

  constructor(options: PaceOptions) {
    this.#options = options
  }

  /** There is something for the next beat. */
  ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    const rest = this.#restsUntil - this.#options.time.elapsed()
    if (rest < shortestRest) this.#beatSoon()
    else this.#cancel = this.#options.time.after(Math.ceil(rest), () => this.#beat())
  }

  /** There is so much for the next beat that it cannot wait. */
  hurry(): void {
    this.#isAsked = true
    this.#beatSoon()
  }

  /** Beats at once where something was asked for and most of the interval is over. */
  ride(): void {
    const ripeAt = this.#beatAt + (this.#restsUntil - this.#beatAt) * ripe
    if (this.#isAsked && this.#options.time.elapsed() >= ripeAt) this.#beat()
  }

  dispose(): void {
    this.#cancel?.()
  }

  #beatSoon(): void {
    this.#cancel?.()
    this.#cancel = this.#options.time.soon(() => this.#beat())
  }

  #beat(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#isAsked = false
    this.#beatAt = this.#options.time.elapsed()
    this.#restsUntil = this.#beatAt + Math.max(0, this.#options.interval())
    this.#options.beat()
  }
}
