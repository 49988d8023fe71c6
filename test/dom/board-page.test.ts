import type { Component } from 'svelte'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { boardDoc, readCards, readDoings } from '../../shared/board/board-doc.ts'
import { spokenFormat } from '../../client/words/formats.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { BoardEditor } from '../../client/board/board-editor.ts'
import type { BoardView } from '../../client/board/board-view.ts'
import { provideBoardView } from '../../client/board/board-view.ts'
import Board from '../../client/board/Board.svelte'
import DoingStrip from '../../client/board/DoingStrip.svelte'

const ana = 'p_ana' as ParticipantId
const doc = () => new Y.Doc()
let ydoc: Y.Doc
let edit: BoardEditor
let attended: (CardId | null)[]
let page: ReturnType<typeof mount> | null = null

beforeEach(() => {
  ydoc = doc()
  attended = []
  edit = new BoardEditor({
    board: boardDoc(ydoc),
    me: ana,
    newId: idsFrom((length) => crypto.getRandomValues(new Uint8Array(length))),
    now: () => 1_000,
    attention: {
      attend: (card) => attended.push(card),
      drag: () => undefined,
      point: () => undefined,
      typing: () => undefined,
    },
    awareness: new Awareness(ydoc),
  })
})

afterEach(async () => {
  if (page) await unmount(page)
  page = null
  document.body.replaceChildren()
  edit.dispose()
})

function open(over: Partial<BoardView> = {}): void {
  const view: BoardView = {
    format: spokenFormat('gamelan'),
    board: boardDoc(ydoc),
    people: [person('Ana', ana)],
    present: [],
    presentAt: (card) => view.present.filter((each) => each.cardId === card && !each.away),
    me: ana,
    now: () => 61_000,
    storyOf: () => Promise.resolve([]),
    news: null,
    edit,
    ...over,
  }
  const whole: Component = (internals) => {
    provideBoardView(view)
    DoingStrip(internals, {})
    return Board(internals, {})
  }
  page = mount(whole, { target: document.body, context: new Map() })
  flushSync()
}

function person(name: string, participantId: ParticipantId): RosterEntry {
  return {
    participantId,
    name,
    role: 'participant',
    hue: 40,
    number: 1,
    joinedAt: 1,
    removedAt: null,
  }
}

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}): void {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
  flushSync()
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`Not on the page: ${selector}`)
  return found
}

function write(selector: string, value: string): void {
  const field = find(selector) as HTMLInputElement
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  flushSync()
}

const titles = () => readCards(boardDoc(ydoc)).map((each) => each.title.toJSON())

test('[PAGE-5] a key opens the row for a new card, Enter adds it and goes on, Escape closes', () => {
  open()
  press('s')
  for (const title of ['load is high', 'users see 502']) {
    write('[aria-label="New signal"]', title)
    find('.signal form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }))
    flushSync()
  }
  expect(titles()).toEqual(['load is high', 'users see 502'])
  expect(document.querySelectorAll('.signal article')).toHaveLength(2)
  press('Escape', find('[aria-label="New signal"]'))
  expect(document.querySelector('[aria-label="New signal"]')).toBeNull()
})

test('[PAGE-5] the keys are letters like any other while somebody writes', () => {
  edit.add('hypothesis', 'disk')
  open()
  press('a', find('textarea'))
  expect(document.querySelector('[aria-label="New action"]')).toBeNull()
})

test('[UNDO-4] the undo key takes back on the board what this page did last', () => {
  open()
  edit.add('action', 'restart')
  flushSync()
  expect(document.querySelectorAll('article')).toHaveLength(1)
  press('z', document.body, { ctrlKey: true })
  expect(document.querySelectorAll('article')).toHaveLength(0)
  press('z', document.body, { ctrlKey: true, shiftKey: true })
  expect(document.querySelectorAll('article')).toHaveLength(1)
})

test('[BOARD-11] one gesture says that I am on a card, and my line can be changed in place', () => {
  edit.add('action', 'restart db1')
  open()
  find('.on-it').click()
  flushSync()
  const [card] = readCards(boardDoc(ydoc))
  expect(readDoings(boardDoc(ydoc))).toMatchObject([{ text: 'restart db1', cardId: card?.id }])
  const line = find('[aria-label="What you are doing"]') as HTMLInputElement
  expect(line.value).toBe('restart db1')
  line.value = 'waiting for db1'
  line.dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
  expect(readDoings(boardDoc(ydoc))).toMatchObject([{ text: 'waiting for db1', cardId: card?.id }])
  expect(find('.on-it').getAttribute('aria-pressed')).toBe('true')
})

test('[PRESENCE-2] whoever is at a card is shown on it, and leaving it is told', () => {
  const id = edit.add('signal', 'load')
  const bo = 'p_bo' as ParticipantId
  open({
    people: [person('Ana', ana), person('Bo', bo)],
    present: [{ participantId: bo, cardId: id, typing: true, dragging: false, away: false }],
  })
  expect(find('article .people [role="img"]').getAttribute('aria-label')).toBe('Bo, typing')
  find('article textarea').focus()
  find('article textarea').blur()
  expect(attended).toEqual([id, null])
})

test('[PAGE-6] where nothing may be changed the board shows all and offers nothing', () => {
  edit.add('hypothesis', 'disk is full')
  edit.add('action', 'look')
  open({ edit: null })
  expect(document.body.textContent).toContain('disk is full')
  expect(document.body.textContent).toContain('Nobody yet')
  for (const offer of ['textarea', 'input', '.grip', '.on-it', 'footer', '[aria-haspopup]'])
    expect(document.querySelector(offer)).toBeNull()
  press('h')
  expect(document.querySelector('form')).toBeNull()
})
