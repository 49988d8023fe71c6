import type { InjectId } from '../ids.ts'
import type { PlannedInject } from './inject.ts'
import { landingsOf, mayLandAgain, nextLanding } from './repeat.ts'
import type { Situation } from './situation.ts'

/** A landing that is to come by itself: under which id, and at which exercise time. */
export interface Waiting {
  readonly planned: PlannedInject
  readonly id: InjectId
  readonly at: number
}

/** Whether an inject lands by itself as soon as its trigger holds, for the first time or again. */
export function waitsByItself(planned: PlannedInject, landed: Situation['landed']): boolean {
  const { id, state, audience } = planned
  const isForNobody = audience.to === 'person' && audience.participantId === null
  if (state !== 'planned' || isForNobody) return false
  const { length } = landingsOf(id, landed)
  return length === 0 || mayLandAgain(planned, length)
}

/** Those of some injects that need nothing more than time, in the order they are due. */
export function waitingIn(plan: readonly PlannedInject[], situation: Situation): Waiting[] {
  return plan
    .flatMap((planned) => {
      const next = nextLanding(planned, situation)
      return next ? [{ planned, ...next }] : []
    })
    .sort((a, b) => a.at - b.at || a.planned.order - b.planned.order)
}
