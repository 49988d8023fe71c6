import type { ParticipantId } from '../ids.ts'
import { participantId } from '../ids.ts'
import type { BoardDoc } from './board-doc.ts'

export const longestPart = 60

/** What each person plays today, apart from their role. */
export function readParts(board: BoardDoc): Map<ParticipantId, string> {
  const parts = new Map<ParticipantId, string>()
  for (const [key, value] of board.parts.entries()) {
    const person = participantId.safeParse(key)
    const isPart = typeof value === 'string' && value !== '' && value.length <= longestPart
    if (person.success && isPart) parts.set(person.data, value)
  }
  return parts
}
