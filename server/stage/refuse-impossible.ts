import { Refusal } from '../../shared/errors.ts'
import type { InjectId } from '../../shared/ids.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { triggerProblem } from '../../shared/stage/trigger-problem.ts'

/** Refuses an inject that could never land by itself, given what else is planned. */
export function refuseImpossible(
  inject: PlannedInject,
  plan: readonly PlannedInject[],
  isLanded: (id: InjectId) => boolean,
): void {
  const others = plan.filter(({ id }) => id !== inject.id)
  const problem = triggerProblem(inject, [...others, inject], isLanded)
  if (problem?.is === 'gone') {
    throw new Refusal(
      'not-found',
      'The inject that it waits for is not in the run of show. Choose another.',
    )
  }
  if (problem?.is === 'noOption') {
    throw new Refusal(
      'not-found',
      `“${problem.title}” does not offer what it waits for. Choose another option.`,
    )
  }
  if (problem?.is !== 'circle') return
  const path = problem.titles.map((title) => `“${title}”`).join(', which waits for ')
  throw new Refusal('conflict', `They would wait for each other for ever: ${path}.`)
}
