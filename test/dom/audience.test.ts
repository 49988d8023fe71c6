import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import RunOfShow from '../../client/conduct/RunOfShow.svelte'
import Improvise from '../../client/conduct/Improvise.svelte'
import type { ConductView } from '../../client/conduct/conduct-view.ts'
import { onceEach } from '../../client/replay/once-each.ts'
import Feed from '../../client/stage/Feed.svelte'
import type { InjectId, MessageId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Role } from '../../shared/roles.ts'
import type { Audience } from '../../shared/stage/audience.ts'
import type { LandedInject, Landing, PlannedInject } from '../../shared/stage/inject.ts'
import type { PrivateAnswer } from '../../shared/stage/private-answer.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const cem = 'p_cem' as ParticipantId
const i1 = 'i_1' as InjectId
let drawn: ReturnType<typeof draw> | undefined
let stage: Staged

beforeEach(() => {
  // jsdom lays nothing out: a test says what comes into sight.
  vi.stubGlobal('IntersectionObserver', Sight)
})
afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
  localStorage.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

class Sight {
  static looks: ((isIntersecting: boolean) => void)[] = []
  constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
    Sight.looks.push((isIntersecting) => seen([{ isIntersecting }]))
  }
  observe = () => undefined
  disconnect = () => undefined
}

/** A stage in play, seen by Ana in a role of hers; Bo plays and Cem observes. */
function staged(role: Role): Staged {
  stage = new Staged(role)
  const joined = { hue: 90, number: 1, joinedAt: 2, removedAt: null }
  stage.doc.roster.set(bo, { participantId: bo, name: 'Bo', role: 'participant', ...joined })
  stage.doc.roster.set(cem, { participantId: cem, name: 'Cem', role: 'observer', ...joined })
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  return stage
}

const planned = (audience: Audience, more: Partial<PlannedInject> = {}): PlannedInject => ({
  id: i1,
  order: 1,
  content: { kind: 'message', title: 'The heron' },
  audience,
  trigger: { on: 'time', at: 180_000 },
  state: 'planned',
  ...more,
})
const toAll: Landing = { injectId: i1, audience: { to: 'everyone' }, at: 60_000, wallAt: 1 }
const toBoth: Landing = {
  ...toAll,
  audience: { to: 'people', participantIds: [bo, cem] },
  people: [bo, cem],
}
const said = (text: string, of: ParticipantId, author = of): PrivateAnswer => ({
  id: `m_${text}` as MessageId,
  injectId: i1,
  of,
  author,
  text,
  wallAt: 5,
  at: 90_000,
})

function show(script: Partial<ConductView>): HTMLElement {
  drawn = draw(RunOfShow, staged('facilitator'), script)
  return drawn.page
}

const find = (page: HTMLElement, selector: string) =>
  must(page.querySelector<HTMLElement>(selector), selector)
const input = (page: HTMLElement, selector: string) =>
  must(page.querySelector<HTMLInputElement>(selector), selector)
const list = (page: HTMLElement, selector: string) =>
  must(page.querySelector<HTMLSelectElement>(selector), selector)

function button(page: HTMLElement, words: string): HTMLButtonElement {
  const all = [...page.querySelectorAll('button')]
  const name = (each: HTMLElement) => each.getAttribute('aria-label') ?? each.textContent.trim()
  return must(
    all.find((each) => name(each) === words),
    words,
  )
}

function click(page: HTMLElement, words: string): void {
  button(page, words).click()
  flushSync()
}

function choose(select: HTMLSelectElement, label: string): void {
  const option = must(
    [...select.options].find((each) => each.label === label || each.textContent === label),
    label,
  )
  select.value = option.value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
}

