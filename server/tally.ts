/** How many there are of each, with a limit. */
export class Tally {
  readonly #most: number
  readonly #countByKey = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts one more; answers how to take it back, or null where there are too many already. */
  enter(key: string): (() => void) | null {
    const count = this.#countByKey.get(key) ?? 0
    if (count >= this.#most) return null
    this.#countByKey.set(key, count + 1)
    let isIn = true
    return () => {
      if (isIn) this.#leave(key)
      isIn = false
    }
  }

  #leave(key: string): void {
    const left = (this.#countByKey.get(key) ?? 1) - 1
    if (left > 0) this.#countByKey.set(key, left)
    else this.#countByKey.delete(key)
  }
}
