import type { DocRef, Log, RenewedKeyframe } from '../log/log.ts'
import type { Time } from '../time.ts'

export interface KeyframesOptions {
  readonly log: Log
  readonly time: Time
  /** One was made, in so many seconds. */
  readonly onMade?: ((ref: DocRef, seconds: number) => void) | undefined
  readonly onFailed: (ref: DocRef, error: unknown) => void
}

/** A keyframe is made again once the history is longer by this share, and by so many rows. */
const share = 1 / 4
const fewest = 2_000
/** A server that stops makes keyframes for so long, in milliseconds: its next start is quicker. */
const partingMoment = 2_000

/** Whether the rows since a document's last keyframe are worth another one. */
export function isKeyframeDue(since: number, seq: number): boolean {
  return seq - since >= Math.max(fewest, seq * share)
}

/**
 * Has keyframes made in the background, one at a time. As each comes after a share of the history
 * so far, all of them together cost a few times what writing the history did, however long it is.
 */
export class Keyframes {
  readonly #options: KeyframesOptions
  #last: Promise<unknown> = Promise.resolve()
  #isDisposed = false

  constructor(options: KeyframesOptions) {
    this.#options = options
  }

  /** Makes a keyframe after those asked for before. Null where none was made; never rejects. */
  renew(ref: DocRef): Promise<RenewedKeyframe | null> {
    const renewed = this.#last.then(() => this.#renew(ref))
    this.#last = renewed
    return renewed
  }

  /** Waits for those that were asked for, as far as they begin within a moment. */
  async dispose(): Promise<void> {
    const stop = this.#options.time.after(partingMoment, () => (this.#isDisposed = true))
    await this.#last
    stop()
    this.#isDisposed = true
  }

  async #renew(ref: DocRef): Promise<RenewedKeyframe | null> {
    if (this.#isDisposed) return null
    const { log, time, onMade } = this.#options
    const began = time.elapsed()
    try {
      const renewed = await log.renewKeyframe(ref)
      if (renewed) onMade?.(ref, (time.elapsed() - began) / 1_000)
      return renewed
    } catch (error) {
      this.#options.onFailed(ref, error)
      return null
    }
  }
}
