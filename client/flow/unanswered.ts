import type { Message } from '../../shared/stage/channel.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'

/** The message that a facilitator would answer: the oldest of a participant that nobody answered, among the last ones. */
export function unanswered(
  channel: readonly Message[],
  people: readonly RosterEntry[],
): Message | null {
  const players = new Set<string>(
    people.flatMap(({ role, participantId }) => (role === 'participant' ? participantId : [])),
  )
  const answered = new Set(channel.map(({ replyTo }) => replyTo))
  const asked = channel.slice(-lookBack).filter(({ author }) => players.has(author))
  return asked.find(({ id }) => !answered.has(id)) ?? asked.at(-1) ?? null
}

/** What is further up has been passed by. */
const lookBack = 20
