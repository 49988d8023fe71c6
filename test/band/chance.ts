import { must } from '../../shared/invariants.ts'

/** Seeded chance: the same seed draws the same sequence. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number in [0, 1). Source: the mulberry32 generator. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below)
  }

  /** Whether something of this likelihood (0 to 1) happens. */
  happens(likelihood: number): boolean {
    return this.next() < likelihood
  }

  pick<Item>(items: readonly Item[]): Item {
    return must(items[this.below(items.length)], 'something to pick from')
  }

  /** One of the items, each as likely as its weight says. */
  pickWeighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item {
    let left = this.next() * items.reduce((sum, item) => sum + weightOf(item), 0)
    const found = items.find((item) => (left -= weightOf(item)) < 0)
    return found ?? this.pick(items)
  }

  /** Chance of its own for somebody, drawn from this one. */
  fork(): Chance {
    return new Chance(this.next() * 2 ** 32)
  }
}
