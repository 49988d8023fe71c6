import * as Y from 'yjs'
import type { CardId } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Caret } from '../../shared/wire/presence.ts'
import type { BoardView } from './board-view.ts'

/** Which text of which card. */
export interface CaretPlace {
  readonly card: CardId
  readonly text: Caret['text']
}

/** Somebody else's caret, in front of the letter with this index. */
export interface OthersCaret {
  readonly person: RosterEntry
  readonly index: number
}

/** The carets of others in a text, from its beginning on. */
export function othersCarets(view: BoardView, place: CaretPlace, text: Y.Text): OthersCaret[] {
  const carets = view.presentAt(place.card).flatMap(({ participantId, caret }) => {
    if (participantId === view.me) return []
    const person = view.people.find((each) => each.participantId === participantId)
    const index = caret?.text === place.text ? indexIn(text, caret.at) : null
    return person && index !== null ? [{ person, index }] : []
  })
  return carets.sort((a, b) => a.index - b.index)
}

/** My caret as the others are told of it. */
export function caretAt(place: CaretPlace, text: Y.Text, index: number): Caret {
  const at: unknown = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index))
  return { text: place.text, at }
}

/** Null for what is no place in this text: any page can claim anything. */
function indexIn(text: Y.Text, at: unknown): number | null {
  if (!text.doc) return null
  try {
    const position = Y.createRelativePositionFromJSON(at)
    const place = Y.createAbsolutePositionFromRelativePosition(position, text.doc)
    return place?.type === text ? place.index : null
  } catch {
    return null
  }
}
