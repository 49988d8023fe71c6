import { flushSync, mount, unmount } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import AddCard from '../../client/board/AddCard.svelte'
import type { BoardEdit } from '../../client/board/board-view.ts'
import { must } from '../../shared/invariants.ts'
import { until } from '../support/until.ts'

let page: ReturnType<typeof mount> | null = null

afterEach(async () => {
  if (page) await unmount(page)
  page = null
  document.body.replaceChildren()
})

/** The open row for a new hypothesis; `add` is told what comes onto the board. */
function open() {
  const add = vi.fn<BoardEdit['add']>()
  const edit = { add, typing: () => undefined } as Partial<BoardEdit> as BoardEdit
  page = mount(AddCard, {
    target: document.body,
    props: { kind: 'hypothesis', edit, open: true },
  })
  flushSync()
  return { added: () => add.mock.calls.map(([, title, more]) => [title, more?.text]) }
}

const find = (selector: string) => must(document.querySelector<HTMLElement>(selector), selector)
const field = () => find('textarea') as HTMLTextAreaElement

function write(value: string): void {
  field().value = value
  field().dispatchEvent(new InputEvent('input', { bubbles: true }))
  flushSync()
}

function press(key: string, target: Element = field()): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  flushSync()
}

function click(words: string): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('button')]
  must(
    buttons.find((each) => each.textContent.includes(words)),
    words,
  ).click()
  flushSync()
}

const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => `- line ${n + 1}`).join('\n')

test('[PAGE-55] several lines are offered as several cards, and Enter adds them', async () => {
  const { added } = open()
  write('- load is high\n\n2. users see 502\n')
  expect(document.body.textContent).toContain('Add 2 cards')
  press('Enter')
  await until('both are added', () => added().length === 2)
  expect(added()).toEqual([
    ['load is high', undefined],
    ['users see 502', undefined],
  ])
  expect(field().value).toBe('')
  expect(document.activeElement).toBe(field())
})

test('[PAGE-55] or as one card, whose text is the lines as they are', () => {
  const { added } = open()
  write('What we know\n- load is high\n- users see 502')
  click('As one card')
  expect(added()).toEqual([['What we know', '- load is high\n- users see 502']])
})

test('[PAGE-56] a line too long for a title fills the text with the rest', () => {
  const { added } = open()
  write('x'.repeat(10_000))
  press('Enter')
  expect(added()).toEqual([['x'.repeat(500), 'x'.repeat(9_500)]])
})

test('[PAGE-57] many lines are asked about first, with their number, and no more than 100 added', async () => {
  const { added } = open()
  write(lines(5_000))
  expect(find('[role="alert"]').textContent).toContain('5,000 lines')
  press('Enter')
  expect(added()).toEqual([])
  expect(document.activeElement?.textContent).toContain('Add the first 100')
  click('Add the first 100')
  await until('they are added', () => added().length === 100)
  expect(added().at(-1)).toEqual(['line 100', undefined])
})

test('[PAGE-57] up to 100 lines can all be added, and up to 20 without a question', () => {
  open()
  write(lines(20))
  expect(document.querySelector('[role="alert"]')).toBeNull()
  write(lines(21))
  expect(document.body.textContent).toContain('Add all 21 cards')
})

test('[PAGE-58] Escape loses nothing: the lines stay as one text until it is cleared', async () => {
  const { added } = open()
  write('one\ntwo')
  press('Escape')
  expect(field().value).toBe('one\ntwo')
  expect(document.body.textContent).not.toContain('Add 2 cards')
  press('Escape')
  await until('the row is closed', () => document.querySelector('textarea') === null)
  click('one')
  expect(field().value).toBe('one\ntwo')
  press('Enter')
  expect(added()).toEqual([['one', 'two']])
})
