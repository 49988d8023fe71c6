import type { Time } from '../time.ts'

/** How long somebody waits who was just closed for what they sent, in milliseconds. */
const wait = 1_000

/**
 * Holds those back who come again at once after what they sent was refused. No honest page does:
 * such a close is final for it. Whoever does it all the same costs the others next to nothing.
 */
export class Tarpit {
  readonly #time: Time
  readonly #freeAtByKey = new Map<string, number>()

  constructor(time: Time) {
    this.#time = time
  }

  /** Their next visits, for a while, wait. */
  sink(key: string): void {
    this.#freeAtByKey.set(key, this.#time.elapsed() + wait)
    this.#time.after(wait, () => this.#free(key))
  }

  /** Resolves when they may come in: at once for nearly everybody. */
  async pass(key: string): Promise<void> {
    const freeAt = this.#freeAtByKey.get(key)
    if (freeAt === undefined) return
    const left = freeAt - this.#time.elapsed()
    await new Promise<void>((resolve) => this.#time.after(Math.max(0, left), resolve))
  }

  #free(key: string): void {
    const freeAt = this.#freeAtByKey.get(key) ?? 0
    if (freeAt <= this.#time.elapsed()) this.#freeAtByKey.delete(key)
  }
}
