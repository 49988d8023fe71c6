import * as z from 'zod/mini'
import { participantId } from '../ids.ts'
import type { ClockPlan } from './clock.ts'

/** So often a session's transcript is started, held, moved or exchanged. */
export const mostTranscriptEvents = 500
export const slowestTranscript = 0.5
export const fastestTranscript = 20
/** So long before the next line playback goes on after a silence, in milliseconds of the transcript. */
export const beforeNextLine = 3_000

/** The number of a transcript in its session: the first is 1. */
const load = z.int().check(z.positive())

/** Where a message of the channel stands in a transcript. */
export const transcriptMark = z.object({
  load,
  /** The number of the line: the first is 0. */
  n: z.int().check(z.nonnegative()),
  /** Who said it then, nobody of this session. */
  who: z.string().check(z.maxLength(80)),
  /** When it was said then, as shown: a time of day, or the time since the first line. */
  clock: z.string().check(z.maxLength(16)),
})
export type TranscriptMark = z.infer<typeof transcriptMark>

const moment = { wallAt: z.number(), /** Exercise milliseconds. */ at: z.number() }

/** One thing that happened with the transcript, as the stage keeps it. It tells of no line. */
export const transcriptEvent = z.discriminatedUnion('what', [
  z.object({ what: z.literal('loaded'), load, by: participantId, ...moment }),
  z.object({
    what: z.literal('turned'),
    load,
    /** From here on transcript time goes on from `from` (milliseconds)... */
    from: z.number().check(z.nonnegative()),
    /** ...at this many transcript milliseconds for each of the exercise; 0 holds it. */
    speed: z.number().check(z.gte(0), z.lte(fastestTranscript)),
    by: participantId,
    ...moment,
  }),
])
export type TranscriptEvent = z.infer<typeof transcriptEvent>

/** Which transcript is played, and its time. */
export interface TranscriptState {
  readonly load: number
  /** Transcript time as a function of exercise time, which stands in it for wall time. */
  readonly plan: ClockPlan
}

export function transcriptOf(events: readonly TranscriptEvent[]): TranscriptState {
  const load = events.at(-1)?.load ?? 1
  const turns = events.filter((each) => each.what === 'turned' && each.load === load)
  const plan = turns.flatMap((each) =>
    each.what === 'turned'
      ? [{ wallAt: Math.round(each.at), at: each.from, speed: each.speed }]
      : [],
  )
  return { load, plan }
}
