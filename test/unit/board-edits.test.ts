import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc, readCards, readDoings, readLinks } from '../../shared/board/board-doc.ts'
import {
  addCard,
  assign,
  moveCard,
  setConfidence,
  setDoing,
  setHypothesisStatus,
  setLink,
  setOffer,
  setPart,
  setRemoved,
} from '../../shared/board/board-edits.ts'
import type { CardKind } from '../../shared/board/card.ts'
import { linkKey } from '../../shared/board/link.ts'
import { orderBetween } from '../../shared/board/order.ts'
import { readParts } from '../../shared/board/part.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'

const ana = 'p_ana' as ParticipantId
const bo = 'p_bo' as ParticipantId
const card = (name: string) => `c_${name}` as CardId

function boardWith(...titles: string[]): BoardDoc {
  const board = boardDoc(new Y.Doc())
  for (const title of titles) add(board, title)
  return board
}

function add(board: BoardDoc, title: string, kind: CardKind = 'hypothesis'): void {
  addCard(board, { id: card(title), kind, title, by: ana, at: 1_000 })
}

const titles = (board: BoardDoc) => readCards(board).map((each) => each.title.toJSON())
const orderOf = (board: BoardDoc, title: string) =>
  readCards(board).find((each) => each.id === card(title))?.order ?? null

test('[BOARD-3] a new card stands at the end of its column and keeps who made it and when', () => {
  const board = boardWith('a', 'b', 'c')
  expect(titles(board)).toEqual(['a', 'b', 'c'])
  expect(readCards(board)[0]).toMatchObject({
    kind: 'hypothesis',
    status: 'proposed',
    createdBy: ana,
    createdAt: 1_000,
    removed: false,
  })
})

test('[BOARD-4] a card is moved between two others with one key and one edit', () => {
  const board = boardWith('a', 'b', 'c')
  let updates = 0
  board.cards.doc?.on('update', () => updates++)
  moveCard(board, card('c'), { before: orderOf(board, 'a'), after: orderOf(board, 'b') })
  expect(titles(board)).toEqual(['a', 'c', 'b'])
  moveCard(board, card('c'), { before: null, after: orderOf(board, 'a') })
  expect(titles(board)).toEqual(['c', 'a', 'b'])
  expect(updates).toBe(2)
})

test('[BOARD-4] cards dropped into one gap at once stand in the same order for everybody', () => {
  const [here, there] = [boardWith('a', 'b', 'x', 'y'), boardDoc(new Y.Doc())]
  sync(here, there)
  const gap = { before: orderOf(here, 'a'), after: orderOf(here, 'b') }
  moveCard(here, card('x'), gap)
  moveCard(there, card('y'), gap)
  sync(here, there)
  sync(there, here)
  expect(titles(here)).toEqual(titles(there))
  expect(titles(here)).toEqual(['a', 'x', 'y', 'b'])
})

test('[BOARD-4] a place between equal keys, or beside a key that is none, is still a place', () => {
  expect(orderBetween('a1', 'a1') > 'a1').toBe(true)
  expect(orderBetween('not a key!', null)).toBe(orderBetween(null, null))
})

test('[BOARD-5] a card taken off the board keeps what was typed in it and comes back whole', () => {
  const board = boardWith('a', 'b')
  setRemoved(board, card('a'), true)
  expect(titles(board)).toEqual(['b'])
  setRemoved(board, card('a'), false)
  expect(titles(board)).toEqual(['a', 'b'])
})

test('[BOARD-6] there is one link between two cards, and it goes with either of them', () => {
  const board = boardWith('cause')
  add(board, 'seen', 'signal')
  setLink(board, card('seen'), card('cause'), 'supports')
  setLink(board, card('seen'), card('cause'), 'contradicts')
  expect(readLinks(board)).toEqual([
    { from: card('seen'), to: card('cause'), relation: 'contradicts' },
  ])
  setRemoved(board, card('seen'), true)
  expect(readLinks(board)).toEqual([])
  setRemoved(board, card('seen'), false)
  setLink(board, card('seen'), card('cause'), null)
  expect(readLinks(board)).toEqual([])
})

test('[BOARD-7] setting what already holds is no edit', () => {
  const board = boardWith('a')
  setHypothesisStatus(board, card('a'), 'testing')
  setConfidence(board, card('a'), 'low')
  let updates = 0
  board.cards.doc?.on('update', () => updates++)
  setHypothesisStatus(board, card('a'), 'testing')
  setConfidence(board, card('a'), 'low')
  assign(board, card('nowhere'), ana)
  expect(updates).toBe(0)
})

