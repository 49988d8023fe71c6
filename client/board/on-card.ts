import type { CardId, ParticipantId } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { readDoingLines } from './board-readers.ts'
import type { BoardView } from './board-view.ts'

/** Somebody at a card: who says they are on it, and who has it open. */
export interface AtCard {
  readonly person: RosterEntry
  readonly onIt: boolean
  readonly typing: boolean
}

/** Who is at a card, in the order people joined. */
export function peopleAt(view: BoardView, card: CardId): AtCard[] {
  const onIt = new Set(
    readDoingLines(view.board)
      .filter((each) => each.cardId === card)
      .map((each) => each.participantId),
  )
  const here = view.present.filter((each) => each.cardId === card && !each.away)
  const isHere = (id: ParticipantId) => here.some((each) => each.participantId === id)
  const isTyping = (id: ParticipantId) =>
    here.some((each) => each.participantId === id && each.typing)
  return view.people
    .filter(({ participantId: id }) => onIt.has(id) || (id !== view.me && isHere(id)))
    .map((person) => {
      const id = person.participantId
      return { person, onIt: onIt.has(id), typing: id !== view.me && isTyping(id) }
    })
}
