import { interactionsBetween, lettersBetween, longTasksBetween } from './between-readings.ts'
import { letters } from './hands.ts'
import type { LettersAt, ProbeReading } from './probe.ts'
import { quantile } from './quantile.ts'

/** How it went on a page that somebody types on; milliseconds where not said. */
export interface TypingFigures {
  readonly interactionP75: number
  readonly interactionP99: number
  readonly longTasks: number
  readonly longestTask: number
  readonly letterP50: number
  readonly letterP95: number
  /** Share of the letters, 0 to 1. */
  readonly lettersSeen: number
}

/**
 * @param before of the page that is typed on, and `after`
 * @param typed the letters, each when its key was pressed
 * @param seen the same on a page where somebody else sees them
 */
export function typingFigures(
  before: ProbeReading,
  after: ProbeReading,
  typed: readonly LettersAt[],
  seen: readonly LettersAt[],
): TypingFigures {
  const durations = interactionsBetween(before, after)
  const late = lettersBetween(typed, seen)
  const tasks = longTasksBetween(before, after)
  return {
    interactionP75: quantile(durations, 0.75),
    interactionP99: quantile(durations, 0.99),
    longTasks: tasks.length,
    longestTask: Math.max(0, ...tasks),
    letterP50: quantile(late, 0.5),
    letterP95: quantile(late, 0.95),
    lettersSeen: late.length / letters,
  }
}
