import type * as Y from 'yjs'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { rosterEntry } from '../../shared/stage/roster.ts'
import type { ParticipantRecord } from '../log/registry.ts'

/** The golden angle in degrees: hues a whole turn of it apart stay far from each other. */
const goldenAngle = 137.508

/** Writes the lines of newcomers. Knows the roster without reading all of it for each of them. */
export class RosterBook {
  readonly #roster: Y.Map<unknown>
  /** The highest number that somebody of a name has. */
  readonly #numbersByName = new Map<string, number>()

  constructor(roster: Y.Map<unknown>) {
    this.#roster = roster
    for (const line of roster.values()) this.#note(line)
    roster.observe(({ changes }) => {
      for (const id of changes.keys.keys()) this.#note(roster.get(id))
    })
  }

  /** The line of a newcomer, or of somebody whose role was changed while their line could not be. */
  missing(record: ParticipantRecord): RosterEntry | null {
    const line = rosterEntry.safeParse(this.#roster.get(record.id)).data
    if (!line) return this.#roster.has(record.id) ? null : this.entryFor(record)
    return line.role === record.role ? null : { ...line, role: record.role }
  }

  /** A newcomer's line: a colour of their own, and a number where the name is taken. */
  entryFor({ id, name, role, joinedAt }: ParticipantRecord): RosterEntry {
    return {
      participantId: id,
      name,
      role,
      hue: Math.round(this.#roster.size * goldenAngle + 25) % 360,
      number: (this.#numbersByName.get(folded(name)) ?? 0) + 1,
      joinedAt,
      removedAt: null,
    }
  }

  #note(line: unknown): void {
    const { success, data } = rosterEntry.safeParse(line)
    if (!success) return
    const name = folded(data.name)
    this.#numbersByName.set(name, Math.max(this.#numbersByName.get(name) ?? 0, data.number))
  }
}

/** Names that people would call the same. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
