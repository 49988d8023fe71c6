import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Channel from '../../client/stage/Channel.svelte'
import ClockFace from '../../client/stage/ClockFace.svelte'
import Debrief from '../../client/stage/Debrief.svelte'
import Feed from '../../client/stage/Feed.svelte'
import Opening from '../../client/stage/Opening.svelte'
import PhaseBar from '../../client/stage/PhaseBar.svelte'
import { cardOf, textParts } from '../../client/stage/plain-text.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { InjectId, MessageId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { LandedInject } from '../../shared/stage/inject.ts'
import { ana, draw, Staged } from './staged.ts'

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
  sessionStorage.clear()
})

const inject = (id: string, more: Partial<LandedInject> = {}): LandedInject => ({
  id: id as InjectId,
  content: { kind: 'alert', severity: 'critical', title: `Surprise ${id}`, from: 'Pager' },
  whisper: false,
  at: 60_000,
  wallAt: 1_700_000_099_000,
  ...more,
})

const message = (id: string, text: string) => ({
  id: id as MessageId,
  author: ana,
  text,
  wallAt: 1_700_000_099_000,
  at: 60_000,
})

const find = (page: HTMLElement, selector: string) =>
  must(page.querySelector<HTMLElement>(selector), selector)
const titles = (page: HTMLElement) =>
  Array.from(page.querySelectorAll('h3'), (each) => each.textContent)

test('[INJECT-50] the newest surprise stands first, with its kind in words and its sender', () => {
  const stage = new Staged()
  stage.doc.injects.push([inject('i_one'), inject('i_two')])
  drawn = draw(Feed, stage)
  expect(titles(drawn.page)).toEqual(['Surprise i_two', 'Surprise i_one'])
  expect(drawn.page.textContent).toContain('Alert: critical')
  expect(drawn.page.textContent).toContain('Pager')
  expect(drawn.page.textContent).toContain('1:00')
})

test('[INJECT-51] a surprise rings once, when it lands before my eyes, and is said aloud politely', () => {
  const stage = new Staged()
  stage.doc.injects.push([inject('i_before')])
  drawn = draw(Feed, stage)
  const saidBefore = toasts.said.n
  expect(drawn.page.querySelectorAll('.rings')).toHaveLength(0)
  stage.doc.injects.push([inject('i_now')])
  flushSync()
  expect(find(drawn.page, '.rings h3').textContent).toBe('Surprise i_now')
  expect(toasts.said).toEqual({
    text: 'Alert: critical from Pager: Surprise i_now',
    n: saidBefore + 1,
  })
  stage.doc.injects.push([inject('i_late', { wallAt: 1_600_000_000_000 })])
  flushSync()
  expect(drawn.page.querySelectorAll('.rings')).toHaveLength(1)
})

test('[INJECT-51] nothing that lands takes the focus or covers the page', () => {
  const stage = new Staged()
  drawn = draw(Feed, stage)
  const field = document.body.appendChild(document.createElement('input'))
  field.focus()
  stage.doc.injects.push([inject('i_now')])
  flushSync()
  expect(document.activeElement).toBe(field)
  expect(document.querySelector('dialog, [role="dialog"], [role="alertdialog"]')).toBeNull()
  field.remove()
})

test('[INJECT-52] a whisper says that only I see it', () => {
  const stage = new Staged()
  stage.doc.injects.push([inject('i_mine', { whisper: true })])
  drawn = draw(Feed, stage)
  expect(drawn.page.textContent).toContain('Only you see this')
})

test('[INJECT-53] a surprise becomes a signal in one gesture and keeps the way back', () => {
  const stage = new Staged()
  stage.doc.injects.push([inject('i_one')])
  drawn = draw(Feed, stage)
  find(drawn.page, '.act button').click()
  const source = { from: 'inject', injectId: 'i_one' }
  expect(drawn.add).toHaveBeenCalledExactlyOnceWith('signal', 'Surprise i_one', { source })
})

