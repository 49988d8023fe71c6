import * as z from 'zod/mini'
import { participantId } from '../ids.ts'

/** What somebody did to the stopwatch. It counts wall time, whatever the clock does. */
export const stopwatchPress = z.object({
  press: z.enum(['start', 'stop', 'reset']),
  by: z.union([participantId, z.literal('server')]),
  wallAt: z.number(),
})
export type StopwatchPress = z.infer<typeof stopwatchPress>
export type Press = StopwatchPress['press']

/** So often a session's stopwatch is pressed. */
export const mostPresses = 1_000

export interface StopwatchReading {
  readonly running: boolean
  /** Milliseconds of wall time that it has counted. */
  readonly elapsed: number
}

/** What a stopwatch that was pressed like this shows at a wall moment. */
export function stopwatchAt(presses: readonly StopwatchPress[], now: number): StopwatchReading {
  let counted = 0
  let since: number | null = null
  /** What it has counted by then; a wall clock that jumped back counts as standing still. */
  const by = (moment: number) => counted + (since === null ? 0 : Math.max(0, moment - since))
  for (const { press, wallAt } of presses) {
    if (press === 'start') since ??= wallAt
    else {
      counted = press === 'stop' ? by(wallAt) : 0
      since = null
    }
  }
  return { running: since !== null, elapsed: by(now) }
}

/** Whether a press would change anything: a running one is not started, one at zero not reset. */
export function changes(presses: readonly StopwatchPress[], press: Press): boolean {
  const last = presses.at(-1)?.press ?? 'reset'
  return press === 'stop' ? last === 'start' : press !== last
}
