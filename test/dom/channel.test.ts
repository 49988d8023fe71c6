import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Mentions } from '../../client/stage/mention.ts'
import { mentionOffers } from '../../client/stage/mention-offers.ts'
import Channel from '../../client/stage/Channel.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { MessageId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const anaMaria = 'p_ana_maria' as ParticipantId
const lior = 'p_lior' as ParticipantId
const one = 'm_1' as MessageId
const two = 'm_2' as MessageId
const now = 1_700_000_100_000

let drawn: ReturnType<typeof draw> | undefined
let stage: Staged

beforeEach(() => {
  stage = new Staged()
  for (const each of people) stage.doc.roster.set(each.participantId, each)
})

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
  sessionStorage.clear()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const person = (participantId: ParticipantId, name: string, number = 1): RosterEntry => ({
  participantId,
  name,
  number,
  role: 'participant',
  hue: 200,
  joinedAt: 2,
  removedAt: null,
})

const people = [
  person(bo, 'Bo 🎺'),
  person(anaMaria, 'Ana Maria-Zoë'),
  person(lior, 'ליאור'),
  person('p_bo_2' as ParticipantId, 'Bo 🎺', 2),
]

const message = (id: string, text: string, more: Partial<Message> = {}): Message => ({
  id: id as MessageId,
  author: bo,
  text,
  replyTo: null,
  wallAt: now - 1_000,
  at: 60_000,
  ...more,
})

const page = () => must(drawn, 'a drawn channel').page
const find = (selector: string) => must(page().querySelector<HTMLElement>(selector), selector)
const all = (selector: string) => [...page().querySelectorAll<HTMLElement>(selector)]
const wordsOf = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim()
const field = () => must(page().querySelector('textarea'), 'the field')
/** By hand, because jsdom's selectors do not match emoji. */
const button = (label: string) =>
  must(
    all('button').find((each) => each.getAttribute('aria-label') === label),
    label,
  )
const options = () => all('[role="option"] bdi').map((each) => each.textContent)

/** A button of the toolbar that comes with the pointer. */
function tool(label: string): HTMLElement {
  const enters = new PointerEvent('pointerenter', { pointerType: 'mouse' })
  find('[data-message]').dispatchEvent(enters)
  flushSync()
  return button(label)
}

