import type { Tape } from './tape.ts'

/**
 * How busy a session was along its tape, in so many equal stretches: 0 for silence, 1 for the
 * busiest. Roots of counts, so that one flurry does not flatten everything else.
 */
export function rhythmOf(moments: readonly number[], tape: Tape, stretches: number): number[] {
  const counts = Array.from({ length: stretches }, () => 0)
  const length = Math.max(1, tape.length)
  for (const moment of moments) {
    const index = Math.min(stretches - 1, Math.floor((tape.tapeAt(moment) / length) * stretches))
    counts[index] = (counts[index] ?? 0) + 1
  }
  const most = Math.max(1, ...counts)
  return counts.map((count) => Math.sqrt(count / most))
}
