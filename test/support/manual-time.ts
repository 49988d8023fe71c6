import type { Time } from '../../server/time.ts'

interface Alarm {
  readonly due: number
  readonly callback: () => void
}

/** Time that stands until a test moves it; alarms ring in the order they are due. */
export class ManualTime implements Time {
  #now: number
  readonly #alarms = new Set<Alarm>()

  constructor(now = 1_700_000_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, callback: () => void): () => void {
    const alarm = { due: this.#now + milliseconds, callback }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  /** Sets the wall clock without ringing anything, backwards too. */
  jumpTo(now: number): void {
    this.#now = now
  }

  /** Moves time on, ringing what falls due on the way, and lets what that set going settle. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#alarms.delete(next)
      this.#now = Math.max(this.#now, next.due)
      next.callback()
      await settle()
    }
    this.#now = end
    await settle()
  }

  #nextUntil(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
  }
}

/** Lets promises and immediates that are on their way come through. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve))
}
