import type { ParticipantId } from '../../shared/ids.ts'

const listeners = new Set<(person: ParticipantId) => void>()

/** Asks the facilitator's page to show the session as somebody of it sees it. */
export function seeAs(person: ParticipantId): void {
  for (const listener of listeners) listener(person)
}

/** Hears whose page is asked for; returns how to stop. */
export function onSeeAs(listener: (person: ParticipantId) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
