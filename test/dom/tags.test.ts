import { flushSync } from 'svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { BoardEdit } from '../../client/board/board-view.ts'
import { keyTable } from '../../client/palette/key-table.ts'
import { alphaReading, alphaWords } from '../../client/tags/alpha-words.ts'
import { makeCards } from '../../client/tags/make-cards.ts'
import { mergedTimeline, messagesIn } from '../../client/tags/merged-timeline.ts'
import { tableHead, tableOf } from '../../client/tags/tag-table.ts'
import TagsPanel from '../../client/tags/TagsPanel.svelte'
import TagStand from '../../client/tags/TagStand.svelte'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard } from '../../shared/board/board-edits.ts'
import { offers } from '../../shared/formats/format.ts'
import { formatOf, formats } from '../../shared/formats/formats.ts'
import type { CardId, InjectId, MessageId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { TagEvent } from '../../shared/tags/tag.ts'
import { keysOfOwnKinds, kindsOffered } from '../../shared/tags/tag-kind.ts'
import { ana, draw } from './staged.ts'
import {
  all,
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
  two,
  wordsOf,
} from './talking.ts'

const moment = { wallAt: 1_700_000_000_000, at: 60_000 }
const kinds = kindsOffered(formatOf('incident-flow').tags, [])

beforeEach(() => {
  stage.doc.formats.push([{ format: 'incident-flow', wallAt: 1, by: bo }])
})

const set = (by: ParticipantId, messageId: MessageId, kind: string): TagEvent => ({
  ...{ event: 'set', by, messageId, kind, on: true },
  ...moment,
})
function tag(...events: TagEvent[]): void {
  stage.doc.tags.push(events)
  flushSync()
}
function goBlind(): void {
  stage.doc.tagModes.push([{ mode: 'blind', by: bo, ...moment }])
  flushSync()
}
const row = (id: MessageId) => find(`[data-message="${id}"]`)
const chips = () => all('.tag-strip .kind')
const chip = (name: string) =>
  must(
    chips().find((each) => wordsOf(each).endsWith(name)),
    name,
  )

test('[TAG-8] formats that name tagging bring kinds, each with a key that nothing else on the page has', () => {
  const taken = keyTable.filter(({ chord }) => !chord).map(({ key }) => key)
  for (const format of formats) {
    const tags = format.tags ?? []
    expect(tags.length > 0, format.id).toBe(offers(format, 'tagging'))
    const keys = [...tags.map(({ key }) => key), ...keysOfOwnKinds]
    expect(new Set(keys).size, format.id).toBe(keys.length)
    expect(
      keys.filter((key) => taken.includes(key) || key === 'e'),
      format.id,
    ).toEqual([])
    expect(new Set(tags.map(({ id }) => id)).size).toBe(tags.length)
    for (const { means } of tags) expect(means).toMatch(/^[A-Z].*\.$/)
  }
  expect(taken).not.toContain('e')
})

test('[TAG-20] the arrows go through the messages, and the key of a kind tags the one in hand', () => {
  say(message('m_1', 'Disk full'), message('m_2', 'On it'), message('m_3', 'Done'))
  open()
  row(two).focus()
  flushSync()
  expect(row(two).classList).toContain('inHand')
  press('ArrowUp')
  expect(document.activeElement).toBe(row(one))
  press('ArrowUp')
  expect(document.activeElement).toBe(row(one))
  press('g')
  press('y')
  press('ArrowDown')
  press('d')
  press('End')
  expect(document.activeElement).toBe(row('m_3' as MessageId))
  press('Escape')
  expect(document.activeElement).toBe(find('[role="log"]'))
  expect(stage.sent).toEqual([
    { type: 'tag.set', messageId: one, kind: 'signal', on: true },
    { type: 'tag.set', messageId: one, kind: 'hypothesis', on: true },
    { type: 'tag.set', messageId: two, kind: 'decision', on: true },
  ])
})

test('[TAG-20] a key takes a tag off that is mine, and nobody who writes loses a letter', () => {
  say(message('m_1', 'Disk full'))
  tag(set(ana, one, 'signal'), set(bo, one, 'query'))
  open()
  row(one).focus()
  press('g')
  press('q')
  field().focus()
  expect(press('g')).toBe(true)
  expect(press('ArrowUp')).toBe(true)
  expect(stage.sent).toEqual([
    { type: 'tag.set', messageId: one, kind: 'signal', on: false },
    { type: 'tag.set', messageId: one, kind: 'query', on: true },
  ])
})

test('[TAG-20] `e` asks for an observation, which brings what is there and is saved with Enter', async () => {
  say(message('m_1', 'Disk full'))
  tag({ event: 'observed', by: ana, messageId: one, text: 'Known', ...moment })
  open()
  row(one).focus()
  press('e')
  await vi.waitFor(() => expect(document.activeElement).toBe(find('.tag-strip textarea')))
  expect(field().value).toBe('Known')
  field().value = 'Known for a week'
  field().dispatchEvent(new Event('input', { bubbles: true }))
  press('Enter')
  await vi.waitFor(() => expect(document.activeElement).toBe(row(one)))
  expect(stage.sent).toEqual([{ type: 'tag.observe', messageId: one, text: 'Known for a week' }])
})

test('[TAG-21] the strip offers the kinds for the message in hand, and says who sees them', () => {
  say(message('m_1', 'Disk full'))
  tag(set(ana, one, 'signal'))
  open()
  const said = () => wordsOf(find('.tag-strip p'))
  expect(chips()).toHaveLength(kinds.length)
  expect(chips().every((each) => (each as HTMLButtonElement).disabled)).toBe(true)
  expect(said()).toBe('Choose a message to tag (click, or ↑ ↓)')
  row(one).focus()
  flushSync()
  expect(said()).toBe('Everybody sees tags at once')
  goBlind()
  expect(said()).toBe('Only you see your tags until the reveal')
  expect(chip('Signal').getAttribute('aria-pressed')).toBe('true')
  chip('Surprise').click()
  expect(stage.sent).toEqual([{ type: 'tag.set', messageId: one, kind: 'surprise', on: true }])
})

test('[TAG-21] the toolbar offers the kinds, Escape closes them, and the strip adds one for all', async () => {
  say(message('m_1', 'Disk full'))
  open()
  tool('Tag this message').click()
  await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('Signal'))
  press('ArrowRight')
  ;(document.activeElement as HTMLElement).click()
  press('Escape')
  await vi.waitFor(() => expect(document.activeElement).toBe(button('Tag this message')))
  must(all('.tag-strip .more')[1], 'the way to a new kind').click()
  await vi.waitFor(() => expect(document.activeElement).toBe(find('.tag-strip input')))
  const input = find('.tag-strip input') as HTMLInputElement
  input.value = ' Vibe '
  input.dispatchEvent(new Event('input', { bubbles: true }))
  press('Enter')
  await vi.waitFor(() => expect(stage.sent).toHaveLength(2))
  expect(stage.sent).toEqual([
    { type: 'tag.set', messageId: one, kind: 'query', on: true },
    { type: 'tag.addKind', name: 'Vibe' },
  ])
})

