import type { PlannedInject } from './inject.ts'

/** When a planned inject lands, and whether again: what one change of it replaces. */
export type Timing = Pick<PlannedInject, 'trigger' | 'again'>

/** The timing of an inject, without anything else of it. */
export function timingOf({ trigger, again }: PlannedInject): Timing {
  return { trigger, ...(again && { again }) }
}
