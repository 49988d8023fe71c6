import * as z from 'zod/mini'
import { injectId, messageId, participantId } from '../ids.ts'

export const longestAnswer = 2_000
/** How many answers one person's thread under a whisper holds. */
export const mostAnswers = 100

/**
 * A line of the thread between one person and the facilitators under a whisper. Author and moments
 * are the server's.
 */
export const privateAnswer = z.object({
  id: messageId,
  injectId,
  /** Whose thread it stands in. */
  of: participantId,
  author: participantId,
  text: z.string(),
  wallAt: z.number(),
  /** Exercise milliseconds. */
  at: z.number(),
})
export type PrivateAnswer = z.infer<typeof privateAnswer>
