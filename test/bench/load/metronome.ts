/** Something done again and again: `period` milliseconds apart, first at `phase`. */
export interface Beat {
  readonly period: number
  readonly phase: number
  /** How far a single one may be off its beat, as a share of the period. */
  readonly jitter: number
  readonly play: () => void
}

interface Due {
  readonly beat: Beat
  readonly count: number
  readonly at: number
}

/**
 * Plays beats at their times, whoever is slow to answer (open loop). Each time is reckoned from the
 * start, so that lateness never adds up.
 */
export class Metronome {
  readonly #random: () => number
  readonly #queue: Due[] = []
  #start = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(random: () => number) {
    this.#random = random
  }

  start(beats: readonly Beat[]): void {
    this.#start = performance.now()
    for (const beat of beats) this.#plan(beat, 0)
    this.#tick()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#queue.length = 0
  }

  readonly #tick = (): void => {
    const now = performance.now() - this.#start
    for (let due = this.#queue[0]; due && due.at <= now; due = this.#queue[0]) {
      this.#pop()
      this.#plan(due.beat, due.count + 1)
      due.beat.play()
    }
    const next = this.#queue[0]
    if (!next) return
    // A timer's shortest is a millisecond: what is due sooner shares the next one.
    this.#timer = setTimeout(this.#tick, next.at - (performance.now() - this.#start))
  }

  #plan(beat: Beat, count: number): void {
    const swing = (this.#random() - 0.5) * beat.jitter
    this.#push({ beat, count, at: Math.max(0, beat.phase + (count + swing) * beat.period) })
  }

  #push(due: Due): void {
    let at = this.#queue.push(due) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.#at(parent) <= this.#at(at)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #pop(): void {
    const last = this.#queue.pop()
    if (!last || this.#queue.length === 0) return
    this.#queue[0] = last
    let at = 0
    for (;;) {
      const left = at * 2 + 1
      const child = this.#at(left) <= this.#at(left + 1) ? left : left + 1
      if (this.#at(at) <= this.#at(child)) return
      this.#swap(at, child)
      at = child
    }
  }

  #at(index: number): number {
    return this.#queue[index]?.at ?? Infinity
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#queue[a], this.#queue[b]]
    if (one && other) [this.#queue[a], this.#queue[b]] = [other, one]
  }
}
