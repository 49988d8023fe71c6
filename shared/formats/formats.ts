import { must } from '../invariants.ts'
import type { Format, FormatId } from './format.ts'
import { gameDay } from './game-day.ts'
import { gamelan } from './gamelan.ts'
import { incidentFlow } from './incident-flow.ts'
import { tabletop } from './tabletop.ts'
import { wheelOfMisfortune } from './wheel-of-misfortune.ts'

/** Every exercise format, in the order they are offered. */
export const formats: readonly Format[] = [
  gamelan,
  gameDay,
  wheelOfMisfortune,
  incidentFlow,
  tabletop,
]

export function formatOf(id: FormatId): Format {
  return must(
    formats.find((format) => format.id === id),
    `the format ${id}`,
  )
}
