import type { Fermata } from '../../shared/stage/fermata.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'

interface HasAnswered {
  readonly person: RosterEntry
  readonly has: boolean
}

/** Whom a fermata asks, and whether they have answered. */
export function askedBy({ answered }: Fermata, people: readonly RosterEntry[]): HasAnswered[] {
  return people
    .filter(({ role, removedAt }) => role === 'participant' && removedAt === null)
    .map((person) => ({ person, has: answered.includes(person.participantId) }))
}
