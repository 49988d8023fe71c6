import * as z from 'zod/mini'
import type { InjectId } from '../ids.ts'
import { injectId } from '../ids.ts'
import type { PlannedInject } from './inject.ts'
import type { Situation } from './situation.ts'
import { dueAt } from './situation.ts'

/** How often an inject lands at most, the first time included. */
export const mostLandings = 20
/** What lies between two of its landings at least and at most, in exercise milliseconds. */
export const shortestGap = 30_000
export const longestGap = 86_400_000

/**
 * That an inject lands again: whenever its trigger holds and `every` exercise milliseconds have
 * passed since it last landed, whether or not the trigger held all the while. `times` counts the
 * first landing, too.
 */
export const repeat = z.object({
  every: z.int().check(z.gte(shortestGap), z.lte(longestGap)),
  times: z.optional(z.int().check(z.gte(2), z.lte(mostLandings))),
})
export type Repeat = z.infer<typeof repeat>

/**
 * The id under which an inject lands for the n-th time, counted from 1. It is the same whoever works
 * it out, so that a landing which is on disk is never made a second time.
 */
export function landingId(inject: InjectId, n: number): InjectId {
  return n === 1 ? inject : (`${inject}-${n}` as InjectId)
}

/** What is known of each landing of an inject, in their order. */
export function landingsOf<Known>(
  inject: InjectId,
  knownById: ReadonlyMap<InjectId, Known>,
): Known[] {
  const all: Known[] = []
  for (let n = 1; n <= mostLandings; n++) {
    const known = knownById.get(landingId(inject, n))
    if (known === undefined) break
    all.push(known)
  }
  return all
}

type Planned = Pick<PlannedInject, 'id' | 'trigger' | 'again' | 'content' | 'audience'>

/**
 * Whether an inject that has landed so often still lands again. What lands by hand, what offers
 * options, and a whisper whose person is chosen by hand, lands once.
 */
export function mayLandAgain(inject: Planned, landings: number): boolean {
  const { id, trigger, again, content, audience } = inject
  if (!again || trigger.on === 'hand' || content.options) return false
  if (audience.to === 'person' && audience.participantId === null) return false
  const isName = injectId.safeParse(landingId(id, landings + 1)).success
  return isName && landings < (again.times ?? mostLandings)
}

/** Under which id an inject lands next by itself, and from which exercise time on, or null. */
export function nextLanding(
  inject: Planned,
  situation: Situation,
): { readonly id: InjectId; readonly at: number } | null {
  const landed = landingsOf(inject.id, situation.landed)
  const last = landed.at(-1)
  if (last !== undefined && !mayLandAgain(inject, landed.length)) return null
  const due = dueAt(inject.trigger, situation)
  if (due === null) return null
  const ready = last === undefined ? due : last + (inject.again?.every ?? 0)
  return { id: landingId(inject.id, landed.length + 1), at: Math.max(due, ready) }
}