test('[TAG-21] a format without tagging, an observer, and a closed session have no strip', () => {
  say(message('m_1', 'Disk full'))
  open()
  const strip = () => page().querySelector('.tag-strip')
  expect(strip()).not.toBeNull()
  stage.doc.phases.push([{ phase: 'closed', ...moment }])
  flushSync()
  expect(strip()).toBeNull()
  stage.doc.phases.push([{ phase: 'play', ...moment }])
  stage.doc.formats.push([{ format: 'tabletop', wallAt: 2, by: bo }])
  flushSync()
  expect(strip()).toBeNull()
  row(one).focus()
  expect(press('g')).toBe(true)
  expect(press('ArrowUp')).toBe(true)
  const me = stage.doc.roster.get(ana) as object
  stage.doc.formats.push([{ format: 'incident-flow', wallAt: 3, by: bo }])
  stage.doc.roster.set(ana, { ...me, role: 'observer' })
  flushSync()
  expect(strip()).toBeNull()
})

test('[TAG-22] tags stand on their message with how many gave them, and mine are marked', () => {
  say(message('m_1', 'Disk full'))
  tag(set(bo, one, 'signal'), set(anaMaria, one, 'signal'), set(ana, one, 'query'))
  tag({ event: 'observed', by: bo, messageId: one, text: 'It was loud', ...moment })
  open()
  const tags = () => all('[data-message] .tags button')
  expect(tags().map(wordsOf)).toEqual(['Bo 🎺 and Ana Maria-Zoë: Signal 2', 'Ana: Query'])
  expect(tags().map((each) => each.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
  expect(wordsOf(find('[data-message] .tags p'))).toBe('Bo 🎺 noticed: It was loud')
  must(tags()[1], 'mine').click()
  expect(stage.sent).toEqual([{ type: 'tag.set', messageId: one, kind: 'query', on: false }])
})

test('[TAG-22] blind, only mine are there, and marked as such', () => {
  say(message('m_1', 'Disk full'))
  stage.myTags = { kinds: new Map([[one, ['signal']]]), texts: new Map([[one, 'Hm']]) }
  goBlind()
  open()
  expect(all('[data-message] .tags button.blind').map(wordsOf)).toEqual(['Ana: Signal'])
  expect(wordsOf(find('[data-message] .tags p'))).toBe('Ana noticed: Hm')
})

test('[TAG-23] at the stand tags go blind, progress is seen, and all is revealed', () => {
  const progress = [{ participantId: bo, messages: 3 }]
  const drawn = draw(TagStand, stage, { tagProgress: progress })
  const press = (name: string) => {
    const buttons = [...drawn.page.querySelectorAll('button')]
    must(
      buttons.find((each) => wordsOf(each) === name),
      name,
    ).click()
    flushSync()
  }
  press('Blind until the reveal')
  expect(drawn.page.textContent).not.toContain('3 messages')
  goBlind()
  expect(wordsOf(must(drawn.page.querySelector('li'), 'a line'))).toContain('Bo 🎺 3 messages')
  return vi
    .waitFor(() => {
      press('Reveal the tags')
      expect(stage.sent).toContainEqual({ type: 'tag.reveal' })
    })
    .then(() => {
      expect(stage.sent[0]).toEqual({ type: 'tag.blind', on: true })
      return drawn.dispose()
    })
})

const inject = (wallAt: number) => ({
  ...{ id: 'i_1' as InjectId, content: { kind: 'message' as const, title: 'Alarm' } },
  ...{ whisper: false, wallAt, at: 1 },
})

test('[TAG-24] the merged timeline has messages and surprises in one line, filtered as one likes', () => {
  say(message('m_1', 'A', { wallAt: 1 }), message('m_2', 'B', { wallAt: 3 }))
  say(message('m_3', 'C', { wallAt: 4 }))
  tag(
    set(bo, one, 'signal'),
    set(ana, one, 'signal'),
    set(bo, two, 'query'),
    set(ana, two, 'action'),
  )
  const { channel, tags } = stage
  const shown = (filter: Parameters<typeof mergedTimeline>[2]) =>
    mergedTimeline({ channel, injects: [inject(2)] }, tags, filter)
  expect(shown('all').map((entry) => entry.is)).toEqual(['message', 'inject', 'message', 'message'])
  expect(messagesIn(shown('tagged'))).toEqual([one, two])
  expect(messagesIn(shown('diverging'))).toEqual([two])
  expect(messagesIn(shown('kind:signal'))).toEqual([one])
})

test('[TAG-24] the panel shows who tagged what, and is no dialog', async () => {
  say(message('m_1', 'Disk full'))
  tag(set(bo, one, 'signal'), set(ana, one, 'query'))
  const onclose = vi.fn()
  const { page: place, dispose } = draw(
    ((...rest: Parameters<typeof TagsPanel>) =>
      TagsPanel(rest[0], { title: 'Ours', onclose })) as never,
    stage,
  )
  expect(place.querySelector('[role="dialog"]')).toBeNull()
  expect(
    [...place.querySelectorAll('ol ul li')].map((each) => wordsOf(each as HTMLElement)),
  ).toEqual(['Signal by Bo 🎺 B🎺', 'Query by Ana AN', 'pictures diverge'])
  press('Escape')
  expect(onclose).toHaveBeenCalled()
  await dispose()
})

test('[TAG-25] chosen messages become cards once, of the kind that most tagged them as', () => {
  const channel = [message('m_1', 'Disk full'), message('m_2', 'Restart it\nnow')]
  say(...channel)
  tag(set(bo, one, 'hypothesis'), set(ana, one, 'signal'), set(anaMaria, one, 'signal'))
  tag(set(bo, two, 'decision'))
  const board = boardDoc(new Y.Doc())
  const add: BoardEdit['add'] = (kind, title, more = {}) => {
    const id = `c_${String(board.cards.size)}` as CardId
    addCard(board, { id, kind, title, by: ana, at: 1, ...more })
    return id
  }
  const making = { edit: { add } as BoardEdit, board, tags: stage.tags, kinds, as: null }
  expect(makeCards(channel, making)).toEqual({ made: 2, there: 0 })
  expect(makeCards(channel, making)).toEqual({ made: 0, there: 2 })
  const cards = [...board.cards.values()].map((each) => (each as Y.Map<unknown>).toJSON())
  expect(cards).toMatchObject([
    { kind: 'signal', title: 'Disk full', source: { from: 'message', messageId: one } },
    { kind: 'action', title: 'Restart it', text: 'Restart it\nnow' },
  ])
  const as = must(
    kinds.find(({ id }) => id === 'hypothesis'),
    'a kind',
  )
  expect(makeCards(channel.slice(0, 1), { ...making, as })).toEqual({ made: 1, there: 0 })
})

test('[TAG-30] the table has moment, exercise time, author, message, tags with whose, and observations', () => {
  say(message('m_1', 'Disk full', { wallAt: 1_700_000_000_000, at: 65_000 }))
  tag(set(bo, one, 'signal'), set(ana, one, 'signal'), set(ana, one, 'query'))
  tag({ event: 'observed', by: bo, messageId: one, text: 'Loud', ...moment })
  const { channel, people, tags } = stage
  expect(tableHead).toHaveLength(6)
  expect(tableOf({ channel, people, tags, kinds })).toEqual([
    [
      '2023-11-14T22:13:20.000Z',
      '1:05',
      'Bo 🎺',
      'Disk full',
      'Signal (Bo 🎺 and Ana); Query (Ana)',
      'Bo 🎺: Loud',
    ],
  ])
})

test('[AGREE-7] the figure comes with what it says of the ensemble, and is no figure where it is not defined', () => {
  expect([null, 1, 0.5, -0.25].map(alphaWords)).toEqual(['not defined', '1.00', '0.50', '-0.25'])
  const readings = [null, 1, 0.8, 0.5, 0, -0.4].map(alphaReading)
  expect(new Set(readings).size).toBe(6)
  for (const words of readings) expect(words).not.toMatch(/\b(good|bad|poor|fail|score)/i)
})
