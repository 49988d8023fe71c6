import type * as Y from 'yjs'

/** What a group agrees on before it disturbs a system, in this order. */
export const planFields = ['steadyState', 'hypothesis', 'blastRadius', 'abortRule'] as const
export type PlanField = (typeof planFields)[number]

/** How long each may be, in letters. */
export const longestPlanText = 500

/** A shared text for each field, written letter by letter by whoever plays. */
export type ExperimentPlan = Readonly<Record<PlanField, Y.Text>>

/** The letters of a field as they are shown: a page of somebody's own could write more. */
export function shownPlanText(letters: string): string {
  return letters.slice(0, longestPlanText)
}
