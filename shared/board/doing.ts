import { z } from 'zod'
import type { ParticipantId } from '../ids.ts'
import { cardId, participantId } from '../ids.ts'

export const longestDoing = 200

const doingValue = z.object({
  text: z.string().max(longestDoing),
  cardId: cardId.nullish().catch(null),
  /** Wall moment, milliseconds since the epoch. */
  since: z.number().catch(0),
  /** Whether they ask for help with it. */
  help: z.boolean().catch(false),
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
