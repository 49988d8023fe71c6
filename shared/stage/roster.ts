import * as z from 'zod/mini'
import { participantId } from '../ids.ts'
import { role } from '../roles.ts'

/** A person of the session. Names need not be unique: `hue` and `number` tell people apart. */
export const rosterEntry = z.object({
  participantId,
  name: z.string(),
  role,
  /** The person's colour: an angle on the colour wheel in degrees, 0-359. */
  hue: z.number(),
  /** 1 for the first of this name in the session, 2 for the second... */
  number: z.int().check(z.positive()),
  joinedAt: z.number(),
  /** When a facilitator took them off the session, or null. */
  removedAt: z.nullable(z.number()),
})
export type RosterEntry = z.infer<typeof rosterEntry>

/** The name as shown: "Ana", and "Ana 2" for the second Ana. */
export function shownName(entry: Pick<RosterEntry, 'name' | 'number'>): string {
  return entry.number > 1 ? `${entry.name} ${entry.number}` : entry.name
}
