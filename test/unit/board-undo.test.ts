import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Awareness } from 'y-protocols/awareness'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc, readCards, readDoings, readLinks } from '../../shared/board/board-doc.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import { BoardEditor } from '../../client/board/board-editor.ts'

interface Page {
  readonly board: BoardDoc
  readonly edit: BoardEditor
}

let ana: Page
let bo: Page

beforeEach(() => {
  ana = page('p_ana')
  bo = page('p_bo')
  mirror(ana, bo)
  mirror(bo, ana)
})

function page(name: string): Page {
  const doc = new Y.Doc()
  const board = boardDoc(doc)
  const edit = new BoardEditor({
    board,
    me: name as ParticipantId,
    newId: idsFrom((length) => crypto.getRandomValues(new Uint8Array(length))),
    now: () => 1_000,
    attention: {
      attend: () => undefined,
      drag: () => undefined,
      point: () => undefined,
      typing: () => undefined,
    },
    awareness: new Awareness(doc),
  })
  return { board, edit }
}

function mirror(from: Page, to: Page): void {
  const [source, target] = [from.board.cards.doc, to.board.cards.doc]
  source?.on('update', (update: Uint8Array, by: unknown) => {
    if (target && by !== 'mirror') Y.applyUpdate(target, update, 'mirror')
  })
}

const titles = ({ board }: Page) => readCards(board).map((each) => each.title.toJSON())

function type({ board, edit }: Page, id: CardId, at: number, text: string): void {
  const title = readCards(board).find((each) => each.id === id)?.title
  board.cards.doc?.transact(() => title?.insert(at, text), edit.origin)
  edit.attend(null)
}

test('[UNDO-1] undo takes back what this page did last, step by step, and redo brings it back', () => {
  const id = ana.edit.add('hypothesis', 'disk')
  ana.edit.setHypothesisStatus(id, 'testing')
  ana.edit.setConfidence(id, 'high')
  expect(ana.edit.undo()).toBe('done')
  expect(readCards(bo.board)[0]).toMatchObject({ status: 'testing' })
  expect(readCards(bo.board)[0]).not.toMatchObject({ confidence: 'high' })
  ana.edit.undo()
  expect(readCards(bo.board)[0]).toMatchObject({ status: 'proposed' })
  ana.edit.undo()
  expect(titles(bo)).toEqual([])
  expect(ana.edit.undo()).toBe('nothing')
  ana.edit.redo()
  ana.edit.redo()
  expect(readCards(bo.board)[0]).toMatchObject({ status: 'testing' })
})

test('[UNDO-1] undo never takes back what somebody else did', () => {
  ana.edit.add('action', 'mine')
  const theirs = bo.edit.add('action', 'theirs')
  bo.edit.setActionStatus(theirs, 'done')
  ana.edit.undo()
  expect(ana.edit.undo()).toBe('nothing')
  expect(titles(ana)).toEqual(['theirs'])
  expect(readCards(ana.board)[0]).toMatchObject({ status: 'done' })
})

test('[UNDO-1] of a title typed together undo takes back only my letters', () => {
  const id = ana.edit.add('hypothesis', 'disk')
  type(ana, id, 4, ' full')
  type(bo, id, 0, 'The ')
  ana.edit.undo()
  expect(titles(ana)).toEqual(['The disk'])
})

test('[UNDO-2] a card that somebody else has worked on stays when its maker undoes', () => {
  const id = ana.edit.add('hypothesis', 'disk')
  type(bo, id, 4, ' is full')
  expect(ana.edit.undo()).toBe('theirs')
  expect(titles(ana)).toEqual(['disk is full'])
  expect(titles(bo)).toEqual(['disk is full'])
})

test('[UNDO-2] a card that somebody else has linked stays when its maker undoes', () => {
  const cause = ana.edit.add('hypothesis', 'disk')
  const seen = bo.edit.add('signal', 'df says 100 %')
  bo.edit.link(seen, cause, 'supports')
  expect(ana.edit.undo()).toBe('theirs')
  expect(readLinks(ana.board)).toHaveLength(1)
})

test('[UNDO-2] the same holds for a card that redo brought back', () => {
  const id = ana.edit.add('hypothesis', 'disk')
  ana.edit.undo()
  ana.edit.redo()
  expect(titles(bo)).toEqual(['disk'])
  type(bo, id, 4, '!')
  expect(ana.edit.undo()).toBe('theirs')
  expect(titles(ana)).toEqual(['disk!'])
})

test('[UNDO-2] undoing a removal brings the card back with what others typed meanwhile', () => {
  const id = ana.edit.add('hypothesis', 'disk')
  ana.edit.remove(id)
  expect(titles(bo)).toEqual([])
  ana.edit.undo()
  expect(titles(bo)).toEqual(['disk'])
})

test('[UNDO-3] where somebody set it anew since, undo leaves theirs', () => {
  const id = ana.edit.add('action', 'restart')
  ana.edit.setActionStatus(id, 'doing')
  bo.edit.setActionStatus(id, 'dropped')
  // The step has nothing left to take back; the one before it is the card, which is Bo's work too.
  expect(ana.edit.undo()).toBe('theirs')
  expect(readCards(ana.board)[0]).toMatchObject({ status: 'dropped' })
})

test('[UNDO-1] moves, links and my own line are steps too', () => {
  const [first, second] = [ana.edit.add('signal', 'one'), ana.edit.add('signal', 'two')]
  const cause = ana.edit.add('hypothesis', 'cause')
  ana.edit.link(first, cause, 'contradicts')
  const orders = readCards(ana.board).map((each) => each.order)
  ana.edit.move(second, { before: null, after: orders[0] ?? null })
  ana.edit.setDoing('looking', first)
  ana.edit.undo()
  expect(readDoings(bo.board)).toEqual([])
  ana.edit.undo()
  expect(titles(bo).filter((each) => each !== 'cause')).toEqual(['one', 'two'])
  ana.edit.undo()
  expect(readLinks(bo.board)).toEqual([])
})
