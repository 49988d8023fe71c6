import type { Goal, Row } from '../scenarios/scenario.ts'
import { serverTitles } from '../servers/server-name.ts'
import type { Results } from './results.ts'

export interface Verdict {
  /** The goal in words, such as `<= 0.25x y-websocket`. */
  readonly goal: string
  /** What it came to, in the words of the goal; null where something was not measured. */
  readonly reached: { readonly text: string; readonly holds: boolean } | null
}

/** Holds the product's median against a goal of the row. */
export function judge(results: Results, scenario: string, row: Row, goal: Goal): Verdict {
  const own = results.median(scenario, 'gamelan', row.measure)
  const peer = goal.of ? results.median(scenario, goal.of, row.measure) : 0
  const value = goal.by === 'ratio' ? own / peer : own - peer
  return {
    goal: inWords(row, goal),
    reached: Number.isNaN(value) ? null : judged(row, goal, value),
  }
}

function judged(row: Row, goal: Goal, value: number) {
  const holds = goal.is === 'at most' ? value <= goal.value : value >= goal.value
  return { text: goal.by === 'ratio' ? `${value.toFixed(2)}x` : amount(row, value), holds }
}

function inWords(row: Row, { is, value, of, by }: Goal): string {
  const sign = is === 'at most' ? '<=' : '>='
  if (!of) return `${sign} ${amount(row, value)}`
  return by === 'ratio'
    ? `${sign} ${value}x ${serverTitles[of]}`
    : `within ${amount(row, value)} of ${serverTitles[of]}`
}

function amount({ unit, digits }: Row, value: number): string {
  return `${value.toFixed(digits)} ${unit}`.trim()
}
