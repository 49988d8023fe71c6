/** Milliseconds, counted in steps of a twentieth; what took longer than the last counts as that. */
const step = 0.05
const longest = 20_000

/** Many durations, kept as a histogram: a run has millions. */
export class Latencies {
  readonly #counts = new Uint32Array(longest / step + 1)
  #count = 0
  #max = 0

  get count(): number {
    return this.#count
  }

  get max(): number {
    return this.#max
  }

  add(milliseconds: number): void {
    const at = Math.min(longest / step, Math.max(0, Math.floor(milliseconds / step)))
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.#count += 1
    if (milliseconds > this.#max) this.#max = milliseconds
  }

  /** The duration that the given share (0 to 1) stayed within; NaN where there were none. */
  quantile(share: number): number {
    const rank = Math.max(1, Math.ceil(share * this.#count))
    let seen = 0
    for (const [at, count] of this.#counts.entries()) {
      seen += count
      if (seen >= rank) return Math.min((at + 1) * step, this.#max)
    }
    return NaN
  }

  clear(): void {
    this.#counts.fill(0)
    this.#count = 0
    this.#max = 0
  }
}
