/** How quiet stretches are shortened, in milliseconds of wall time. */
export interface QuietRule {
  /** A stretch without any change that is longer than this is quiet. */
  readonly longerThan: number
  /** What it takes on the tape. */
  readonly becomes: number
}

interface Knot {
  readonly moment: number
  readonly tape: number
}

/**
 * The length along which a replay is played: wall time from the first to the last change, where
 * quiet stretches may be shortened. Tape positions are milliseconds from its start; between two
 * knots wall time and tape run in proportion.
 */
export class Tape {
  readonly #knots: readonly Knot[]

  /** @param moments wall moments of all changes, in order; at least one */
  constructor(moments: readonly number[], quiet: QuietRule | null = null) {
    this.#knots = knotsOf(moments, quiet)
  }

  get start(): number {
    return this.#knots[0]?.moment ?? 0
  }

  /** The wall moment of the last change. */
  get end(): number {
    return this.#knots.at(-1)?.moment ?? 0
  }

  /** In milliseconds at 1x. */
  get length(): number {
    return this.#knots.at(-1)?.tape ?? 0
  }

  /** The wall moment at a tape position, kept within the tape. */
  momentAt(tape: number): number {
    return this.#between(tape, 'tape', 'moment')
  }

  /** The tape position of a wall moment, kept within the tape. */
  tapeAt(moment: number): number {
    return this.#between(moment, 'moment', 'tape')
  }

  #between(value: number, given: keyof Knot, wanted: keyof Knot): number {
    const index = this.#knots.findIndex((knot) => knot[given] >= value)
    const [left, right] = [this.#knots[index - 1], this.#knots.at(index)]
    if (!right) return 0
    if (index < 1 || !left) return right[wanted]
    const part = (value - left[given]) / (right[given] - left[given])
    return left[wanted] + part * (right[wanted] - left[wanted])
  }
}

function knotsOf(moments: readonly number[], quiet: QuietRule | null): Knot[] {
  const knots: Knot[] = []
  let last: Knot | undefined
  for (const moment of moments) {
    const gap = last ? moment - last.moment : 0
    const isQuiet = quiet !== null && gap > quiet.longerThan
    if (last && isQuiet && knots.at(-1) !== last) knots.push(last)
    const tape = (last?.tape ?? 0) + (isQuiet ? quiet.becomes : gap)
    last = { moment, tape }
    if (isQuiet || knots.length === 0) knots.push(last)
  }
  if (last && knots.at(-1) !== last) knots.push(last)
  return knots
}