test('[PAGE-50] what people write is shown as text; only http and https addresses become links', () => {
  const stage = new Staged()
  const text = '<img src=x onerror=alert(1)> javascript:alert(1) see https://example.org/a(b), ok'
  stage.doc.channel.push([message('m_1', text)])
  drawn = draw(Channel, stage)
  expect(drawn.page.querySelector('img')).toBeNull()
  expect(find(drawn.page, '.plain-text').textContent).toBe(text)
  const links = [...drawn.page.querySelectorAll('a')]
  expect(links.map((link) => [link.href, link.rel])).toEqual([
    ['https://example.org/a(b', 'noopener noreferrer'],
  ])
})

test('[PAGE-50] an address that is none stays words', () => {
  expect(textParts('http://')).toEqual([{ kind: 'words', text: 'http://' }])
  expect(textParts('data:text/html,x ftp://x')).toHaveLength(1)
})

function typeAndPress(
  page: HTMLElement,
  text: string,
  init: KeyboardEventInit = {},
): HTMLTextAreaElement {
  const field = must(page.querySelector('textarea'), 'the composer')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  const key = { key: 'Enter', bubbles: true, cancelable: true, ...init }
  field.dispatchEvent(new KeyboardEvent('keydown', key))
  flushSync()
  return field
}

test('[CHANNEL-50] Enter sends and frees the field, Shift+Enter starts a new line', () => {
  const stage = new Staged()
  drawn = draw(Channel, stage)
  const field = typeAndPress(drawn.page, 'Hello', { shiftKey: true })
  expect(stage.sent).toEqual([])
  typeAndPress(drawn.page, ' Hello ')
  expect(stage.sent).toEqual([{ type: 'channel.say', text: 'Hello' }])
  expect(field.value).toBe('')
})

test('[CHANNEL-51] what could not be sent comes back in front of what was typed since, with why', async () => {
  const stage = new Staged()
  stage.reply = { ok: false, error: { code: 'not-saved', message: 'The disk is full.' } }
  const { page } = (drawn = draw(Channel, stage))
  const field = typeAndPress(page, 'First')
  field.value = 'Second'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => {
    flushSync()
    expect(find(page, '[role="alert"]').textContent).toContain('The disk is full.')
  })
  expect(field.value).toBe('First\nSecond')
})

test('[CHANNEL-51] what was typed and not sent outlives the page', async () => {
  const stage = new Staged()
  drawn = draw(Channel, stage)
  const field = typeAndPress(drawn.page, 'Half a thou', { shiftKey: true })
  expect(field.value).toBe('Half a thou')
  await drawn.dispose()
  drawn = draw(Channel, stage)
  expect(drawn.page.querySelector('textarea')?.value).toBe('Half a thou')
})

test('[CHANNEL-52] an observer reads along and has no field to write in', () => {
  const stage = new Staged('observer')
  stage.doc.channel.push([message('m_1', 'Hello')])
  drawn = draw(Channel, stage)
  expect(drawn.page.textContent).toContain('Hello')
  expect(drawn.page.querySelector('textarea')).toBeNull()
})

test('[CHANNEL-52] in a closed session there is nothing to write in, and why is said', () => {
  const stage = new Staged()
  stage.doc.phases.push([{ phase: 'closed', wallAt: 1, at: 0 }])
  drawn = draw(Channel, stage)
  expect(drawn.page.querySelector('textarea')).toBeNull()
  expect(drawn.page.textContent).toContain('The session is closed.')
})

test('[CHANNEL-53] a long message becomes a card with its first line as the title', () => {
  expect(cardOf(' Disk full ')).toEqual({ title: 'Disk full' })
  expect(cardOf('Disk full\nsince 14:05')).toEqual({
    title: 'Disk full',
    text: 'Disk full\nsince 14:05',
  })
  const long = '🎷'.repeat(200)
  expect(cardOf(long)).toEqual({ title: `${'🎷'.repeat(119)}…`, text: long })
})

function pointAt(message: HTMLElement): void {
  message.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }))
  flushSync()
}