test('[BOARD-8] a person has one line of what they do, and an empty one clears it', () => {
  const board = boardWith('a')
  setDoing(board, ana, { text: ' reading logs ', cardId: card('a'), at: 5 })
  setDoing(board, bo, { text: 'x'.repeat(500), cardId: null, at: 6 })
  expect(readDoings(board)).toEqual([
    { participantId: ana, text: 'reading logs', cardId: card('a'), since: 5, help: false },
    { participantId: bo, text: 'x'.repeat(200), cardId: null, since: 6, help: false },
  ])
  setDoing(board, ana, { text: '  ', cardId: null, at: 7 })
  expect(readDoings(board)).toHaveLength(1)
})

test('[BOARD-12] an action that is offered stays with whoever holds it until it is taken', () => {
  const board = boardDoc(new Y.Doc())
  add(board, 'revert', 'action')
  const read = () => {
    const [action] = readCards(board)
    return action?.kind === 'action' ? [action.assignee, action.offer?.to ?? null] : null
  }
  assign(board, card('revert'), ana)
  setOffer(board, card('revert'), { to: bo, by: ana, at: 1 })
  expect(read()).toEqual([ana, bo])
  assign(board, card('revert'), bo)
  expect(read()).toEqual([bo, null])
})

test('[BOARD-12] of two offers at once one stands, the same for everybody', () => {
  const [one, other] = [boardWith(), boardWith()]
  add(one, 'revert', 'action')
  sync(one, other)
  setOffer(one, card('revert'), { to: ana, by: bo, at: 1 })
  setOffer(other, card('revert'), { to: bo, by: ana, at: 1 })
  sync(one, other)
  sync(other, one)
  expect(readCards(one)).toMatchObject([{ offer: { at: 1 } }])
  expect(offerOf(one)).toEqual(offerOf(other))
})

function offerOf(board: BoardDoc) {
  const [action] = readCards(board)
  return action?.kind === 'action' ? action.offer : null
}

test('[BOARD-13] a person plays one part, or none; what is no part is left out', () => {
  const board = boardWith()
  setPart(board, ana, ' Scribe ')
  setPart(board, bo, 'Conductor')
  setPart(board, bo, null)
  board.parts.set('somebody', 'Scribe')
  board.parts.set('p_cleo', 7)
  expect([...readParts(board)]).toEqual([[ana, 'Scribe']])
})

test('[BOARD-14] somebody who asks for help is in the list even with nothing to say', () => {
  const board = boardWith()
  setDoing(board, ana, { text: '', cardId: null, at: 5, help: true })
  expect(readDoings(board)).toMatchObject([{ participantId: ana, text: '', help: true }])
  setDoing(board, ana, { text: '', cardId: null, at: 6, help: false })
  expect(readDoings(board)).toEqual([])
})

test('[BOARD-9] what is no card, link or line is left out, and takes nothing else along', () => {
  const board = boardWith('a', 'b')
  board.cards.set('c_text', 'not a map')
  board.cards.set('c_bare', new Y.Map([['kind', 'hypothesis']]))
  board.cards.set('not an id', new Y.Map())
  board.cards.set('c_odd', odd())
  board.links.set('c_a>c_b>c_c', 'supports')
  board.links.set(linkKey(card('a'), card('b')), 'likes')
  board.doing.set('somebody', { text: 'x' })
  board.doing.set(ana, { text: 7 })
  expect(readCards(board).map((each) => each.id)).toEqual(['c_a', 'c_b', 'c_odd'])
  expect(readLinks(board)).toEqual([])
  expect(readDoings(board)).toEqual([])
})

test('[BOARD-9] a field that makes no sense reads as if it were not said', () => {
  const board = boardDoc(new Y.Doc())
  board.cards.set('c_odd', odd())
  expect(readCards(board)[0]).toMatchObject({ status: 'proposed', confidence: null, createdAt: 0 })
})

function odd(): Y.Map<unknown> {
  return new Y.Map<unknown>([
    ['kind', 'hypothesis'],
    ['title', new Y.Text('odd')],
    ['text', new Y.Text('')],
    ['order', 'zz'],
    ['status', 'exploded'],
    ['confidence', 12],
    ['createdAt', 'yesterday'],
  ])
}

function sync(from: BoardDoc, to: BoardDoc): void {
  if (from.cards.doc && to.cards.doc) {
    Y.applyUpdate(to.cards.doc, Y.encodeStateAsUpdate(from.cards.doc))
  }
}
