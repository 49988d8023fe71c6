import * as z from 'zod/mini'
import { participantId } from '../ids.ts'
import { can } from '../roles.ts'
import type { RosterEntry } from './roster.ts'

/** So much a session keeps of its stand's way; an offer in the air can still be taken then. */
export const mostStandEvents = 400

/** Wall moment and exercise milliseconds. */
const moment = { wallAt: z.number(), at: z.number() }

const offered = z.object({
  what: z.literal('offered'),
  from: participantId,
  to: participantId,
  /** Whether whoever gives it stays beside with the same rights, or plays along from then on. */
  keep: z.boolean(),
  ...moment,
})

/** What happened to the stand, as the stage's list has it: it only grows. */
export const standEvent = z.discriminatedUnion('what', [
  offered,
  /** Whom it was offered to said that they have it: from here on they conduct. */
  z.object({ what: z.literal('taken'), by: participantId, ...moment }),
  /** Taken back, or not taken. */
  z.object({ what: z.literal('withdrawn'), by: participantId, ...moment }),
])
export type StandEvent = z.infer<typeof standEvent>
export type StandOffer = z.infer<typeof offered>

/**
 * The offer of the stand that is in the air, or null. It lapses with whoever gives or gets it: where
 * one of them left, or the giver has no stand to give any more.
 */
export function standInTheAir(
  events: readonly StandEvent[],
  people: readonly RosterEntry[],
): StandOffer | null {
  const last = events.at(-1)
  if (last?.what !== 'offered') return null
  const here = people.filter(({ removedAt }) => removedAt === null)
  const giver = here.find(({ participantId }) => participantId === last.from)
  const isThere = here.some(({ participantId }) => participantId === last.to)
  return giver && can(giver.role, 'conduct') && isThere ? last : null
}
