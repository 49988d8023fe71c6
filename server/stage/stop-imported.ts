import type { SessionRecord } from '../log/registry.ts'
import type { Log } from '../log/log.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Time } from '../time.ts'
import { SessionClock } from './session-clock.ts'
import { Stopwatch } from './stopwatch.ts'

export interface StopImportedOptions {
  readonly session: SessionRecord
  /** The hand on the session's stage. */
  readonly stage: Hand
  readonly log: Log
  readonly time: Time
}

/**
 * Stops the clock and the stopwatch that ran when a session was exported, at its last recorded moment.
 * To be done before anything of the copy is armed: nothing of it may land by itself.
 */
export async function stopImported(options: StopImportedOptions): Promise<void> {
  const { session, stage, log, time } = options
  const { importedAt } = session
  if (importedAt === null) return
  const rows = await log.read({ sessionId: session.id, doc: 'stage' })
  const recordedUntil = rows.at(-1)?.at ?? 0
  await new Stopwatch(stage, time).stopImported(recordedUntil, importedAt)
  await new SessionClock(stage, time).stopImported(recordedUntil, importedAt)
}
