import { flushSync } from 'svelte'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import FermataPlace from '../../client/fermata/FermataPlace.svelte'
import FermatasButton from '../../client/fermata/FermatasButton.svelte'
import { gestureOf, rowsFor } from '../../client/palette/key-table.ts'
import { perform } from '../../client/palette/gesture.ts'
import ClockFace from '../../client/stage/ClockFace.svelte'
import type { StageView } from '../../client/state/stage-view.ts'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { fermataWords as say } from '../../client/words/fermata.ts'
import { togetherWords } from '../../client/words/together.ts'
import type { FermataId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { FermataEvent } from '../../shared/stage/fermata.ts'
import { usualProbes } from '../../shared/stage/fermata.ts'
import { until } from '../support/until.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const noor = 'p_noor' as ParticipantId
const id = 'f_1' as FermataId
const moment = { wallAt: 1_700_000_000_000, at: 90_000 }
let drawn: ReturnType<typeof draw>[] = []

const compiling = 60_000
beforeAll(() => import('../../client/fermata/FermataPanel.svelte'), compiling)
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
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  return stage
}

function happen(stage: Staged, ...events: FermataEvent[]): void {
  stage.doc.fermatas.push(events)
  flushSync()
}

const held = (of = id): FermataEvent => ({
  ...{ event: 'held', id: of, probes: [...usualProbes], by: noor, speed: 1 },
  ...moment,
})
const answered = (author: ParticipantId): FermataEvent => ({
  event: 'answered',
  id,
  author,
  ...moment,
})
const revealed = (of = id): FermataEvent => ({
  event: 'revealed',
  id: of,
  by: noor,
  answers: [
    { author: ana, texts: ['The disk is full', 'It falls over', ''] },
    { author: bo, texts: ['disk full', 'Support calls', ''] },
  ],
  ...moment,
})
const released = (of = id): FermataEvent => ({ event: 'released', id: of, by: noor, ...moment })

function page(component: Parameters<typeof draw>[0], stage: StageView): HTMLElement {
  const one = draw(component, stage)
  drawn.push(one)
  return one.page
}

async function place(stage: StageView): Promise<HTMLElement> {
  const shown = page(FermataPlace, stage)
  await vi.waitFor(() => {
    flushSync()
    expect(shown.querySelector('section')).not.toBeNull()
  })
  return shown
}

const fields = (of: HTMLElement) => [...of.querySelectorAll('textarea')]
function write(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}
function button(of: HTMLElement, words: string): HTMLButtonElement {
  const all = [...of.querySelectorAll('button')]
  return must(
    all.find((each) => each.textContent.trim().startsWith(words)),
    `the button “${words}”`,
  )
}
function click(of: HTMLElement, words: string): void {
  button(of, words).click()
  flushSync()
}

test('[FERMATA-30] a participant answers beside the board; the focus stays where it was, and it is said once', async () => {
  const stage = staged()
  const elsewhere = document.body.appendChild(document.createElement('input'))
  elsewhere.focus()
  happen(stage, held(), answered(bo))
  const shown = await place(stage)
  expect(document.activeElement).toBe(elsewhere)
  expect(shown.querySelector('[role="dialog"]')).toBeNull()
  expect(toasts.said.text).toBe(say.said.held)
  const before = toasts.said.n
  happen(stage, answered(ana))
  expect(toasts.said.n).toBe(before)
  expect([...shown.querySelectorAll('label')].map((each) => each.textContent)).toEqual([
    ...usualProbes,
  ])
  expect(shown.textContent).toContain('2 of 2 have answered')
  expect(shown.textContent).not.toContain('Bo')
  write(must(fields(shown)[0], 'a field'), 'The disk is full')
  click(shown, say.answer.send)
  expect(stage.sent).toEqual([
    { type: 'fermata.answer', fermataId: id, answers: ['The disk is full', '', ''] },
  ])
  stage.myAnswers.set(id, ['The disk is full', '', ''])
  await vi.waitFor(() => {
    flushSync()
    expect(shown.textContent).toContain(say.answer.saved)
  })
  write(must(fields(shown)[1], 'a field'), 'It falls over')
  await vi.waitFor(() => {
    flushSync()
    expect(button(shown, say.answer.change).disabled).toBe(false)
  })
  elsewhere.remove()
})

test('[FERMATA-31] what is typed stays over a refusal and a reload, and the saved answer comes back', async () => {
  const stage = staged()
  stage.reply = { ok: false, error: { code: 'not-saved', message: 'No network just now.' } }
  happen(stage, held())
  const shown = await place(stage)
  write(must(fields(shown)[2], 'a field'), 'Bo looks at the disk')
  click(shown, say.answer.send)
  await until('it says why', () => (flushSync(), shown.textContent.includes('No network')))
  expect(fields(shown)[2]?.value).toBe('Bo looks at the disk')
  await must(drawn.pop(), 'the page').dispose()
  expect(fields(await place(stage))[2]?.value).toBe('Bo looks at the disk')
  await must(drawn.pop(), 'the page').dispose()
  sessionStorage.clear()
  stage.myAnswers.set(id, ['', '', 'Bo is on it'])
  expect(fields(await place(stage))[2]?.value).toBe('Bo is on it')
})

