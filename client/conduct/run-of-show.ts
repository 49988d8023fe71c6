import type { InjectId } from '../../shared/ids.ts'
import { showDuration } from '../../shared/scenario/duration.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { runWords } from '../words/stand-run.ts'

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

/** The timed inject that lands next if nobody touches anything, or null. */
export function nextTimed(
  plan: readonly PlannedInject[],
  landings: ReadonlyMap<InjectId, Landing>,
): (PlannedInject & { readonly trigger: { readonly on: 'time'; readonly at: number } }) | null {
  let next = null
  for (const inject of plan) {
    const { trigger } = inject
    if (trigger.on !== 'time' || standingOf(inject, landings).is !== 'planned') continue
    if (next === null || trigger.at < next.trigger.at) next = { ...inject, trigger }
  }
  return next
}

/** When an inject is to land: "at 4:30", or "by hand". */
export function triggerWords({ trigger }: PlannedInject): string {
  const say = runWords.standing
  return trigger.on === 'time' ? say.at(showDuration(trigger.at)) : say.byHand
}
