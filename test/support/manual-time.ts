import type { Time } from '../../server/time.ts'

interface Alarm {
  readonly due: number
  readonly callback: () => void
}

/** Time that stands until a test moves it; alarms ring in the order they are due. */
export class ManualTime implements Time {
  #now: number
  #elapsed = 0
  readonly #alarms = new Set<Alarm>()

  constructor(now = 1_700_000_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  elapsed(): number {
    return this.#elapsed
  }

  after(milliseconds: number, callback: () => void): () => void {
    const alarm = { due: this.#elapsed + milliseconds, callback }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  soon(callback: () => void): () => void {
    const immediate = setImmediate(callback)
    return () => clearImmediate(immediate)
  }

  /** Sets the wall clock without ringing anything, backwards too. */
  jumpTo(now: number): void {
    this.#now = now
  }

  /** Moves time on, ringing what falls due on the way, and lets what that set going settle. */
  async advance(milliseconds: number): Promise<void> {
    await settle()
    const end = this.#elapsed + milliseconds
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#alarms.delete(next)
      this.#passUntil(next.due)
      next.callback()
      await settle()
    }
    this.#passUntil(end)
    await settle()
  }

  #passUntil(elapsed: number): void {
    const passed = Math.max(0, elapsed - this.#elapsed)
    this.#elapsed += passed
    this.#now += passed
  }

  #nextUntil(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
  }
}

/** Lets promises and immediates that are on their way come through. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve))
}