test('[FERMATA-32] a field that somebody writes in stays under their hands when the answers are shown', async () => {
  const stage = staged()
  happen(stage, held())
  const shown = await place(stage)
  const field = must(fields(shown)[0], 'a field')
  field.focus()
  write(field, 'The queue')
  happen(stage, revealed())
  expect(document.activeElement).toBe(field)
  expect(field.readOnly).toBe(true)
  expect(shown.querySelector('.agreement')).not.toBeNull()
  happen(stage, released())
  expect(document.activeElement).toBe(field)
  field.blur()
  flushSync()
  expect(shown.querySelector('section')).toBeNull()
})

test('[FERMATA-33] the map lays the answers side by side, those together who say much the same', async () => {
  const stage = staged('observer')
  happen(stage, held(), answered(bo))
  const shown = await place(stage)
  expect(fields(shown)).toEqual([])
  expect(shown.textContent).toContain(say.panel.heldForOthers)
  happen(stage, revealed())
  const probes = [...shown.querySelectorAll<HTMLElement>('.probe')]
  expect(probes.map((each) => each.querySelector('h4')?.textContent)).toEqual([...usualProbes])
  const groups = probes.map((each) => each.querySelectorAll('.group').length)
  expect(groups).toEqual([1, 2, 0])
  expect(probes[0]?.textContent).toContain(say.map.agree(2))
  expect(probes[0]?.querySelector('.together')?.textContent).toContain('Bo')
  expect(probes[1]?.textContent).toContain(say.map.differ(2, 2))
  expect(probes[2]?.textContent).toContain(say.map.nobody)
})

test('[FERMATA-34] what was typed and not sent is shown to its author alone', async () => {
  const stage = staged()
  happen(stage, held())
  const shown = await place(stage)
  write(must(fields(shown)[0], 'a field'), 'Half a thought')
  happen(stage, revealed())
  expect(shown.textContent).toContain(say.answer.unsent)
  expect(shown.textContent).toContain('Half a thought')
  expect(stage.sent).toEqual([])
})

test('[FERMATA-35] the fermatas so far are listed in their order, in a replay too', async () => {
  const stage = staged()
  const second = 'f_2' as FermataId
  const third = 'f_3' as FermataId
  const replay = Object.create(stage, { send: { value: null } }) as StageView
  for (const each of [id, second]) happen(stage, held(each), revealed(each), released(each))
  happen(stage, held(third), released(third))
  const shown = page(FermataPlace, replay)
  const said = toasts.said.n
  expect(shown.querySelector('section')).toBeNull()
  const opener = page(FermatasButton, replay)
  click(opener, say.list.open(2))
  await until('the list', () => (flushSync(), shown.querySelectorAll('.agreement').length === 2))
  expect(fields(shown)).toEqual([])
  click(shown, togetherWords.close)
  expect(shown.querySelector('section')).toBeNull()
  happen(stage, held('f_4' as FermataId))
  await until('the held one', () => (flushSync(), shown.querySelector('section') !== null))
  expect(shown.textContent).toContain(say.panel.heldForOthers)
  expect(shown.querySelector('.end')).toBeNull()
  expect(toasts.said.n).toBe(said)
})

test('[FERMATA-36] at the stand one key or button holds, with questions that are remembered', () => {
  const stage = staged('facilitator')
  const stand = page(Stand, stage)
  write(must(stand.querySelector<HTMLInputElement>('.probes input'), 'a field'), 'What hurts?')
  expect(perform({ do: 'fermata' })).toBe(true)
  flushSync()
  const probes = ['What hurts?', ...usualProbes.slice(1)]
  expect(stage.sent).toEqual([{ type: 'fermata.hold', probes }])
  happen(stage, { ...held(), probes: ['Only this?'] } as FermataEvent, answered(bo))
  expect(perform({ do: 'fermata' })).toBe(false)
  const names = [...stand.querySelectorAll('.fermata-controls li')]
  expect(names.map((each) => each.textContent)).toEqual([expect.stringContaining('Bo')])
  expect(names[0]?.textContent).toContain(say.stand.has)
})

test('[FERMATA-36] from the stand the answers are revealed and the clock let go', async () => {
  const stage = staged('facilitator')
  happen(stage, held(), answered(bo))
  const stand = page(Stand, stage)
  expect(page(FermataPlace, stage).querySelector('section')).toBeNull()
  click(stand, say.stand.reveal)
  expect(stage.sent.at(-1)).toEqual({ type: 'fermata.reveal', fermataId: id })
  happen(stage, revealed())
  await vi.waitFor(() => {
    flushSync()
    expect(button(stand, say.stand.goOn).disabled).toBe(false)
  })
  click(stand, say.stand.goOn)
  expect(stage.sent.at(-1)).toEqual({ type: 'fermata.release', fermataId: id })
  happen(stage, released())
  const remembered = stand.querySelector<HTMLInputElement>('.probes input')
  expect(remembered?.value).toBe(usualProbes[0])
  expect(button(stand, say.stand.hold)).toBeTruthy()
})

test('[FERMATA-37] the key stands in the table of keys for facilitators, and the clock says fermata', () => {
  const event = new KeyboardEvent('keydown', { key: '.' })
  expect(gestureOf(event)).toEqual({ do: 'fermata' })
  const rows = (leads: boolean) => rowsFor(true, leads).map(({ words }) => words)
  expect(rows(true)).toContain(say.key)
  expect(rows(false)).not.toContain(say.key)
  const stage = staged()
  const face = page(ClockFace, stage)
  expect(face.textContent).not.toContain(say.name)
  happen(stage, held())
  expect(face.textContent).toContain(say.name)
  expect(face.querySelector('[role="timer"]')?.getAttribute('aria-label')).toBe(say.clock)
})
