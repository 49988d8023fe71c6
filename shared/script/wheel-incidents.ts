import * as z from 'zod/mini'
import { longestEntry, longestSituation, mostEntries } from '../stage/wheel.ts'
import { readList } from '../stage/read-list.ts'

const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestEntry))

/** An incident that a wheel may come to, and what the team knows when they begin to play it. */
export const wheelIncident = z.object({
  title,
  situation: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(longestSituation))),
})
export type WheelIncident = z.infer<typeof wheelIncident>

/** What facilitators type is a title alone; a scenario brings a situation, too. */
const written = z.union([
  z.pipe(
    title,
    z.transform((typed) => ({ title: typed })),
  ),
  wheelIncident,
])

/** The incidents on the wheel, each title once, in the order they were written. */
export function readWheelIncidents(wheel: Iterable<unknown>): WheelIncident[] {
  const byTitle = new Map<string, WheelIncident>()
  for (const each of readList(wheel, written)) {
    if (!byTitle.has(each.title)) byTitle.set(each.title, each)
  }
  return [...byTitle.values()].slice(0, mostEntries)
}
