import type { ParticipantId } from '../../shared/ids.ts'
import type { Spin } from '../../shared/stage/wheel.ts'
import { pickOf } from '../../shared/stage/wheel.ts'

/** So long a spin stays before everybody's eyes, in milliseconds. */
const lasts = 30_000
/** Whoever was picked has a choice to make, and may be looking elsewhere. */
const lastsForPicked = 5 * 60_000

/** Whether this spin put this person on call. */
export function isPicked(spin: Spin, me: ParticipantId | null): boolean {
  return spin.wheel === 'on-call' && me !== null && pickOf(spin)?.id === me
}

/** The spin that is before somebody's eyes at a wall moment, or null. */
export function spinInSight(
  spins: readonly Spin[],
  now: number,
  me: ParticipantId | null,
): Spin | null {
  const last = spins.at(-1)
  if (!last) return null
  return now < last.wallAt + (isPicked(last, me) ? lastsForPicked : lasts) ? last : null
}
