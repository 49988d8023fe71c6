import { addCard, setLink } from '../../../shared/board/board-edits.ts'
import type { BoardDoc } from '../../../shared/board/board-doc.ts'
import type { CardKind } from '../../../shared/board/card.ts'
import type { CardId, NewId, ParticipantId } from '../../../shared/ids.ts'
import { must } from '../../../shared/invariants.ts'
import { actions, hypotheses, signals } from '../../band/repertoire.ts'

const ideasByKind = { hypothesis: hypotheses, action: actions, signal: signals } as const
const kinds: readonly CardKind[] = ['hypothesis', 'signal', 'action']

interface Author {
  readonly me: ParticipantId
  readonly newId: NewId
  /** Wall moment in milliseconds since the epoch. */
  readonly at: number
}

/** Puts so many cards on a board, each signal and action linked to a hypothesis. Returns the first hypothesis. */
export function seedBoard(board: BoardDoc, count: number, author: Author): CardId {
  const theories: CardId[] = []
  must(board.cards.doc, 'a document').transact(() => {
    for (let at = 0; at < count; at += 1) {
      const id = seedCard(board, at, author)
      if (at % 3 === 0) theories.push(id)
      else drawLink(board, id, must(theories[(at * 7) % theories.length], 'a hypothesis'), at)
    }
  })
  return must(theories[0], 'a card')
}

function seedCard(board: BoardDoc, at: number, { me, newId, at: wallAt }: Author): CardId {
  const kind = must(kinds[at % 3], 'a kind')
  const ideas = ideasByKind[kind]
  const title = `${must(ideas[at % ideas.length], 'an idea').text} (${at})`
  const id = newId('card')
  addCard(board, { id, kind, title, by: me, at: wallAt, text: at % 4 === 0 ? 'Seen twice.' : '' })
  return id
}

function drawLink(board: BoardDoc, from: CardId, to: CardId, at: number): void {
  if (at % 3 === 2) setLink(board, from, to, 'tests')
  else setLink(board, from, to, at % 4 === 0 ? 'contradicts' : 'supports')
}