test('[CHANNEL-53] a message becomes a card of any kind in one gesture and keeps the way back', () => {
  const stage = new Staged()
  stage.doc.channel.push([message('m_1', 'The disk is full')])
  drawn = draw(Channel, stage)
  pointAt(find(drawn.page, '[data-message]'))
  const source = { from: 'message', messageId: 'm_1' }
  for (const kind of ['a hypothesis', 'an action', 'a signal']) {
    find(drawn.page, `[aria-label="Put on the board as ${kind}"]`).click()
  }
  expect(drawn.add.mock.calls).toEqual([
    ['hypothesis', 'The disk is full', { source }],
    ['action', 'The disk is full', { source }],
    ['signal', 'The disk is full', { source }],
  ])
})

test('[CHANNEL-53] the tab key stops once at a message, and the arrows go on from there', () => {
  const stage = new Staged()
  stage.doc.channel.push([message('m_1', 'The disk is full')])
  drawn = draw(Channel, stage)
  pointAt(find(drawn.page, '[data-message]'))
  const bar = find(drawn.page, '[role="toolbar"]')
  const buttons = [...bar.querySelectorAll('button')]
  const [first, second, last] = [buttons[0], buttons[1], buttons.at(-1)]
  expect(buttons.map((each) => each.tabIndex)).toEqual([0, ...buttons.slice(1).map(() => -1)])
  first?.focus()
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  press('ArrowRight')
  expect(document.activeElement).toBe(second)
  press('ArrowLeft')
  press('ArrowLeft')
  expect(document.activeElement).toBe(last)
})

test('[PAGE-53] the lobby shows the situation and the parts of the format, and a part is one click', () => {
  const stage = new Staged()
  const situation = 'You are the people\nof Fernhill.\n\n- db1 writes\n- db2 follows'
  drawn = draw((internals) => Opening(internals, { situation }), stage)
  const told = find(drawn.page, '.told')
  expect(told.querySelector('p')?.textContent).toBe('You are the people of Fernhill.')
  expect([...told.querySelectorAll('li')].map((each) => each.textContent)).toEqual([
    'db1 writes',
    'db2 follows',
  ])
  const parts = [...drawn.page.querySelectorAll('button')]
  expect(parts.map((each) => each.textContent.trim())).toEqual(
    stage.format.parts.map(({ name }) => name),
  )
  parts[0]?.click()
  expect(drawn.setPart).toHaveBeenCalledExactlyOnceWith(stage.format.parts[0]?.name)
})

test('[PAGE-54] the debrief opens with the questions of the format', () => {
  const stage = new Staged()
  stage.doc.phases.push([{ phase: 'debrief', wallAt: 1, at: 0 }])
  drawn = draw(Debrief, stage)
  const questions = Array.from(drawn.page.querySelectorAll('li'), (each) => each.textContent)
  expect(questions).toEqual(stage.format.debrief)
})

test('[CLOCK-50] the clock shows exercise time, and says that it is paused or runs fast', () => {
  const stage = new Staged()
  drawn = draw(ClockFace, stage)
  const shown = () => find(must(drawn, 'the page').page, '.clock').textContent.replace(/\s+/g, ' ')
  expect(shown()).toContain('0:00 of 45:00 not started')
  stage.doc.clock.push([{ wallAt: stage.wall - 30_000, at: 0, speed: 2 }])
  flushSync()
  expect(shown()).toContain('1:00 of 45:00 2×')
  stage.doc.clock.push([{ wallAt: stage.wall, at: 60_000, speed: 0 }])
  flushSync()
  expect(shown()).toContain('1:00 of 45:00 paused')
})

test('[PAGE-51] only who conducts can move the phase, and a refusal is shown in place', async () => {
  const watcher = draw(PhaseBar, new Staged('participant'))
  expect(watcher.page.querySelectorAll('button')).toHaveLength(0)
  await watcher.dispose()
  const stage = new Staged('facilitator')
  stage.reply = { ok: false, error: { code: 'conflict', message: 'Not just now.' } }
  const { page } = (drawn = draw(PhaseBar, stage))
  find(page, 'button').click()
  await vi.waitFor(() => {
    flushSync()
    expect(find(page, '[role="alert"]').textContent).toContain('Not just now.')
  })
  expect(stage.sent).toEqual([{ type: 'phase.set', phase: 'play' }])
})
