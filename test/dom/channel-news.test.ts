import { flushSync } from 'svelte'
import { expect, test, vi } from 'vitest'
import { Mentions } from '../../client/stage/mention.ts'
import { ReadingPlace } from '../../client/stage/reading-place.svelte.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { ana } from './staged.ts'
import {
  all,
  find,
  layOut,
  message,
  open,
  people,
  page,
  person,
  say,
  two,
  wordsOf,
} from './talking.ts'

test('[CHANNEL-58] the longest name wins, and an address is no mention', () => {
  const mentions = new Mentions([person(ana, 'Ana'), ...people])
  const found = (text: string) =>
    mentions.partsOf(text).flatMap((part) => (part.kind === 'mention' ? [part.text] : []))
  expect(found('@Ana Maria-Zoë and @ana, @ליאור!')).toEqual(['@Ana Maria-Zoë', '@ana', '@ליאור'])
  expect(found('@Bo 🎺 2 @Bo 🎺')).toEqual(['@Bo 🎺 2', '@Bo 🎺'])
  for (const none of ['bo@ana', '@Anabel', 'x.@Ana', 'https://example.org/@Ana', '@ Ana']) {
    expect(found(none)).toEqual([])
  }
  expect(mentions.partsOf('a @Ana b').map(({ kind }) => kind)).toEqual([
    'words',
    'mention',
    'words',
  ])
})

test('[CHANNEL-58] names are taken by the letter, whatever letters they are', () => {
  const names = ['.*', '(a|b)+', '[x]', String.raw`\d`, '</script>', 'a/b-c', '^$']
  const mentions = new Mentions(names.map((name, n) => person(`p_${n}` as ParticipantId, name)))
  for (const name of names) {
    expect(mentions.partsOf(`@${name}`)).toMatchObject([{ kind: 'mention', text: `@${name}` }])
  }
  expect(new Mentions([]).partsOf('@Ana')).toEqual([{ kind: 'words', text: '@Ana' }])
})

test('[CHANNEL-58] a mention is marked, and mine stronger', () => {
  say(message('m_1', 'ליאור: @Ana Maria-Zoë knows'), message('m_2', 'Can you look, @Ana?'))
  open()
  expect(all('.mention').map((each) => [each.localName, each.textContent])).toEqual([
    ['bdi', '@Ana Maria-Zoë'],
    ['mark', '@Ana'],
  ])
  expect(all('.forMe').map((each) => each.dataset['message'])).toEqual(['m_2'])
})

test('[CHANNEL-59] a mention of me is said aloud when it comes, and no other', () => {
  say(message('m_1', 'Before, @Ana'))
  open()
  const { n } = toasts.said
  say(message('m_2', 'To @ליאור'), message('m_3', 'Long ago, @Ana', { wallAt: 1 }))
  say(message('m_4', 'From @Ana', { author: ana }))
  expect(toasts.said.n).toBe(n)
  say(message('m_5', 'Can you\nlook, @Ana?'))
  expect(toasts.said).toEqual({ text: 'Bo 🎺 to you: Can you look, @Ana?', n: n + 1 })
})

test('[CHANNEL-59] what is new is counted while I read further up, and what is for me', () => {
  const scroll = layOut()
  say(message('m_1', 'One'))
  open()
  scroll.away()
  expect(page().querySelector('.unseen')).toBeNull()
  say(message('m_2', 'Two'))
  expect(wordsOf(find('.unseen'))).toBe('1 new')
  say(message('m_3', 'Three, @Ana'))
  expect(wordsOf(find('.unseen'))).toBe('2 new, 1 for you')
  find('.unseen').click()
  flushSync()
  expect(page().querySelector('.unseen')).toBeNull()
})

test('[CHANNEL-60] a line stands where I stopped reading, until I have seen the end for a moment', () => {
  vi.useFakeTimers()
  const scroll = layOut()
  say(message('m_1', 'One'))
  open()
  say(message('m_2', 'Two'))
  expect(page().querySelector('.new')).toBeNull()
  scroll.away()
  say(message('m_3', 'Three'), message('m_4', 'Four'))
  expect(find('.new').nextElementSibling).toBe(find('[data-message="m_3"]'))
  scroll.toEnd()
  vi.advanceTimersByTime(500)
  scroll.away()
  vi.advanceTimersByTime(10_000)
  flushSync()
  expect(wordsOf(find('.new'))).toBe('New')
  scroll.toEnd()
  vi.advanceTimersByTime(3_000)
  flushSync()
  expect(page().querySelector('.new')).toBeNull()
})

test('[CHANNEL-60] what came while the page was hidden is not read', () => {
  layOut()
  say(message('m_1', 'One'))
  open()
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  say(message('m_2', 'Two'))
  seen.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  flushSync()
  expect(find('.new').nextElementSibling).toBe(find('[data-message="m_2"]'))
})

/** Drawing hundreds of messages takes jsdom its time. */
const patience = 60_000
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => message(`m_${n}`, `No. ${n}`))

test(
  '[CHANNEL-64] of a long talk the last messages are drawn, and more on request',
  async () => {
    layOut()
    say(...many(405))
    open()
    const first = () => find('[data-message]').dataset['message']
    expect(all('[data-message]')).toHaveLength(200)
    expect([first(), wordsOf(find('.earlier'))]).toEqual(['m_205', 'Show earlier messages (205)'])
    find('.earlier').click()
    await vi.waitFor(() => expect(first()).toBe('m_5'))
    find('.earlier').click()
    await vi.waitFor(() => expect(first()).toBe('m_0'))
    expect(page().querySelector('.earlier')).toBeNull()
  },
  patience,
)

test('[CHANNEL-64] what was drawn stays, until a thousand more have come and the end is read', () => {
  let count = 250
  const place = new ReadingPlace(() => count)
  expect(place.first).toBe(50)
  place.look(false)
  count = 1_250
  expect(place.first).toBe(50)
  place.look(true)
  expect(place.first).toBe(1_050)
  place.dispose()
})

test(
  '[CHANNEL-55] an answer leads to what is further up than is drawn',
  async () => {
    layOut()
    say(...many(410), message('m_new', 'Really?', { replyTo: two }))
    open()
    find('button.quote').click()
    await vi.waitFor(() => expect(document.activeElement).toBe(find('[data-message="m_2"]')))
  },
  patience,
)

test('[CHANNEL-65] new messages scroll into sight for who read the last ones or wrote them', () => {
  const scroll = layOut()
  say(message('m_1', 'One'))
  open()
  scroll.away()
  say(message('m_2', 'Two'))
  expect(scroll.end()).toBe(false)
  say(message('m_3', 'Mine', { author: ana }))
  expect(scroll.end()).toBe(true)
})
