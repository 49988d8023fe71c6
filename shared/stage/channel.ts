import * as z from 'zod/mini'
import { messageId, participantId } from '../ids.ts'

export const longestMessage = 4_000

/** A line of the session's chat. Author and moments are the server's. */
export const message = z.object({
  id: messageId,
  author: participantId,
  text: z.string(),
  /** The message it answers, or null. */
  replyTo: z.catch(z.nullish(messageId), null),
  wallAt: z.number(),
  /** Exercise milliseconds. */
  at: z.number(),
})
export type Message = z.infer<typeof message>
