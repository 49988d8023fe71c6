import { flushSync } from 'svelte'
import { expect, test, vi } from 'vitest'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { ana } from './staged.ts'
import {
  anaMaria,
  bo,
  button,
  field,
  find,
  message,
  one,
  open,
  page,
  press,
  say,
  stage,
  tool,
  type,
  wordsOf,
} from './talking.ts'

test('[CHANNEL-54] a reply names what it answers over the field, and is sent with it', () => {
  say(message('m_1', 'Disk full\non db1'))
  open()
  tool('Reply').click()
  flushSync()
  expect(document.activeElement).toBe(field())
  expect(wordsOf(find('form .quote'))).toBe('In reply to Bo 🎺 Disk full on db1')
  type('I see it too')
  press('Enter')
  expect(stage.sent).toEqual([{ type: 'channel.say', text: 'I see it too', replyTo: one }])
  expect(page().querySelector('form .quote')).toBeNull()
})

test('[CHANNEL-54] Escape, or a button, leaves the reply and keeps the words', () => {
  say(message('m_1', 'Disk full'))
  open()
  tool('Reply').click()
  type('To all')
  press('Escape')
  expect(page().querySelector('form .quote')).toBeNull()
  tool('Reply').click()
  flushSync()
  button('Do not reply to this (Escape)').click()
  flushSync()
  expect(page().querySelector('form .quote')).toBeNull()
  press('Enter')
  expect(stage.sent).toEqual([{ type: 'channel.say', text: 'To all' }])
})

test('[CHANNEL-54] a reply that is refused comes back with what it answers', async () => {
  say(message('m_1', 'Disk full'))
  stage.reply = { ok: false, error: { code: 'not-saved', message: 'The disk is full.' } }
  open()
  tool('Reply').click()
  type('I see it too')
  press('Enter')
  await vi.waitFor(() => {
    flushSync()
    expect(find('[role="alert"]').textContent).toContain('The disk is full.')
  })
  expect(field().value).toBe('I see it too')
  expect(wordsOf(find('form .quote'))).toContain('Disk full')
})

test('[CHANNEL-55] an answer quotes in one line and leads to the message', async () => {
  say(message('m_1', 'Disk full\non db1'), message('m_2', 'Really?', { replyTo: one }))
  open()
  const quote = find('[data-message="m_2"] button.quote')
  expect(wordsOf(quote)).toBe('In reply to Bo 🎺 Disk full on db1')
  const shown = vi.spyOn(Element.prototype, 'scrollIntoView')
  quote.click()
  await vi.waitFor(() => expect(shown).toHaveBeenCalled())
  expect(shown.mock.contexts).toEqual([find('[data-message="m_1"]')])
  expect(document.activeElement).toBe(find('[data-message="m_1"]'))
})

test('[CHANNEL-55] an answer to what is gone still shows, and leads nowhere', () => {
  say(message('m_2', 'Really?', { replyTo: one }))
  open()
  expect(find('[data-message="m_2"]').textContent).toContain('not here any more')
  expect(page().querySelector('button.quote')).toBeNull()
  expect(page().textContent).toContain('Really?')
})

const reaction = (author: ParticipantId, on = true) => ({
  messageId: one,
  author,
  emoji: '👍' as const,
  on,
})

test('[CHANNEL-56] an emoji says how many and whose, and is pressed where mine', () => {
  say(message('m_1', 'Disk full'))
  stage.doc.reactions.push([reaction(bo), reaction(anaMaria)])
  open()
  const pill = () => find('[aria-label="Reactions"] button')
  expect(pill().title).toBe('Bo 🎺 and Ana Maria-Zoë: 👍')
  expect(wordsOf(pill())).toBe('Bo 🎺 and Ana Maria-Zoë: 👍 2')
  expect(pill().getAttribute('aria-pressed')).toBe('false')
  stage.doc.reactions.push([reaction(ana)])
  flushSync()
  expect(pill().getAttribute('aria-pressed')).toBe('true')
  expect(wordsOf(pill())).toContain('👍 3')
})

test('[CHANNEL-56] a tap puts mine on, and another takes it off', () => {
  say(message('m_1', 'Disk full'))
  stage.doc.reactions.push([reaction(bo)])
  open()
  find('[aria-label="Reactions"] button').click()
  stage.doc.reactions.push([reaction(ana)])
  flushSync()
  find('[aria-label="Reactions"] button').click()
  const react = { type: 'channel.react', messageId: one, emoji: '👍' }
  expect(stage.sent).toEqual([
    { ...react, on: true },
    { ...react, on: false },
  ])
})

test('[CHANNEL-56] the toolbar opens to all emoji, Escape closes them, and one tap chooses', async () => {
  say(message('m_1', 'Disk full'))
  open()
  const openAll = async () => {
    tool('React').click()
    await vi.waitFor(() => expect(document.activeElement).toBe(button('React with 👍')))
  }
  await openAll()
  press('Escape')
  await vi.waitFor(() => expect(document.activeElement).toBe(button('React')))
  await openAll()
  press('ArrowRight')
  expect(document.activeElement).toBe(button('React with 👀'))
  button('React with 🎉').click()
  expect(stage.sent).toEqual([{ type: 'channel.react', messageId: one, emoji: '🎉', on: true }])
})

test('[CHANNEL-54] a message is one stop for the tab key: its button opens the toolbar', async () => {
  say(message('m_1', 'Disk full'))
  open()
  const more = button('What to do with this message')
  expect([more.tabIndex, page().querySelector('[role="toolbar"]')]).toEqual([0, null])
  more.click()
  await vi.waitFor(() => expect(document.activeElement).toBe(button('React with 👍')))
  expect(more.tabIndex).toBe(-1)
  field().focus()
  flushSync()
  expect(page().querySelector('[role="toolbar"]')).toBeNull()
})

test('[CHANNEL-56] a refused emoji is told, and an observer may only look', async () => {
  say(message('m_1', 'Disk full'))
  stage.doc.reactions.push([reaction(bo)])
  stage.reply = { ok: false, error: { code: 'conflict', message: 'It is closed.' } }
  const drawn = open()
  find('[aria-label="Reactions"] button').click()
  await vi.waitFor(() => expect(toasts.shown.at(-1)?.text).toBe('It is closed.'))
  await drawn.dispose()
  stage.doc.phases.push([{ phase: 'closed', wallAt: 1, at: 0 }])
  open()
  expect(find('[aria-label="Reactions"] button')).toHaveProperty('disabled', true)
  expect(page().querySelector('[aria-label="Reply"]')).toBeNull()
})

test('[PAGE-102] a message that comes is drawn, and those before it rest', () => {
  say(message('m_1', 'Disk full'), message('m_2', 'On db1'))
  open()
  const drawn = vi.spyOn(Date.prototype, 'toLocaleTimeString')
  say(message('m_3', 'And on db2'))
  flushSync()
  expect(page().querySelectorAll('[data-message]')).toHaveLength(3)
  expect(drawn).toHaveBeenCalledOnce()
  drawn.mockRestore()
})
