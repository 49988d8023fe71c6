import type { Component } from 'svelte'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import Board from '../../client/board/Board.svelte'
import { BoardEditor } from '../../client/board/board-editor.ts'
import type { BoardView } from '../../client/board/board-view.ts'
import { provideBoardView } from '../../client/board/board-view.ts'
import Find from '../../client/palette/Find.svelte'
import { rowsFor } from '../../client/palette/key-table.ts'
import { provideStageView } from '../../client/state/stage-view.ts'
import { boardDoc, readCards } from '../../shared/board/board-doc.ts'
import type { ActionStatus } from '../../shared/board/card.ts'
import type { InjectId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { until } from '../support/until.ts'
import { ana, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
let stage: Staged
let edit: BoardEditor
let theirs: BoardEditor
let ydoc: Y.Doc
let time: number
let page: ReturnType<typeof mount> | null = null

Element.prototype.scrollIntoView = vi.fn()
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** They are fetched when first asked for, and the library that they stand on is compiled here. */
const compiling = 60_000
beforeAll(async () => {
  await import('../../client/palette/Palette.svelte')
  await import('../../client/palette/KeySheet.svelte')
}, compiling)

beforeEach(() => {
  time = 1_000
  ydoc = new Y.Doc()
  stage = new Staged()
  stage.doc.roster.set(bo, { ...must(stage.people[0], 'Ana'), participantId: bo, name: 'Bo' })
  edit = editorOf(ana)
  theirs = editorOf(bo)
})

afterEach(async () => {
  if (page) await unmount(page)
  page = null
  document.body.replaceChildren()
  for (const each of [edit, theirs]) each.dispose()
})

function editorOf(me: ParticipantId): BoardEditor {
  return new BoardEditor({
    board: boardDoc(ydoc),
    me,
    newId: idsFrom((length) => crypto.getRandomValues(new Uint8Array(length))),
    now: () => time,
    attention: {
      attend: () => undefined,
      drag: () => undefined,
      point: () => undefined,
      typing: () => undefined,
    },
    awareness: new Awareness(ydoc),
  })
}

function open(over: Partial<BoardView> = {}): void {
  const view: BoardView = {
    format: stage.format,
    board: boardDoc(ydoc),
    people: stage.people,
    present: [],
    presentAt: (card) => view.present.filter((each) => each.cardId === card && !each.away),
    me: ana,
    now: () => time,
    storyOf: () => Promise.resolve([]),
    news: null,
    edit,
    ...over,
  }
  const whole: Component = (internals) => {
    provideBoardView(view)
    provideStageView(stage)
    Find(internals, { session: 's_1' as SessionId })
    return Board(internals, {})
  }
  page = mount(whole, { target: document.body, context: new Map() })
  flushSync()
}

function press(
  key: string,
  target: Element = document.body,
  more: KeyboardEventInit = {},
): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  flushSync()
  return event.defaultPrevented
}

const seek = (selector: string) => document.querySelector<HTMLElement>(selector)
const find = (selector: string) => must(seek(selector), selector)

function write(selector: string, value: string): void {
  const field = find(selector) as HTMLInputElement
  field.value = value
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  flushSync()
}

const asking = '[role="combobox"]'
const offered = () =>
  Array.from(document.querySelectorAll('[role="option"] .label'), (each) => each.textContent)
const chosen = () => seek('[role="option"][aria-selected="true"] .label')?.textContent
const titlesOf = (kind: string) =>
  Array.from(document.querySelectorAll(`.${kind} article h3`), (each) =>
    each.textContent.trim().replace(/^\w+: /, ''),
  )

/** Opens the palette with its key, from where the focus is. */
async function call(query = ''): Promise<void> {
  press('k', document.activeElement ?? document.body, { ctrlKey: true })
  await until('the palette is open', () => document.activeElement === seek(asking))
  if (query) write(asking, query)
}

async function enter(): Promise<void> {
  press('Enter', find(asking))
  await until('the palette is closed', () => seek(asking) === null)
}

test('[FIND-2] Ctrl+K opens the palette out of a field, Escape gives the focus back', async () => {
  edit.add('hypothesis', 'disk')
  open()
  const title = find('article textarea')
  title.focus()
  await call()
  press('Escape', find(asking))
  await until('it is closed', () => seek(asking) === null)
  await until('the focus is back', () => document.activeElement === title)
})

test('[FIND-3] it finds cards, people, what has landed for me, and commands', async () => {
  edit.add('hypothesis', 'Zebra crossing')
  const content = { kind: 'message' as const, title: 'Zebras on the runway', from: 'Tower' }
  const landed = { whisper: false, at: 1, wallAt: 1 }
  stage.doc.injects.push([{ id: 'i_zebra' as InjectId, content, ...landed }])
  open()
  await call('zebra')
  expect(offered()).toEqual(['Zebra crossing', 'Zebras on the runway'])
  write(asking, 'bo')
  expect(offered()).toContain('Bo')
  write(asking, 'hyp add')
  expect(offered()).toEqual(['Add a hypothesis'])
  write(asking, 'no such thing')
  expect(find('.end').textContent).toContain('Nothing here begins with that')
})

test('[FIND-3] whoever may not write is offered what they may do, and nothing else', async () => {
  open({ edit: null })
  await call('add')
  expect(offered()).toEqual([])
  for (const query of ['undo', 'cue', 'notes', 'doing say']) {
    write(asking, query)
    expect(offered()).toEqual([])
  }
  for (const query of ['filter', 'light', 'keys', 'lexicon', 'replay']) {
    write(asking, query)
    expect(offered().length).toBeGreaterThan(0)
  }
})

test('[FIND-4] a chosen card gets the focus into its title, a person leads to their card', async () => {
  edit.add('hypothesis', 'disk')
  const card = theirs.add('action', 'look at the fan')
  theirs.setDoing('up the ladder', card)
  open()
  await call('disk')
  await enter()
  const [first] = document.querySelectorAll('.hypothesis article textarea')
  await until('the title has the focus', () => document.activeElement === first)
  await call('bo ladder')
  expect(chosen()).toBe('Bo')
  await enter()
  const fan = find(`[data-card="${card}"] textarea`)
  await until('their card has it', () => document.activeElement === fan)
})

test('[FIND-4] arrows choose, and a command does what its key does', async () => {
  open()
  await call('add')
  const [first, second] = offered()
  expect(chosen()).toBe(first)
  press('ArrowDown', find(asking))
  expect(chosen()).toBe(second)
  press('ArrowUp', find(asking))
  press('ArrowUp', find(asking))
  expect(chosen()).toBe(offered().at(-1))
  write(asking, 'add signal')
  await enter()
  await until('the row is open', () => document.activeElement === seek('[aria-label="New signal"]'))
})

test('[FIND-4] a cue is raised by its name', async () => {
  open()
  await call('slower')
  await enter()
  await until('it is sent', () => stage.sent.length > 0)
  expect(stage.sent).toEqual([{ type: 'cue.raise', cue: 'slower' }])
})

test('[FIND-5] with nothing typed, what was chosen last stands first', async () => {
  open()
  await call('every card')
  await enter()
  await call()
  expect(offered()[0]).toBe('Show every card')
  expect(offered()).toContain('Add a hypothesis')
})

test('[FIND-10] keys do what the sheet of keys says, and rest while somebody writes', async () => {
  edit.add('hypothesis', 'disk')
  open()
  expect(press('1')).toBe(true)
  expect(stage.sent).toEqual([{ type: 'cue.raise', cue: 'slower' }])
  press('2', document.body, { ctrlKey: true })
  press('2', document.body, { repeat: true })
  press('H', document.body, { shiftKey: true })
  for (const key of ['2', 'h', 'f', '?']) press(key, find('article textarea'))
  const menu = document.body.appendChild(document.createElement('div'))
  menu.role = 'menu'
  for (const key of ['2', 'h', 'f', '?']) press(key, menu)
  expect(stage.sent).toHaveLength(1)
  for (const nothing of ['[aria-label^="New "]', '.filter-bar', '[role="dialog"]'])
    expect(seek(nothing)).toBeNull()
  press('?', document.body, { shiftKey: true })
  await until('the sheet is there', () => seek('.key-sheet') !== null)
  for (const { words } of rowsFor(true)) expect(find('.key-sheet').textContent).toContain(words)
})

test('[FIND-7] a filter says in words what is shown and how many are hidden; Escape shows all', () => {
  edit.add('hypothesis', 'the disk is full')
  edit.add('action', 'look at the disk')
  edit.add('signal', 'load')
  time = 2_000
  open()
  expect(seek('.filter-bar')).toBeNull()
  press('f')
  write('[aria-label="Words on the card"]', 'disk')
  expect(titlesOf('hypothesis')).toEqual(['the disk is full'])
  expect(titlesOf('signal')).toEqual([])
  const words = find('.filter-bar [role="status"]').textContent.replace(/\s+/g, ' ')
  expect(words).toContain('Only cards, with “disk”. 1 card of 3 hidden.')
  press('Escape', find('[aria-label="Words on the card"]'))
  expect(seek('.filter-bar')).toBeNull()
  expect(titlesOf('signal')).toEqual(['load'])
})

test('[FIND-7] what nobody is on, what nobody tested, and whose it is can be asked for', () => {
  const dropped: ActionStatus = 'dropped'
  edit.setActionStatus(edit.add('action', 'given up'), dropped)
  edit.claim(edit.add('action', 'mine'), 'mine')
  theirs.add('action', 'free')
  const tested = edit.add('hypothesis', 'tested')
  edit.link(edit.add('signal', 'load'), tested, 'supports')
  theirs.add('hypothesis', 'only an idea')
  time = 2_000
  open()
  press('f')
  const button = (words: string) =>
    must(
      [...document.querySelectorAll<HTMLElement>('.choices button')].find((each) =>
        each.textContent.includes(words),
      ),
      words,
    )
  button('Nobody on it').click()
  flushSync()
  expect(titlesOf('action')).toEqual(['free'])
  expect(titlesOf('hypothesis')).toEqual([])
  button('Untested').click()
  flushSync()
  expect(titlesOf('hypothesis')).toEqual(['only an idea'])
  button('Untested').click()
  const person = find('.choices select') as HTMLSelectElement
  person.value = ana
  person.dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
  expect(titlesOf('action')).toEqual(['given up', 'mine'])
  expect(titlesOf('hypothesis')).toEqual(['tested'])
})

test('[FIND-7] a filter from the palette brings a column that has cards to the front of a phone', async () => {
  edit.add('hypothesis', 'disk')
  theirs.add('action', 'free')
  time = 2_000
  open()
  expect(find('.board').dataset.front).toBe('hypothesis')
  await call('only nobody actions')
  await enter()
  await until('it is in front', () => find('.board').dataset.front === 'action')
})

test('[FIND-8] what I add or am at stays in sight, whatever is asked for', () => {
  theirs.add('hypothesis', 'theirs')
  edit.add('hypothesis', 'old')
  time = 2_000
  open()
  press('f')
  write('[aria-label="Words on the card"]', 'theirs')
  expect(titlesOf('hypothesis')).toEqual(['theirs'])
  edit.add('hypothesis', 'new')
  theirs.add('hypothesis', 'another')
  flushSync()
  expect(titlesOf('hypothesis')).toEqual(['theirs', 'new'])
  find('.hypothesis article textarea').focus()
  const [card] = readCards(boardDoc(ydoc))
  must(card, 'the first').title.delete(0, 3)
  flushSync()
  expect(titlesOf('hypothesis')).toEqual(['irs', 'new'])
})
