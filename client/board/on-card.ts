import type { CardId } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { readThoseOn } from './board-readers.ts'
import type { BoardView } from './board-view.ts'

/** Somebody at a card: who says they are on it, and who has it open. */
export interface AtCard {
  readonly person: RosterEntry
  readonly onIt: boolean
  readonly typing: boolean
  readonly dragging: boolean
}

const nobody: readonly AtCard[] = []

/** Who is at a card, in the order people joined. Where I am myself I know. */
export function peopleAt(view: BoardView, card: CardId): readonly AtCard[] {
  const onIt = readThoseOn(view.board, card)
  const pages = view.presentAt(card).filter(({ participantId }) => participantId !== view.me)
  // The same nobody each time: most cards rest while people come and go at others.
  if (onIt.size === 0 && pages.length === 0) return nobody
  return view.people.flatMap((person) => {
    const id = person.participantId
    const theirs = pages.filter((each) => each.participantId === id)
    if (!onIt.has(id) && theirs.length === 0) return []
    const typing = theirs.some((each) => each.typing)
    const dragging = theirs.some((each) => each.dragging)
    return [{ person, onIt: onIt.has(id), typing, dragging }]
  })
}
