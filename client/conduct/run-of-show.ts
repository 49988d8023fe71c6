import type { InjectId } from '../../shared/ids.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import type { Branch } from '../../shared/stage/choice.ts'
import { settledIn } from '../../shared/stage/choice.ts'
import { landingsOf, mayLandAgain, nextLanding } from '../../shared/stage/repeat.ts'
import { triggerProblem } from '../../shared/stage/trigger-problem.ts'
import { singlesIn } from '../../shared/stage/trigger.ts'
import { againInWords, triggerInWords, triggerProblemInWords } from '../words/triggers.ts'
import type { ConductView } from './conduct-view.ts'

/** Where an inject of the run of show stands: what was asked for, unless it has landed for good. */
export type Standing =
  | { readonly is: 'planned' | 'held' | 'skipped' }
  | { readonly is: 'landed'; readonly landing: Landing }

export function standingOf(
  inject: PlannedInject,
  landings: ReadonlyMap<InjectId, Landing>,
): Standing {
  const landed = landingsOf(inject.id, landings)
  const landing = landed.at(-1)
  if (!landing || mayLandAgain(inject, landed.length)) return { is: inject.state }
  return { is: 'landed', landing }
}

/** The inject that lands next if nobody does anything, with its exercise time, or null. */
export function nextTimed(
  plan: readonly PlannedInject[],
  landings: ReadonlyMap<InjectId, Landing>,
  branches: ReadonlyMap<InjectId, Branch> = new Map(),
): (PlannedInject & { readonly due: number }) | null {
  const landed = new Map([...landings].map(([id, { at }]) => [id, at]))
  const chosen = settledIn(branches)
  let next = null
  for (const inject of plan) {
    if (standingOf(inject, landings).is !== 'planned') continue
    // What the board decides has no time that anybody could tell.
    const due = nextLanding(inject, { now: 0, landed, chosen, board: null })?.at
    if (due === undefined) continue
    if (next === null || due < next.due) next = { ...inject, due }
  }
  return next
}

/** What lands, sooner or later, because of what is chosen. */
export function consequencesOf(
  inject: InjectId,
  option: string,
  plan: readonly PlannedInject[],
): PlannedInject[] {
  return plan.filter(({ trigger }) =>
    singlesIn(trigger).some(
      (each) => each.on === 'chosen' && each.inject === inject && each.option === option,
    ),
  )
}

/** Whether an inject waits for an option while another one was settled. */
export function isPassedBy(
  { trigger }: PlannedInject,
  branches: ReadonlyMap<InjectId, Branch>,
): boolean {
  if (trigger.on !== 'chosen') return false
  const settled = branches.get(trigger.inject)?.settled
  return settled !== undefined && settled !== null && settled.option !== trigger.option
}

/** A landing is late from here on, in exercise milliseconds. */
const patience = 2_000

/** How late an inject landed (the server was away, or it was held), in exercise milliseconds, or null. */
export function lateness({ trigger, again }: PlannedInject, landedAt: number): number | null {
  const late = trigger.on === 'time' && !again ? landedAt - trigger.at : 0
  return late >= patience ? late : null
}

/** When an inject is to land: "at 4:30", "by hand", "2 min after “Pager”". */
export function landsWhen(inject: PlannedInject, { plan }: ConductView): string {
  const { trigger, again } = inject
  const contentOf = (id: InjectId) => plan.find((each) => each.id === id)?.content
  const when = triggerInWords(
    trigger,
    (id) => contentOf(id)?.title,
    (id, option) => contentOf(id)?.options?.find(({ key }) => key === option)?.text,
  )
  return again && mayLandAgain(inject, 1) ? againInWords(when, again, trigger) : when
}

/** Whether an inject lands without a hand, once its time or what it waits for has come. */
export function isArmed(
  inject: PlannedInject,
  script: ConductView,
  branches: ReadonlyMap<InjectId, Branch>,
): boolean {
  if (inject.trigger.on === 'hand' || standingOf(inject, script.landings).is !== 'planned')
    return false
  return !isPassedBy(inject, branches) && whyNotByItself(inject, script) === null
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
