import { Latencies } from './latencies.ts'

/**
 * Who has heard which state of whom. A server may let a later state stand for an earlier one, but
 * the last must come to everybody.
 */
export class PresenceLedger {
  /** How late the states came that came. */
  readonly latencies = new Latencies()
  readonly #people: number
  readonly #toldAt: number[][]
  readonly #heard: Int32Array

  constructor(people: number) {
    this.#people = people
    this.#toldAt = Array.from({ length: people }, () => [])
    this.#heard = new Int32Array(people * people)
  }

  /** Somebody has told their state number `beat`. */
  told(person: number, beat: number): void {
    const toldAt = this.#toldAt[person]
    if (toldAt) toldAt[beat] = performance.now()
  }

  hears(receiver: number, person: number, beat: number): void {
    const at = receiver * this.#people + person
    if (beat <= (this.#heard[at] ?? 0)) return
    this.#heard[at] = beat
    const now = performance.now()
    this.latencies.add(now - (this.#toldAt[person]?.[beat] ?? now))
  }

  /** Whether the receiver knows the state somebody told last. */
  isUpToDate(receiver: number, person: number, lastBeat: number): boolean {
    return this.#heard[receiver * this.#people + person] === lastBeat
  }
}
