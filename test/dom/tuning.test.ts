import { flushSync } from 'svelte'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import { perform } from '../../client/palette/gesture.ts'
import { gestureOf } from '../../client/palette/key-table.ts'
import type { StageView } from '../../client/state/stage-view.ts'
import TogetherButton from '../../client/together/TogetherButton.svelte'
import TogetherPlace from '../../client/together/TogetherPlace.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { togetherWords } from '../../client/words/together.ts'
import { tuningWords as say } from '../../client/words/tuning.ts'
import type { ParticipantId, TuningId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { TuningEvent } from '../../shared/stage/tuning.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const noor = 'p_noor' as ParticipantId
const id = 't_1' as TuningId
const moment = { wallAt: 1_700_000_000_000, at: 0 }
let drawn: ReturnType<typeof draw>[] = []

const compiling = 60_000
beforeAll(() => import('../../client/together/TogetherPanel.svelte'), compiling)
beforeEach(() => {
  sessionStorage.clear()
  toasts.say('')
})
afterEach(async () => {
  for (const each of drawn) await each.dispose()
  drawn = []
})

function staged(role: ConstructorParameters<typeof Staged>[0] = 'participant'): Staged {
  const stage = new Staged(role)
  const person = (participantId: ParticipantId, name: string, as: string) =>
    stage.doc.roster.set(participantId, {
      ...{ participantId, name, role: as, hue: 90, number: 1, joinedAt: 2, removedAt: null },
    })
  person(bo, 'Bo', 'participant')
  person(noor, 'Noor', 'facilitator')
  return stage
}

type Step = TuningEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'id' | 'wallAt' | 'at'>
    : never
  : never
function happen(stage: Staged, ...steps: Step[]): void {
  stage.doc.tunings.push(steps.map((each) => ({ ...each, id, ...moment })))
  flushSync()
}

const started: Step = { event: 'started', by: noor }
const posted = (author: ParticipantId): Step => ({ event: 'posted', author })
const givenRound: Step = {
  event: 'givenRound',
  by: null,
  ring: [
    { author: bo, text: 'The queue is stuck' },
    { author: ana, text: 'The disk is full' },
  ],
}
const restated = (of: ParticipantId, by: ParticipantId, text: string): Step => ({
  ...{ event: 'restated', of, by, text },
})

function page(component: Parameters<typeof draw>[0], stage: StageView): HTMLElement {
  const one = draw(component, stage)
  drawn.push(one)
  return one.page
}

async function place(stage: StageView): Promise<HTMLElement> {
  const shown = page(TogetherPlace, stage)
  await settled(() => expect(shown.querySelector('section')).not.toBeNull())
  return shown
}

const fieldOf = (of: HTMLElement) => must(of.querySelector('textarea'), 'a field')
function write(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}
function button(of: HTMLElement, words: string): HTMLButtonElement {
  const all = [...of.querySelectorAll('button')]
  const found = all.find((each) => each.textContent.trim().startsWith(words))
  return must(found, `the button “${words}”`)
}
function click(of: HTMLElement, words: string): void {
  button(of, words).click()
  flushSync()
}
async function settled(check: () => void): Promise<void> {
  await vi.waitFor(() => {
    flushSync()
    check()
  })
}

test('[TUNING-30] a participant posts a first reading, and then sees the others', async () => {
  const stage = staged()
  happen(stage, started, posted(bo))
  const shown = await place(stage)
  expect(shown.querySelector('[role="dialog"]')).toBeNull()
  expect(toasts.said.text).toBe(say.said.posting)
  expect(shown.textContent).toContain(say.panel.posted(1, 2))
  write(fieldOf(shown), 'The disk is full')
  click(shown, say.post.send)
  expect(stage.sent).toEqual([{ type: 'tuning.post', tuningId: id, text: 'The disk is full' }])
  stage.seenReadings = [
    { tuningId: id, author: ana, text: 'The disk is full', wallAt: 1 },
    { tuningId: id, author: bo, text: 'The queue is stuck', wallAt: 2 },
  ]
  happen(stage, posted(ana))
  await settled(() => expect(shown.querySelector('textarea')).toBeNull())
  expect(shown.textContent).toContain('The queue is stuck')
  expect(shown.textContent).toContain(say.post.posted)
})

test('[TUNING-31] each says back the reading they were given, until its author confirms', async () => {
  const stage = staged()
  happen(stage, started, posted(ana), posted(bo), givenRound)
  const shown = await place(stage)
  expect(shown.querySelector('label')?.textContent).toBe(say.restate.given('Bo'))
  expect(shown.textContent).toContain(say.verdict.waiting('Bo'))
  write(fieldOf(shown), 'You mean nothing gets through')
  click(shown, say.restate.send)
  const text = 'You mean nothing gets through'
  expect(stage.sent).toEqual([{ type: 'tuning.restate', tuningId: id, text }])
  happen(stage, restated(bo, ana, text))
  await settled(() => expect(shown.textContent).toContain(say.restate.waiting('Bo')))
  happen(stage, { event: 'notYet', of: bo, words: 'Only the writes' })
  expect(shown.querySelector('label')?.textContent).toBe(say.restate.again('Bo'))
  expect(shown.textContent).toContain('Only the writes')
  happen(stage, restated(bo, ana, 'The writes are stuck'), { event: 'confirmed', of: bo })
  expect(shown.textContent).toContain(say.restate.confirmed('Bo'))
  expect(shown.textContent).toContain(say.panel.confirmed(1, 2))
})

test('[TUNING-32] the author confirms, or says "not yet" with a word or without', async () => {
  const stage = staged()
  happen(stage, started, posted(ana), posted(bo), givenRound)
  const shown = await place(stage)
  happen(stage, restated(ana, bo, 'You mean space'))
  expect(toasts.said.text).toBe(say.said.asked('Bo'))
  expect(shown.textContent).toContain('You mean space')
  write(must(shown.querySelector('input'), 'a field'), 'Not any space')
  click(shown, say.verdict.notYet)
  expect(stage.sent.at(-1)).toEqual({ type: 'tuning.notYet', tuningId: id, words: 'Not any space' })
  happen(stage, { event: 'notYet', of: ana, words: 'Not any space' })
  await settled(() => expect(shown.textContent).toContain(say.verdict.said('Bo')))
  happen(stage, restated(ana, bo, 'You mean the disk of db2'))
  await settled(() => expect(button(shown, say.verdict.confirm).disabled).toBe(false))
  click(shown, say.verdict.confirm)
  expect(stage.sent.at(-1)).toEqual({ type: 'tuning.confirm', tuningId: id })
  happen(stage, { event: 'confirmed', of: ana })
  expect(shown.textContent).toContain(say.verdict.confirmed)
})

test('[TUNING-33] who has nobody to say a reading back with, and who came late, is told so kindly', async () => {
  const alone = staged()
  const ring = [{ author: ana, text: 'The disk is full' }]
  happen(alone, started, posted(ana), { event: 'givenRound', by: noor, ring })
  expect((await place(alone)).textContent).toContain(say.restate.alone)
  const late = staged()
  const without = [{ author: bo, text: 'The queue' }]
  happen(late, started, posted(bo), { event: 'givenRound', by: noor, ring: without })
  expect((await place(late)).textContent).toContain(say.restate.listen)
})

test('[TUNING-34] a field that somebody writes in stays under their hands when the readings go round', async () => {
  const stage = staged()
  happen(stage, started, posted(bo))
  const shown = await place(stage)
  const field = fieldOf(shown)
  field.focus()
  write(field, 'Half a rea')
  happen(stage, { event: 'givenRound', by: noor, ring: [{ author: bo, text: 'The queue' }] })
  expect(document.activeElement).toBe(field)
  expect(field.readOnly).toBe(true)
  happen(stage, { event: 'ended', by: noor })
  expect(document.activeElement).toBe(field)
  field.blur()
  flushSync()
  expect(shown.querySelector('section')).toBeNull()
})

test('[TUNING-34] what is typed stays over a reload', async () => {
  const stage = staged()
  happen(stage, started)
  write(fieldOf(await place(stage)), 'Half a reading')
  await must(drawn.pop(), 'the page').dispose()
  expect(fieldOf(await place(stage)).value).toBe('Half a reading')
})

test('[TUNING-35] everybody sees what was said back of each reading, and can read it again', async () => {
  const stage = staged('observer')
  happen(stage, started, posted(bo))
  const shown = await place(stage)
  expect(shown.querySelector('textarea')).toBeNull()
  expect(shown.textContent).toContain(say.post.forOthers)
  happen(stage, givenRound, restated(bo, ana, 'Nothing moves'), { event: 'confirmed', of: bo })
  const items = [...shown.querySelectorAll('.tuning-ring li')].map((each) => each.textContent)
  expect(items[0]).toContain(say.ring.unspoken)
  expect(items[1]).toContain('Nothing moves')
  expect(items[1]).toContain(say.ring.confirmed)
  happen(stage, { event: 'ended', by: noor })
  expect(shown.querySelector('section')).toBeNull()
  click(page(TogetherButton, stage), togetherWords.list.open(1))
  await settled(() => expect(shown.querySelectorAll('.tuning-ring')).toHaveLength(1))
})

test('[TUNING-36] from the stand it is started by a button or a key, moved on and ended, on whichever side', async () => {
  const stage = staged('facilitator')
  const stand = page(Stand, stage)
  expect(gestureOf(new KeyboardEvent('keydown', { key: 't' }))).toEqual({ do: 'tuning' })
  click(stand, 'Together')
  click(stand, say.stand.start)
  expect(stage.sent).toEqual([{ type: 'tuning.start' }])
  happen(stage, started)
  const now = must(stand.querySelector<HTMLElement>(`[aria-label="${say.name}"]`), 'the tuning')
  expect(button(now, say.stand.moveOn).disabled).toBe(true)
  happen(stage, posted(bo))
  expect(now.querySelector('li')?.textContent).toContain(say.stand.has)
  await settled(() => expect(button(now, say.stand.moveOn).disabled).toBe(false))
  click(now, say.stand.moveOn)
  expect(stage.sent.at(-1)).toEqual({ type: 'tuning.moveOn', tuningId: id })
  happen(stage, givenRound)
  expect(now.textContent).toContain(say.panel.confirmed(0, 2))
  await settled(() => expect(button(now, say.stand.end).disabled).toBe(false))
  click(now, say.stand.end)
  expect(stage.sent.at(-1)).toEqual({ type: 'tuning.end', tuningId: id })
  expect(perform({ do: 'tuning' })).toBe(false)
})
