import type { InjectId } from '../../shared/ids.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { dueAt } from '../../shared/stage/situation.ts'
import { triggerProblem } from '../../shared/stage/trigger-problem.ts'
import { triggerInWords, triggerProblemInWords } from '../words/triggers.ts'
import type { ConductView } from './conduct-view.ts'

/** Where an inject of the run of show stands: what was asked for, unless it has landed. */
export type Standing =
  | { readonly is: 'planned' | 'held' | 'skipped' }
  | { readonly is: 'landed'; readonly landing: Landing }

export function standingOf(
  inject: PlannedInject,
  landings: ReadonlyMap<InjectId, Landing>,
): Standing {
  const landing = landings.get(inject.id)
  return landing ? { is: 'landed', landing } : { is: inject.state }
}

/** The inject that lands next if nobody does anything, with its exercise time, or null. */
export function nextTimed(
  plan: readonly PlannedInject[],
  landings: ReadonlyMap<InjectId, Landing>,
): (PlannedInject & { readonly due: number }) | null {
  const landed = new Map([...landings].map(([id, { at }]) => [id, at]))
  let next = null
  for (const inject of plan) {
    if (standingOf(inject, landings).is !== 'planned') continue
    // What the board decides has no time that anybody could tell.
    const due = dueAt(inject.trigger, { now: 0, landed, board: null })
    if (due === null) continue
    if (next === null || due < next.due) next = { ...inject, due }
  }
  return next
}

/** A landing is late from here on, in exercise milliseconds. */
const patience = 2_000

/** How late an inject landed (the server was away, or it was held), in exercise milliseconds, or null. */
export function lateness({ trigger }: PlannedInject, landedAt: number): number | null {
  const late = trigger.on === 'time' ? landedAt - trigger.at : 0
  return late >= patience ? late : null
}

/** When an inject is to land: "at 4:30", "by hand", "2 min after “Pager”". */
export function landsWhen({ trigger }: PlannedInject, { plan }: ConductView): string {
  return triggerInWords(trigger, (id) => plan.find((each) => each.id === id)?.content.title)
}

/** Why an inject will not land by itself, or null. */
export function whyNotByItself(
  inject: PlannedInject,
  { plan, landings }: ConductView,
): string | null {
  if (standingOf(inject, landings).is !== 'planned') return null
  // Asked of three hundred at each change: most wait for nobody, and need no look at the others.
  if (inject.trigger.on === 'time' || inject.trigger.on === 'hand') return null
  const problem = triggerProblem(inject, plan, (id) => landings.has(id))
  return problem && triggerProblemInWords(problem)
}