function type(text: string): void {
  field().focus()
  field().value = text
  field().dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

function press(key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  const passed = (document.activeElement ?? document.body).dispatchEvent(event)
  flushSync()
  return passed
}

function send(text: string): void {
  type(text)
  press('Escape')
  press('Enter')
}

function say(...messages: Message[]): void {
  stage.doc.channel.push(messages)
  flushSync()
}

test('[CHANNEL-54] a reply names what it answers over the field, and is sent with it', () => {
  say(message('m_1', 'Disk full\non db1'))
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
  const open = async () => {
    tool('React').click()
    await vi.waitFor(() => expect(document.activeElement).toBe(button('React with 👍')))
  }
  await open()
  press('Escape')
  await vi.waitFor(() => expect(document.activeElement).toBe(button('React')))
  await open()
  press('ArrowRight')
  expect(document.activeElement).toBe(button('React with 👀'))
  button('React with 🎉').click()
  expect(stage.sent).toEqual([{ type: 'channel.react', messageId: one, emoji: '🎉', on: true }])
})

test('[CHANNEL-54] a message is one stop for the tab key: its button opens the toolbar', async () => {
  say(message('m_1', 'Disk full'))
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
  find('[aria-label="Reactions"] button').click()
  await vi.waitFor(() => expect(toasts.shown.at(-1)?.text).toBe('It is closed.'))
  await drawn.dispose()
  stage.doc.phases.push([{ phase: 'closed', wallAt: 1, at: 0 }])
  drawn = draw(Channel, stage)
  expect(find('[aria-label="Reactions"] button')).toHaveProperty('disabled', true)
  expect(page().querySelector('[aria-label="Reply"]')).toBeNull()
})

test('[CHANNEL-57] an @ offers the others by the beginning of any of their names', () => {
  const offered = (text: string) =>
    mentionOffers(text, text.length, people)?.all.map(({ label }) => label) ?? []
  expect(offered('@')).toEqual(['Bo 🎺', 'Ana Maria-Zoë', 'ליאור', 'Bo 🎺 2'])
  expect(offered('Hello @bo')).toEqual(['Bo 🎺', 'Bo 🎺 2'])
  expect(offered('@mar')).toEqual(['Ana Maria-Zoë'])
  expect(offered('@ana maria-zo')).toEqual(['Ana Maria-Zoë'])
  expect(offered('(@zoe')).toEqual(['Ana Maria-Zoë'])
  expect(offered('@ל')).toEqual(['ליאור'])
  for (const none of ['@nobody', 'bo@bo', '@bo\n', '@Ana Maria-Zoë', 'bo']) {
    expect(offered(none)).toEqual([])
  }
})

test('[CHANNEL-57] six are offered at most, whole names before words of names', () => {
  const many = ['Cy Bo', 'a', 'b', 'c', 'd', 'e', 'f'].map((each, n) =>
    person(`p_${n}` as ParticipantId, each),
  )
  expect(mentionOffers('@', 1, many)?.all).toHaveLength(6)
  const bos = [...many, person(bo, 'Bo')]
  expect(mentionOffers('@b', 2, bos)?.all.map(({ label }) => label)).toEqual(['b', 'Bo', 'Cy Bo'])
})

test('[CHANNEL-57] arrows choose, Enter and Tab take, and only then Enter sends', () => {
  drawn = draw(Channel, stage)
  type('Ask @b')
  press('ArrowDown')
  press('Enter')
  expect(field().value).toBe('Ask @Bo 🎺 2 ')
  expect(stage.sent).toEqual([])
  type('Ask @Bo 🎺 2 and @an')
  press('Tab')
  expect(field().value).toBe('Ask @Bo 🎺 2 and @Ana Maria-Zoë ')
  press('Enter')
  expect(stage.sent).toEqual([{ type: 'channel.say', text: 'Ask @Bo 🎺 2 and @Ana Maria-Zoë' }])
})

test('[CHANNEL-57] what was turned down is not offered again, and a click takes too', () => {
  drawn = draw(Channel, stage)
  type('@b')
  press('Escape')
  expect(options()).toEqual([])
  type('@bo')
  expect(options()).toEqual([])
  type('@')
  type('Well, @bo')
  expect(options()).toEqual(['Bo 🎺', 'Bo 🎺 2'])
  find('[role="option"]').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
  flushSync()
  expect(field().value).toBe('Well, @Bo 🎺 ')
  expect(options()).toEqual([])
})

test('[CHANNEL-57] a screen reader hears which of the offers Enter would take', () => {
  drawn = draw(Channel, stage)
  expect(field().getAttribute('aria-autocomplete')).toBe('list')
  expect(field().hasAttribute('aria-controls')).toBe(false)
  type('@b')
  const active = () => {
    const id = must(field().getAttribute('aria-activedescendant'), 'an active option')
    return must(document.getElementById(id), 'the option it names')
  }
  expect(find('[role="listbox"]').id).toBe(field().getAttribute('aria-controls'))
  expect(active().textContent).toContain('Bo 🎺')
  expect(active().getAttribute('aria-selected')).toBe('true')
  press('ArrowUp')
  expect(active().textContent).toContain('Bo 🎺 2')
})

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
  drawn = draw(Channel, stage)
  expect(all('.mention').map((each) => [each.localName, each.textContent])).toEqual([
    ['bdi', '@Ana Maria-Zoë'],
    ['mark', '@Ana'],
  ])
  expect(all('.forMe').map((each) => each.dataset['message'])).toEqual(['m_2'])
})

test('[CHANNEL-59] a mention of me is said aloud when it comes, and no other', () => {
  say(message('m_1', 'Before, @Ana'))
  drawn = draw(Channel, stage)
  const { n } = toasts.said
  say(message('m_2', 'To @ליאור'), message('m_3', 'Long ago, @Ana', { wallAt: 1 }))
  say(message('m_4', 'From @Ana', { author: ana }))
  expect(toasts.said.n).toBe(n)
  say(message('m_5', 'Can you\nlook, @Ana?'))
  expect(toasts.said).toEqual({ text: 'Bo 🎺 to you: Can you look, @Ana?', n: n + 1 })
})

/** Gives the list a height, and a place it is scrolled to: jsdom lays nothing out. */
function layOut(): { away: () => void; toEnd: () => void; end: () => boolean } {
  let top = 900
  const given = { scrollHeight: 1_000, clientHeight: 100 }
  for (const [name, value] of Object.entries(given)) {
    vi.spyOn(HTMLElement.prototype, name as 'clientHeight', 'get').mockReturnValue(value)
  }
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(() => top)
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation(
    (to) => (top = Math.min(to, 900)),
  )
  const to = (place: number) => () => {
    top = place
    find('[role="log"]').dispatchEvent(new Event('scroll'))
    flushSync()
  }
  return { away: to(0), toEnd: to(900), end: () => top === 900 }
}

test('[CHANNEL-59] what is new is counted while I read further up, and what is for me', () => {
  const scroll = layOut()
  say(message('m_1', 'One'))
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
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
  drawn = draw(Channel, stage)
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  say(message('m_2', 'Two'))
  seen.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  flushSync()
  expect(find('.new').nextElementSibling).toBe(find('[data-message="m_2"]'))
})

test('[CHANNEL-61] a slash offers what can be done, each with a line of help', () => {
  drawn = draw(Channel, stage)
  type('/')
  expect(options()).toEqual(['/h text', '/a text', '/s text', '/on text', '/cue name', '/help'])
  expect(all('[role="option"] small')).toHaveLength(6)
  type('/hyp')
  expect(options()).toEqual(['/hypothesis text'])
  press('Tab')
  expect(field().value).toBe('/hypothesis ')
  type('Well, /h')
  expect(options()).toEqual([])
})

