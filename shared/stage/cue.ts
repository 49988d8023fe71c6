import * as z from 'zod/mini'
import { cueId, participantId } from '../ids.ts'

/** The wordless signals that anybody may raise. */
export const cue = z.enum(['slower', 'tacet', 'solo', 'swap', 'echo', 'help'])
export type Cue = z.infer<typeof cue>

/** Every cue, those that a format leads with first. */
export function cuesLedBy(leading: readonly Cue[]): Cue[] {
  return [...new Set([...leading, ...cue.options])]
}

/** A cue as it was raised. Author and moments are the server's. */
export const raisedCue = z.object({
  id: cueId,
  cue,
  author: participantId,
  wallAt: z.number(),
  /** Exercise milliseconds. */
  at: z.number(),
})
export type RaisedCue = z.infer<typeof raisedCue>

/** So long a cue is before everybody's eyes, in milliseconds. */
const lasts = 8_000

/** The cues that are before everybody's eyes at a wall moment, oldest first. */
export function cuesInSight(raised: readonly RaisedCue[], now: number): RaisedCue[] {
  return raised.filter(({ wallAt }) => wallAt > now - lasts)
}
