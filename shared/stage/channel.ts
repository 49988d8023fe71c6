import * as z from 'zod/mini'
import { messageId, participantId } from '../ids.ts'
import { injectContent } from './inject.ts'
import { transcriptMark } from './transcript.ts'

export const longestMessage = 4_000

/** A line of the session's chat. Author and moments are the server's. */
export const message = z.object({
  id: messageId,
  /** `server` for a line of a transcript, whose speaker is nobody of the session. */
  author: z.union([participantId, z.literal('server')]),
  text: z.string(),
  /** The message it answers, or null. */
  replyTo: z.catch(z.nullish(messageId), null),
  /** Whom a facilitator answers as: "Grafana", "Kim from support". */
  as: z.optional(z.string().check(z.maxLength(80))),
  /** What an answer shows below its text: a log or a chart. */
  content: z.optional(injectContent),
  /** Which line of a transcript it is, and who said it when. */
  line: z.optional(transcriptMark),
  wallAt: z.number(),
  /** Exercise milliseconds. */
  at: z.number(),
})
export type Message = z.infer<typeof message>
