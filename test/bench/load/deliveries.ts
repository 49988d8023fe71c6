/**
 * Who has received which edit: each pair of receiver and edit counts once, however often it comes.
 * An edit comes behind its writer's earlier ones, so the last number of each is enough; the rest
 * are holes, filled when they come late.
 */
export class Deliveries {
  readonly #writers: number
  readonly #last: Int32Array
  readonly #holes = new Set<string>()
  readonly #perReceiver: Float64Array
  #total = 0

  constructor(people: number) {
    this.#writers = people
    this.#last = new Int32Array(people * people).fill(-1)
    this.#perReceiver = new Float64Array(people)
  }

  /** Distinct pairs so far. */
  get total(): number {
    return this.#total
  }

  of(receiver: number): number {
    return this.#perReceiver[receiver] ?? 0
  }

  /** How many edits of a writer anybody has received. */
  seenOf(writer: number): number {
    let last = -1
    for (let at = writer; at < this.#last.length; at += this.#writers) {
      last = Math.max(last, this.#last[at] ?? -1)
    }
    return last + 1
  }

  /** Notes an edit that came to somebody; false where it had come before. */
  take(receiver: number, writer: number, edit: number): boolean {
    const at = receiver * this.#writers + writer
    const last = this.#last[at] ?? -1
    if (edit <= last) {
      if (!this.#holes.delete(`${at}/${edit}`)) return false
    } else {
      for (let missed = last + 1; missed < edit; missed += 1) this.#holes.add(`${at}/${missed}`)
      this.#last[at] = edit
    }
    this.#perReceiver[receiver] = this.of(receiver) + 1
    this.#total += 1
    return true
  }
}
