import type { FormatId } from '../../shared/formats/format.ts'

const withWheels: ReadonlySet<FormatId> = new Set<FormatId>(['wheel-of-misfortune', 'gamelan'])

/** Whether a format is played with wheels and a stopwatch. */
export function hasWheels(format: FormatId): boolean {
  return withWheels.has(format)
}
