import * as z from 'zod/mini'
import type { AnswerId } from '../ids.ts'
import { answerId, messageId } from '../ids.ts'
import { injectContent } from '../stage/inject.ts'

/** So many prepared answers a session has, those kept while playing included. */
export const mostAnswers = 500
export const mostPhrasings = 20
export const longestPhrasing = 200

/** What a facilitator has at hand for a question. */
export const preparedAnswer = z.object({
  id: answerId,
  order: z.number(),
  /** The question in other words each time: that by which it is found. */
  asks: z
    .array(z.string().check(z.minLength(1), z.maxLength(longestPhrasing)))
    .check(z.minLength(1), z.maxLength(mostPhrasings)),
  /** A `message` is said in its `body`; a log or a chart is shown below its title. */
  content: injectContent,
  /** For the facilitators' eyes. */
  notes: z.optional(z.string().check(z.maxLength(4_000))),
})
export type PreparedAnswer = z.infer<typeof preparedAnswer>

/** That an answer was sent, when last, and which message it is. */
export const sentAnswer = z.object({ answerId, messageId, at: z.number(), wallAt: z.number() })
export type SentAnswer = z.infer<typeof sentAnswer>

/** The words of an answer in the channel. */
export function wordsOfAnswer({ content }: Pick<PreparedAnswer, 'content'>): string {
  return content.kind === 'message' ? (content.body ?? content.title) : content.title
}

/** Each answer's last sending. */
export type SentById = ReadonlyMap<AnswerId, SentAnswer>
