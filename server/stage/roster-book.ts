import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { ParticipantRecord } from '../log/registry.ts'

/** The golden angle in degrees: hues a whole turn of it apart stay far from each other. */
const goldenAngle = 137.508

/** A newcomer's line of the roster: a colour of their own, and a number where the name is taken. */
export function rosterEntryFor(
  record: ParticipantRecord,
  roster: readonly RosterEntry[],
): RosterEntry {
  const namesakes = roster.filter((entry) => sameName(entry.name, record.name))
  return {
    participantId: record.id,
    name: record.name,
    role: record.role,
    hue: Math.round(roster.length * goldenAngle + 25) % 360,
    number: Math.max(0, ...namesakes.map((entry) => entry.number)) + 1,
    joinedAt: record.joinedAt,
    removedAt: null,
  }
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
}
