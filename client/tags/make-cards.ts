import type { CardKind } from '../../shared/board/card.ts'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { GivenByPerson, TagsByMessage } from '../../shared/tags/tag.ts'
import type { TagKind } from '../../shared/tags/tag-kind.ts'
import { readColumn } from '../board/board-readers.ts'
import type { BoardEdit } from '../board/board-view.ts'
import { addCard } from '../stage/put-on-board.ts'

/** So many cards are made at once at most. */
export const mostCardsAtOnce = 100

interface Making {
  readonly edit: BoardEdit
  readonly board: BoardDoc
  readonly tags: TagsByMessage
  readonly kinds: readonly TagKind[]
  /** The kind that they were looked up by, where there is one: it says what they become. */
  readonly as: TagKind | null
}

/**
 * Makes a card of each message, with the way back to it. A message of which a card of that kind is on
 * the board already makes no second one.
 */
export function makeCards(
  messages: readonly Message[],
  { edit, board, tags, kinds, as }: Making,
): { made: number; there: number } {
  let made = 0
  const onBoard = sourcesOn(board)
  for (const { id, text } of messages) {
    const kind = as?.becomes ?? becomes(tags.get(id), kinds)
    if (onBoard.has(`${kind} ${id}`)) continue
    addCard(edit, kind, text, { from: 'message', messageId: id })
    made += 1
  }
  return { made, there: messages.length - made }
}

/** What a message becomes: what most people tagged it as; of equals, the kind that is offered first. */
export function becomes(given: GivenByPerson | undefined, kinds: readonly TagKind[]): CardKind {
  const countOf = ({ id }: TagKind) =>
    [...(given?.values() ?? [])].filter((each) => each.kinds.includes(id)).length
  let best: CardKind = 'signal'
  let most = 0
  for (const kind of kinds) {
    const count = countOf(kind)
    if (count > most) [best, most] = [kind.becomes, count]
  }
  return best
}

function sourcesOn(board: BoardDoc): Set<string> {
  const cards = (['hypothesis', 'action', 'signal'] as const).flatMap((kind) =>
    readColumn(board, kind),
  )
  return new Set(
    cards.flatMap(({ kind, source }) =>
      source?.from === 'message' ? `${kind} ${source.messageId}` : [],
    ),
  )
}
