import type { Component } from 'svelte'
import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { MarkedView } from '../../client/moments/marked-view.ts'
import { provideMarkedView } from '../../client/moments/marked-view.ts'
import MarkMoment from '../../client/moments/MarkMoment.svelte'
import { needsWriting } from '../../client/palette/gesture.ts'
import { gestureOf, keyTable, performKey } from '../../client/palette/key-table.ts'
import { tracked } from '../../client/state/yjs.svelte.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { MarkId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { inboxMarks, readMarks } from '../../shared/stage/stage-doc.ts'
import { until } from '../support/until.ts'
import { ana, draw, Staged } from './staged.ts'

const second = 1_000
let stage: Staged
let inbox: Y.Doc
let drawn: ReturnType<typeof draw>

beforeEach(() => {
  sessionStorage.clear()
  stage = new Staged('observer')
  stage.doc.clock.push([{ wallAt: stage.wall - 754 * second, at: 0, speed: 1 }])
  inbox = new Y.Doc()
  drawn = drawMarks()
})

afterEach(async () => {
  await drawn.dispose()
  window.removeEventListener('keydown', performKey)
})

function drawMarks() {
  window.addEventListener('keydown', performKey)
  const view: MarkedView = {
    get marked() {
      tracked(inboxMarks(inbox))
      return readMarks(inbox)
    },
  }
  const under: Component = (...rest) => {
    provideMarkedView(view)
    return MarkMoment(...rest)
  }
  return draw(under, stage)
}

function press(key: string, on: Element = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  on.dispatchEvent(event)
  flushSync()
  return event
}

const sheet = () => drawn.page.querySelector('[role="dialog"]')
const field = () => must(drawn.page.querySelector('textarea'), 'a field')
const titleOf = () => sheet()?.querySelector('h2')?.textContent

async function open() {
  press('m')
  await until('the field has the focus', () => document.activeElement === field())
}

function type(text: string) {
  field().value = text
  field().dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

const sentNotes = () => stage.sent.filter(({ type }) => type === 'moment.mark')

test('[MARK-6] the key takes the moment, however long the words take', async () => {
  await open()
  expect(titleOf()).toBe('Note to myself, at 12:34')
  stage.wall += 95 * second
  type('They spoke past each other')
  press('Enter', field())
  await until('it is saved', () => sheet() === null)
  expect(sentNotes()).toEqual([
    { type: 'moment.mark', text: 'They spoke past each other', ago: 95 * second },
  ])
  expect(toasts.said.text).toContain('12:34')
})

test('[MARK-6] nothing typed is a plain mark', async () => {
  await open()
  press('Enter', field())
  await until('it is saved', () => sheet() === null)
  expect(sentNotes()).toEqual([{ type: 'moment.mark', text: '', ago: 0 }])
})

test('[MARK-6] Escape puts the note away and keeps it with its moment, over a reload too', async () => {
  const button = must(drawn.page.querySelector('button'), 'a button')
  button.focus()
  await open()
  type('half a thought')
  press('Escape', field())
  expect(sheet()).toBe(null)
  expect(document.activeElement).toBe(button)
  expect(stage.sent).toEqual([])

  await drawn.dispose()
  stage.wall += 60 * second
  drawn = drawMarks()
  await open()
  expect(field().value).toBe('half a thought')
  expect(titleOf()).toBe('Note to myself, at 12:34')

  const move = [...drawn.page.querySelectorAll('button')].find((each) =>
    each.textContent.includes('13:34'),
  )
  must(move, 'a button to attach it to this moment').click()
  flushSync()
  expect(titleOf()).toBe('Note to myself, at 13:34')
})

test('[MARK-6] a note that was put away empty leaves the next one its own moment', async () => {
  await open()
  press('Escape', field())
  stage.wall += 60 * second
  await open()
  expect(titleOf()).toBe('Note to myself, at 13:34')
})

test('[MARK-6] in a field the key is a letter, and no other key of the page does the same', () => {
  const input = drawn.page.appendChild(document.createElement('input'))
  expect(press('m', input).defaultPrevented).toBe(false)
  expect(sheet()).toBe(null)
  expect(keyTable.filter(({ key, chord }) => key === 'm' && !chord)).toHaveLength(1)
})

test('[MARK-6] the key is for whoever looks on as well, and so shown to them', () => {
  expect(needsWriting({ do: 'mark' })).toBe(false)
  const event = new KeyboardEvent('keydown', { key: 'm' })
  expect(gestureOf(event)).toEqual({ do: 'mark' })
})

test('[MARK-7] what could not be saved stays in the field with its moment, and says why', async () => {
  stage.reply = { ok: false, error: { code: 'not-saved', message: 'No answer. Try again.' } }
  await open()
  type('important')
  press('Enter', field())
  await until('it says why', () => sheet()?.textContent.includes('No answer.'))
  expect(field().value).toBe('important')

  stage.reply = { ok: true }
  stage.wall += 30 * second
  press('Enter', field())
  await until('it is saved', () => sheet() === null)
  expect(sentNotes()[1]).toEqual({ type: 'moment.mark', text: 'important', ago: 30 * second })
})

test('[MARK-7] my marks stand below, newest first, each to be taken back', async () => {
  const mine = { author: ana, wallAt: stage.wall }
  inboxMarks(inbox).set('k_1', { ...mine, id: 'k_1', text: 'first', at: 60 * second })
  inboxMarks(inbox).set('k_2', { ...mine, wallAt: stage.wall + 1, id: 'k_2', text: '', at: 61_000 })
  await open()
  const lines = [...drawn.page.querySelectorAll('li')]
  expect(lines.map((line) => line.textContent.trim().replace(/\s+/g, ' '))).toEqual([
    '1:01 A plain mark',
    '1:00 first',
  ])
  must(lines[1]?.querySelector('button'), 'a button').click()
  expect(stage.sent).toEqual([{ type: 'moment.unmark', markId: 'k_1' as MarkId }])
})

test('[MARK-5] once the session is closed there is no field, and my marks are there to read', () => {
  inboxMarks(inbox).set('k_1', { author: ana, wallAt: 1, id: 'k_1', text: 'first', at: 60_000 })
  stage.doc.phases.push([{ phase: 'closed', wallAt: stage.wall, at: 0 }])
  press('m')
  expect(sheet()?.textContent).toContain('first')
  expect(drawn.page.querySelectorAll('textarea, li button')).toHaveLength(0)
})
