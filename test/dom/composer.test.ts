import { flushSync } from 'svelte'
import { expect, test } from 'vitest'
import { mentionOffers } from '../../client/stage/mention-offers.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import {
  all,
  bo,
  field,
  find,
  open,
  options,
  people,
  person,
  press,
  send,
  stage,
  type,
} from './talking.ts'

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
  open()
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
  open()
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
  open()
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

test('[CHANNEL-61] a slash offers what can be done, each with a line of help', () => {
  open()
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
  const drawn = open()
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
  const drawn = open()
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
  open()
  type('/help')
  press('Enter')
  expect(field().value).toBe('/')
  expect(options()).toHaveLength(6)
})

test('[CHANNEL-62] an unknown command says what there is and keeps what was typed', () => {
  open()
  send('/shrug oh well')
  expect(stage.sent).toEqual([])
  expect(field().value).toBe('/shrug oh well')
  const told = find('[role="alert"]').textContent
  expect(told).toContain('There is no /shrug. There is /h, /a, /s, /on, /cue and /help.')
})

test('[CHANNEL-62] a command that lacks something says what, and keeps what was typed', () => {
  const drawn = open()
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
  open()
  send('//shrug')
  send('/var/log is full')
  expect(stage.sent).toEqual([
    { type: 'channel.say', text: '/shrug' },
    { type: 'channel.say', text: '/var/log is full' },
  ])
})
