import type { InjectId } from '../ids.ts'
import type { PlannedInject } from './inject.ts'
import { awaitedBy, singlesIn } from './trigger.ts'
import { wayBack } from './way-back.ts'

/** What is wrong with a trigger. Titles are those of injects. */
export type TriggerProblem =
  | { readonly is: 'unclear' }
  | { readonly is: 'gone' }
  | { readonly is: 'noOption'; readonly title: string }
  | { readonly is: 'circle'; readonly titles: readonly string[] }
  | { readonly is: 'skipped'; readonly title: string }

/** What keeps an inject from landing by itself, or null. `plan` is what has not landed yet. */
export function triggerProblem(
  inject: Pick<PlannedInject, 'id' | 'trigger'>,
  plan: readonly PlannedInject[],
  isLanded: (id: InjectId) => boolean,
): TriggerProblem | null {
  if (inject.trigger.on === 'unclear') return { is: 'unclear' }
  const awaited = awaitedBy(inject.trigger)
  if (awaited.length === 0) return null
  const known = new Set(plan.map(({ id }) => id))
  if (awaited.some((id) => !known.has(id) && !isLanded(id))) return { is: 'gone' }
  const asked = plan.find((each) => lacksOption(each, inject.trigger))
  if (asked) return { is: 'noOption', title: asked.content.title }
  const waiting = plan.filter(({ id }) => !isLanded(id))
  const titles = cycleIn(waiting, inject.id)
  if (titles) return { is: 'circle', titles }
  const skipped = waiting.find(({ id, state }) => state === 'skipped' && awaited.includes(id))
  return skipped ? { is: 'skipped', title: skipped.content.title } : null
}

/** Whether a trigger waits for an option that this inject does not offer. */
function lacksOption({ id, content }: PlannedInject, trigger: PlannedInject['trigger']): boolean {
  return singlesIn(trigger).some(
    (each) =>
      each.on === 'chosen' &&
      each.inject === id &&
      !content.options?.some(({ key }) => key === each.option),
  )
}

/**
 * The titles along a circle of injects that wait for each other, the first one again at its end, or
 * null where there is none. Given an id, only a circle that goes through that inject counts.
 */
export function cycleIn(plan: readonly PlannedInject[], through?: InjectId): string[] | null {
  const byId = new Map(plan.map((inject) => [inject.id, inject]))
  const starts = through === undefined ? plan.map(({ id }) => id) : [through]
  for (const start of starts) {
    const path = wayBack(start, (id) => {
      const inject = byId.get(id)
      return inject ? awaitedBy(inject.trigger) : []
    })
    if (path) return path.map((id) => byId.get(id)?.content.title ?? '')
  }
  return null
}
