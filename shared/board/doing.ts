import * as z from 'zod/mini'
import type { ParticipantId } from '../ids.ts'
import { cardId, participantId } from '../ids.ts'

export const longestDoing = 200

const doingValue = z.object({
  text: z.string().check(z.maxLength(longestDoing)),
  cardId: z.catch(z.nullish(cardId), null),
  /** Wall moment, milliseconds since the epoch. */
  since: z.catch(z.number(), 0),
  /** Whether they ask for help with it. */
  help: z.catch(z.boolean(), false),
})

/** One person's line of "who is doing what", tied to a card where there is one. */
export interface Doing extends z.infer<typeof doingValue> {
  readonly participantId: ParticipantId
}

export function readDoing(key: string, value: unknown): Doing | null {
  const owner = participantId.safeParse(key)
  const parsed = doingValue.safeParse(value)
  return owner.success && parsed.success ? { participantId: owner.data, ...parsed.data } : null
}