function write(field: HTMLInputElement, text: string): void {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

test.each<[Audience, string]>([
  [{ to: 'parts', parts: ['Comms', 'Sage'] }, 'for whoever plays Comms and Sage'],
  [{ to: 'roles', roles: ['observer'] }, 'for observers'],
  [{ to: 'people', participantIds: [bo, cem] }, 'for Bo and Cem'],
  [{ to: 'allBut', participantIds: [bo] }, 'for all but Bo'],
  [{ to: 'person', participantId: bo }, 'whisper to Bo'],
])('[AUDIENCE-10] %o is told in plain words', (audience, words) => {
  const page = show({ plan: [planned(audience)] })
  expect(page.textContent).toContain(words)
})

test('[AUDIENCE-10] another audience is chosen from one list, and people are ticked', async () => {
  const page = show({ plan: [planned({ to: 'everyone' })] })
  click(page, 'Show what it says, and your notes')
  const select = list(page, '.audience select')
  expect([...select.options].map((each) => each.textContent)).toEqual(
    expect.arrayContaining(['Everyone', 'Bo', 'All observers', 'Some people…', 'All but…']),
  )
  choose(select, 'All but…')
  const save = button(page, 'Change whom it is for')
  expect(save.disabled).toBe(true)
  const boxes = [...page.querySelectorAll<HTMLInputElement>('.audience input')]
  // Who conducts reads all of it anyway.
  expect(boxes.map((each) => each.closest('label')?.textContent.trim())).toEqual(['Bo', 'Cem'])
  boxes[0]?.click()
  flushSync()
  expect(page.textContent).toContain('Just now: Cem')
  save.click()
  await vi.waitFor(() => expect(stage.sent).toHaveLength(1))
  const audience = { to: 'allBut', participantIds: [bo] }
  expect(stage.sent).toEqual([{ type: 'inject.address', injectId: i1, audience }])
})

test('[AUDIENCE-10] what is written on the spot has an audience; nobody ticked is said', async () => {
  drawn = draw(Improvise, staged('facilitator'))
  const { page } = drawn
  click(page, 'Improvise')
  write(input(page, 'form input'), 'Rain')
  const select = list(page, '.audience select')
  choose(select, 'Some people…')
  click(page, 'Land it now')
  expect(page.textContent).toContain('Tick somebody first.')
  expect(stage.sent).toEqual([])
  const part = must(stage.format.parts[0], 'a part')
  choose(select, `Whoever plays ${part.label}`)
  expect(page.textContent).toContain('Just now: nobody')
  click(page, 'Land it now')
  await vi.waitFor(() => expect(stage.sent).toHaveLength(1))
  expect(stage.sent[0]).toMatchObject({ audience: { to: 'parts', parts: [part.name] } })
})

test('[AUDIENCE-4] what was held for want of an audience says why on the stand', () => {
  const heldBecause = 'Nobody here plays Comms.'
  const held = planned({ to: 'parts', parts: ['Comms'] }, { state: 'held', heldBecause })
  expect(show({ plan: [held] }).textContent).toContain(heldBecause)
})

test('[AUDIENCE-11] the stand says how many have seen it, who, when, and who not yet', () => {
  const sighting = { injectId: i1, participantId: bo, at: 65_000, wallAt: 2 }
  // A facilitator counts neither among those who saw nor among those who should.
  const mine = { ...sighting, participantId: ana }
  const page = show({
    plan: [planned({ to: 'everyone' })],
    landings: new Map([[i1, toAll]]),
    sightings: new Map([[i1, [mine, sighting]]]),
  })
  expect(page.textContent).toContain('seen by 1 of 2')
  click(page, 'Show what it says, and your notes')
  expect(page.textContent).toContain('Seen by Bo at 1:05. Not yet by Cem.')
})

test.each<[Role, boolean, number]>([
  ['participant', false, 1],
  ['observer', false, 1],
  ['facilitator', false, 0],
  ['facilitator', true, 1],
])('[AUDIENCE-11] the page of a %s tells once what was in sight (whisper: %s)', async (...all) => {
  const [role, whisper, times] = all
  vi.useFakeTimers()
  Sight.looks = []
  staged(role)
  const content = { kind: 'message', title: 'The heron' } as const
  stage.doc.injects.push([{ id: i1, content, whisper, at: 1, wallAt: 1 } satisfies LandedInject])
  drawn = draw(Feed, stage)
  const look = (isIn: boolean) => Sight.looks.forEach((each) => each(isIn))
  look(true)
  await vi.advanceTimersByTimeAsync(1_900)
  expect(stage.sent).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  look(false)
  look(true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(stage.sent).toEqual(Array(times).fill({ type: 'inject.seen', injectId: i1 }))
})

function whispered(role: Role, more: Partial<LandedInject> = {}): HTMLElement {
  staged(role)
  const content = { kind: 'message', title: 'The heron' } as const
  stage.doc.injects.push([{ id: i1, content, whisper: true, at: 1, wallAt: 1, ...more }])
  stage.answers = [said('Which <b>heron</b>?', ana), said('The grey one.', ana, bo)]
  drawn = draw(Feed, stage)
  return drawn.page
}

test('[AUDIENCE-12] under a whisper is what was said, and a field to answer privately', async () => {
  const page = whispered('participant')
  expect(page.textContent).toContain('Which <b>heron</b>?')
  expect(page.querySelector('article b')).toBeNull()
  write(input(page, 'article form input'), 'Thanks')
  click(page, 'Answer')
  await vi.waitFor(() => expect(stage.sent).toHaveLength(1))
  expect(stage.sent).toEqual([{ type: 'whisper.answer', injectId: i1, text: 'Thanks' }])
  await vi.waitFor(() => {
    flushSync()
    expect(input(page, 'article form input').value).toBe('')
  })
})

test('[AUDIENCE-12] what is typed stays when the whisper is folded, and who only looks has no field', async () => {
  const page = whispered('participant')
  write(input(page, 'article form input'), 'Half a thou')
  find(page, 'article h3 button').click()
  flushSync()
  find(page, 'article h3 button').click()
  flushSync()
  expect(input(page, 'article form input').value).toBe('Half a thou')
  await drawn?.dispose()
  expect(whispered('observer').querySelector('article form')).toBeNull()
})

test('[AUDIENCE-12] on the stand each who answered has a thread, marked until it was read', async () => {
  const page = show({
    plan: [planned(toBoth.audience)],
    landings: new Map([[i1, toBoth]]),
    threads: new Map([[i1, [said('Is it?', bo), said('It is.', bo, ana)]]]),
  })
  expect(find(page, 'summary').textContent).toContain('1 new answer')
  const threads = [...page.querySelectorAll<HTMLDetailsElement>('.item details')]
  expect(threads.map((each) => find(each, 'summary').textContent.trim())).toEqual([
    expect.stringMatching(/^With Bo\s+1 new answer$/),
  ])
  const thread = must(threads[0], 'the thread')
  thread.open = true
  thread.dispatchEvent(new Event('toggle'))
  await vi.waitFor(() => {
    flushSync()
    expect(page.textContent).not.toContain('new answer')
  })
  write(input(thread, 'form input'), 'Look again')
  click(thread, 'Answer')
  await vi.waitFor(() => expect(stage.sent).toHaveLength(1))
  expect(stage.sent).toEqual([{ type: 'whisper.answer', injectId: i1, text: 'Look again', to: bo }])
})

test('[AUDIENCE-13] a whisper says how many others got it', () => {
  expect(whispered('participant', { others: 2 }).textContent).toContain(
    'Only you and 2 others see this',
  )
})

test('[AUDIENCE-13] what several got stands once before whoever reads their inboxes', () => {
  const inject = {
    id: i1,
    content: { kind: 'message', title: 'The heron' },
    whisper: true,
  } as const
  const landed = { ...inject, at: 1, wallAt: 1 }
  expect(
    onceEach([
      { ...landed, to: bo },
      { ...landed, to: cem },
    ]),
  ).toEqual([{ ...landed, to: bo, people: [bo, cem] }])
  expect(onceEach([{ ...landed, to: bo }, landed])).toEqual([landed])
})
