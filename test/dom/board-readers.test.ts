import { flushSync } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard, setActionStatus, setDoing, setLink } from '../../shared/board/board-edits.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { readCardOnBoard, readDoingLines, readLinksOf } from '../../client/board/board-readers.ts'
import type { BoardView } from '../../client/board/board-view.ts'
import { peopleAt } from '../../client/board/on-card.ts'
import { deriveds } from '../support/deriveds.svelte.ts'

const card = (n: number) => `c_${n}` as CardId
const ana = 'p_ana' as ParticipantId
const cards = 60

let stop: (() => void) | undefined
afterEach(() => stop?.())

function boardOfCards() {
  const board = boardDoc(new Y.Doc())
  for (let n = 0; n < cards; n++) {
    addCard(board, { id: card(n), kind: 'action', title: `Card ${n}`, by: ana, at: n })
  }
  return board
}

/** Which cards are drawn anew, where each is drawn from what `read` derives for it. */
function redraws(read: (id: CardId) => unknown): CardId[] {
  const drawn: CardId[] = []
  const each = Array.from({ length: cards }, (_, n) => card(n))
  stop = deriveds(
    each.map((id) => () => read(id)),
    (at) => drawn.push(card(at)),
  )
  flushSync()
  expect(drawn).toHaveLength(cards)
  drawn.length = 0
  return drawn
}

test('[PAGE-71] a link draws its two cards anew, and no other', () => {
  const board = boardOfCards()
  setLink(board, card(1), card(2), 'tests')
  const drawn = redraws((id) => readLinksOf(board, id))
  setLink(board, card(3), card(4), 'tests')
  flushSync()
  expect(drawn).toEqual([card(3), card(4)])
  expect(readLinksOf(board, card(3))).toEqual([{ from: card(3), to: card(4), relation: 'tests' }])
})

test('[PAGE-71] somebody who goes to a card draws that card anew, and no other', () => {
  const board = boardOfCards()
  const person = { participantId: ana, name: 'Ana', removedAt: null }
  const view = {
    board,
    people: [person],
    present: [],
    presentAt: () => [],
    me: null,
  } as unknown as BoardView
  const drawn = redraws((id) => peopleAt(view, id))
  setDoing(board, ana, { text: 'Looking', cardId: card(5), at: 1 })
  flushSync()
  expect(drawn).toEqual([card(5)])
})

test('[PAGE-71] what is read once is read anew after a change, also in the midst of one', () => {
  const board = boardOfCards()
  const status = () => {
    const read = readCardOnBoard(board, card(0))
    return read?.kind === 'action' ? read.status : null
  }
  const heard: unknown[] = []
  board.cards.observeDeep(() => heard.push(status()))
  expect(status()).toBe('open')
  board.cards.doc?.transact(() => {
    setActionStatus(board, card(0), 'doing')
    heard.push(status())
    setActionStatus(board, card(0), 'done')
  })
  expect(heard).toEqual(['doing', 'done'])
  setDoing(board, ana, { text: 'Looking', cardId: null, at: 1 })
  expect(readDoingLines(board).map(({ text }) => text)).toEqual(['Looking'])
})
