import type { PlannedInject } from './inject.ts'

/** What a planned inject says, and what facilitators wrote beside it: what its editor changes. */
export type Wording = Pick<PlannedInject, 'content' | 'expect' | 'notes'>

/** The wording of an inject, without anything else of it. */
export function wordingOf({ content, expect, notes }: PlannedInject): Wording {
  return {
    content,
    ...(expect !== undefined && { expect }),
    ...(notes !== undefined && { notes }),
  }
}

/** The same inject with other words. */
export function reworded(inject: PlannedInject, wording: Wording): PlannedInject {
  const rest = { ...inject }
  delete rest.expect
  delete rest.notes
  return { ...rest, ...wordingOf({ ...rest, ...wording }) }
}