test('[CHANNEL-61] a line becomes a card, by the short word and the long one', () => {
  drawn = draw(Channel, stage)
  send('/h The disk is full')
  send('/Action Look at it')
  send('/s Full\nsince noon')
  expect(drawn.add.mock.calls).toEqual([
    ['hypothesis', 'The disk is full', {}],
    ['action', 'Look at it', {}],
    ['signal', 'Full', { text: 'Full\nsince noon' }],
  ])
  expect([stage.sent, field().value]).toEqual([[], ''])
  expect(toasts.shown.at(-1)?.text).toBe('On the board as a signal')
})

test('[CHANNEL-61] /on says what I am doing, and /cue raises a cue', () => {
  drawn = draw(Channel, stage)
  send('/on looking at db1')
  expect(drawn.setDoing).toHaveBeenCalledExactlyOnceWith('looking at db1', null)
  type('/cue s')
  expect(options()).toEqual(['Slower', 'Solo', 'Swap'])
  press('ArrowDown')
  press('Enter')
  expect(field().value).toBe('/cue solo')
  press('Enter')
  expect(stage.sent).toEqual([{ type: 'cue.raise', cue: 'solo' }])
})

test('[CHANNEL-61] /help shows all of them', () => {
  drawn = draw(Channel, stage)
  type('/help')
  press('Enter')
  expect(field().value).toBe('/')
  expect(options()).toHaveLength(6)
})

test('[CHANNEL-62] an unknown command says what there is and keeps what was typed', () => {
  drawn = draw(Channel, stage)
  send('/shrug oh well')
  expect(stage.sent).toEqual([])
  expect(field().value).toBe('/shrug oh well')
  const told = find('[role="alert"]').textContent
  expect(told).toContain('There is no /shrug. There is /h, /a, /s, /on, /cue and /help.')
})

test('[CHANNEL-62] a command that lacks something says what, and keeps what was typed', () => {
  drawn = draw(Channel, stage)
  const told = { '/h': 'What might be going on?', '/cue louder': 'slower', '/on': 'doing?' }
  for (const [line, words] of Object.entries(told)) {
    send(line)
    expect(find('[role="alert"]').textContent).toContain(words)
    expect(field().value).toBe(line)
  }
  send(`/on ${'x'.repeat(300)}`)
  expect(find('[role="alert"]').textContent).toContain('200 letters')
  expect(drawn.setDoing).not.toHaveBeenCalled()
})

test('[CHANNEL-62] two slashes say one, and a path is no command', () => {
  drawn = draw(Channel, stage)
  send('//shrug')
  send('/var/log is full')
  expect(stage.sent).toEqual([
    { type: 'channel.say', text: '/shrug' },
    { type: 'channel.say', text: '/var/log is full' },
  ])
})

/** Drawing hundreds of messages takes jsdom its time. */
const patience = 60_000
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => message(`m_${n}`, `No. ${n}`))

test(
  '[CHANNEL-64] of a long talk the last messages are drawn, and more on request',
  async () => {
    layOut()
    say(...many(205))
    drawn = draw(Channel, stage)
    const first = () => find('[data-message]').dataset['message']
    expect(all('[data-message]')).toHaveLength(200)
    expect([first(), wordsOf(find('.earlier'))]).toEqual(['m_5', 'Show earlier messages (5)'])
    find('.earlier').click()
    await vi.waitFor(() => expect(first()).toBe('m_0'))
    expect(page().querySelector('.earlier')).toBeNull()
  },
  patience,
)

test(
  '[CHANNEL-64] nothing goes away above who reads further up',
  () => {
    const scroll = layOut()
    say(...many(210))
    drawn = draw(Channel, stage)
    scroll.away()
    say(message('m_new', 'New'))
    expect(find('[data-message]').dataset['message']).toBe('m_10')
    scroll.toEnd()
    expect(find('[data-message]').dataset['message']).toBe('m_11')
  },
  patience,
)

test(
  '[CHANNEL-55] an answer leads to what is further up than is drawn',
  async () => {
    layOut()
    say(...many(210), message('m_new', 'Really?', { replyTo: two }))
    drawn = draw(Channel, stage)
    find('button.quote').click()
    await vi.waitFor(() => expect(document.activeElement).toBe(find('[data-message="m_2"]')))
  },
  patience,
)

test('[CHANNEL-65] new messages scroll into sight for who read the last ones or wrote them', () => {
  const scroll = layOut()
  say(message('m_1', 'One'))
  drawn = draw(Channel, stage)
  scroll.away()
  say(message('m_2', 'Two'))
  expect(scroll.end()).toBe(false)
  say(message('m_3', 'Mine', { author: ana }))
  expect(scroll.end()).toBe(true)
})
