import * as z from 'zod/mini'
import { must } from '../invariants.ts'
import type { Format, FormatId } from './format.ts'
import { formats } from './repertoire.ts'

export { formats }

/** The ids of the exercise formats; other programs rely on them. */
export const formatId = z.enum(formats.map(({ id }) => id))

export function formatOf(id: FormatId): Format {
  return must(
    formats.find((format) => format.id === id),
    `the format ${id}`,
  )
}
