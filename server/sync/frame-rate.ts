import type { Time } from '../time.ts'

/** How much may come at once, as seconds of the rate: a large paste, or what gathered offline. */
const burst = 10

/** Whether somebody sends more than they may: a bucket of tokens that fills at a rate. */
export class FrameRate {
  readonly #time: Time
  readonly #perSecond: number
  #tokens: number
  #countedAt: number

  constructor(time: Time, perSecond: number) {
    this.#time = time
    this.#perSecond = perSecond
    this.#tokens = perSecond * burst
    this.#countedAt = time.elapsed()
  }

  /** Counts one frame; false where it is one too many. */
  take(): boolean {
    const now = this.#time.elapsed()
    const earned = ((now - this.#countedAt) / 1_000) * this.#perSecond
    this.#countedAt = now
    this.#tokens = Math.min(this.#tokens + earned, this.#perSecond * burst) - 1
    return this.#tokens >= 0
  }
}
