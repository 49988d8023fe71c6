import type { ParticipantId } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { StageView } from '../state/stage-view.ts'

/** Those who are asked: everybody who plays and is here. */
export function askedPeople({ people }: StageView): RosterEntry[] {
  return people.filter(({ role, removedAt }) => role === 'participant' && removedAt === null)
}

export function isAsked(stage: StageView): boolean {
  return stage.send !== null && askedPeople(stage).some((each) => each.participantId === stage.me)
}

export function personIn({ people }: StageView, id: ParticipantId): RosterEntry | null {
  return people.find((each) => each.participantId === id) ?? null
}

/** @param otherwise what a person is called whom the roster does not know */
export function nameOf(stage: StageView, id: ParticipantId, otherwise: string): string {
  const person = personIn(stage, id)
  return person ? shownName(person) : otherwise
}
