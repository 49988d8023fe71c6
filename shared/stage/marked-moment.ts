import * as z from 'zod/mini'
import { markId, participantId } from '../ids.ts'

/** The longest note to oneself, in letters. */
export const longestNote = 1_000
/** So long ago a moment may be that is marked now: who was without a network saves late. */
export const longestAgo = 3_600_000
/** So many moments one person may have marked. */
export const mostMarks = 300

/** A moment that somebody marked for later, kept in their inbox. An empty text is a plain mark. */
export const markedMoment = z.object({
  id: markId,
  author: participantId,
  text: z.string().check(z.maxLength(longestNote)),
  /** Wall moment and exercise milliseconds of what was marked, not of when it was saved. */
  wallAt: z.number(),
  at: z.number(),
})
export type MarkedMoment = z.infer<typeof markedMoment>
