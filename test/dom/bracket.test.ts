import { flushSync } from 'svelte'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keepsIn } from '../../client/bracket/keeps-in.ts'
import Stand from '../../client/conduct/Stand.svelte'
import FermataPlace from '../../client/fermata/FermataPlace.svelte'
import { perform } from '../../client/palette/gesture.ts'
import { gestureOf, rowsFor } from '../../client/palette/key-table.ts'
import type { StageView } from '../../client/state/stage-view.ts'
import TogetherButton from '../../client/together/TogetherButton.svelte'
import TogetherPlace from '../../client/together/TogetherPlace.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { bracketWords as say } from '../../client/words/bracket.ts'
import { kindWords } from '../../client/words/card-kinds.ts'
import { togetherWords } from '../../client/words/together.ts'
import type { BracketId, FermataId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { BracketEvent } from '../../shared/stage/bracket.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const noor = 'p_noor' as ParticipantId
const id = 'b_1' as BracketId
const minute = 60_000
let drawn: ReturnType<typeof draw>[] = []

const compiling = 60_000
beforeAll(() => import('../../client/together/TogetherPanel.svelte'), compiling)
beforeAll(() => import('../../client/fermata/FermataPanel.svelte'), compiling)
beforeEach(() => {
  sessionStorage.clear()
  toasts.say('')
})
afterEach(async () => {
  vi.useRealTimers()
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
  stage.doc.clock.push([{ wallAt: stage.wall - 10 * minute, at: 0, speed: 1 }])
  return stage
}

function happen(stage: Staged, ...events: BracketEvent[]): void {
  stage.doc.brackets.push(events)
  flushSync()
}

const moment = (stage: Staged) => ({ wallAt: stage.wall, at: 90_000 })
const opened = (stage: Staged, of = id): BracketEvent => ({
  ...{ event: 'opened', id: of, prompt: 'What do you see?', lasts: 2 * minute, by: noor },
  ...moment(stage),
})
const written = (stage: Staged, author: ParticipantId): BracketEvent => ({
  ...{ event: 'written', id, author },
  ...moment(stage),
})
const revealed = (stage: Staged, of = id): BracketEvent => ({
  ...{ event: 'revealed', id: of, by: null },
  texts: [
    { author: ana, text: 'The disk is full' },
    { author: bo, text: 'Writes are slow\nsince ten' },
  ],
  ...moment(stage),
})
const dropped = (stage: Staged): BracketEvent => ({
  ...{ event: 'dropped', id, by: noor },
  ...moment(stage),
})

function page(component: Parameters<typeof draw>[0], stage: StageView, script = {}) {
  const one = draw(component, stage, script)
  drawn.push(one)
  return one
}

async function place(stage: StageView): Promise<HTMLElement> {
  const shown = page(TogetherPlace, stage).page
  await vi.waitFor(() => {
    flushSync()
    expect(shown.querySelector('section')).not.toBeNull()
  })
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
  const found = all.find((each) => (each.ariaLabel ?? each.textContent).trim().startsWith(words))
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

test('[BRACKET-30] a participant writes beside the board; the focus stays where it was, it is said once', async () => {
  const stage = staged()
  const elsewhere = document.body.appendChild(document.createElement('input'))
  elsewhere.focus()
  happen(stage, opened(stage), written(stage, bo))
  const shown = await place(stage)
  expect(document.activeElement).toBe(elsewhere)
  expect(shown.querySelector('[role="dialog"]')).toBeNull()
  expect(toasts.said.text).toBe(say.said.open('What do you see?'))
  const before = toasts.said.n
  happen(stage, written(stage, ana))
  expect(toasts.said.n).toBe(before)
  expect(shown.querySelector('label')?.textContent).toBe('What do you see?')
  expect(shown.textContent).toContain(say.panel.written(2, 2))
  expect(shown.textContent).toContain(say.panel.left('2:00'))
  expect(shown.textContent).not.toContain('Bo')
  elsewhere.remove()
})

test('[BRACKET-31] what is typed is kept as one writes, when one leaves the field, and by a button', async () => {
  const stage = staged()
  happen(stage, opened(stage))
  const shown = await place(stage)
  vi.useFakeTimers()
  const sent = () => stage.sent.map((each) => (each.type === 'bracket.write' ? each.text : ''))
  write(fieldOf(shown), 'The di')
  write(fieldOf(shown), 'The disk')
  expect(shown.textContent).toContain(say.write.saving)
  await vi.advanceTimersByTimeAsync(keepsIn(2 * minute) - 1)
  expect(sent()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(sent()).toEqual(['The disk'])
  stage.myBracketTexts.set(id, 'The disk')
  flushSync()
  expect(shown.textContent).toContain(say.write.saved)
  write(fieldOf(shown), 'The disk is full')
  fieldOf(shown).dispatchEvent(new FocusEvent('blur'))
  await vi.advanceTimersByTimeAsync(0)
  expect(sent()).toEqual(['The disk', 'The disk is full'])
  stage.myBracketTexts.set(id, 'The disk is full')
  write(fieldOf(shown), '')
  click(shown, say.write.save)
  await vi.advanceTimersByTimeAsync(keepsIn(2 * minute))
  expect(sent()).toEqual(['The disk', 'The disk is full', ''])
  stage.myBracketTexts.set(id, '')
  flushSync()
  expect(shown.textContent).toContain(say.write.takenBack)
})

test('[BRACKET-31] towards the end it is kept more often', () => {
  expect(keepsIn(2 * minute)).toBe(3_000)
  expect(keepsIn(4_000)).toBe(2_000)
  expect(keepsIn(500)).toBe(400)
})

test('[BRACKET-31] what is typed stays over a refusal and a reload, and the kept text comes back', async () => {
  const stage = staged()
  stage.reply = { ok: false, error: { code: 'not-saved', message: 'No network just now.' } }
  happen(stage, opened(stage))
  const shown = await place(stage)
  write(fieldOf(shown), 'Half a thought')
  click(shown, say.write.save)
  await settled(() => expect(shown.textContent).toContain('No network'))
  await must(drawn.pop(), 'the page').dispose()
  expect(fieldOf(await place(stage)).value).toBe('Half a thought')
  await must(drawn.pop(), 'the page').dispose()
  sessionStorage.clear()
  stage.myBracketTexts.set(id, 'As it was kept')
  expect(fieldOf(await place(stage)).value).toBe('As it was kept')
})

test('[BRACKET-32] a field that somebody writes in stays under their hands at the end and in a fermata', async () => {
  const stage = staged()
  happen(stage, opened(stage))
  const shown = await place(stage)
  const field = fieldOf(shown)
  field.focus()
  write(field, 'In the middle of a wo')
  stage.doc.fermatas.push([
    {
      ...{ event: 'held', id: 'f_1' as FermataId, probes: ['What?'], by: noor, speed: 1 },
      ...moment(stage),
    },
  ])
  flushSync()
  expect(document.activeElement).toBe(field)
  expect(field.readOnly).toBe(false)
  happen(stage, revealed(stage))
  expect(document.activeElement).toBe(field)
  expect(field.readOnly).toBe(true)
  field.blur()
  flushSync()
  expect(shown.querySelector('section')).toBeNull()
})

test('[BRACKET-33] a fermata has the place; the bracket comes back after it', async () => {
  const stage = staged()
  happen(stage, opened(stage))
  const shown = await place(stage)
  write(fieldOf(shown), 'Just typed')
  const fermata = page(FermataPlace, stage).page
  const told = { id: 'f_1' as FermataId, by: noor, ...moment(stage) }
  stage.doc.fermatas.push([{ event: 'held', probes: ['What?'], speed: 1, ...told }])
  stage.doc.clock.push([{ wallAt: stage.wall, at: 600_000, speed: 0 }])
  await settled(() => expect(fermata.querySelector('section')).not.toBeNull())
  expect(shown.querySelector('section')).toBeNull()
  expect(stage.sent).toEqual([{ type: 'bracket.write', bracketId: id, text: 'Just typed' }])
  stage.doc.fermatas.push([{ event: 'released', ...told }])
  await settled(() => expect(shown.querySelector('section')).not.toBeNull())
  expect(shown.textContent).toContain(say.panel.stands('2:00'))
})

test('[BRACKET-34] all texts lie side by side as people joined, and each becomes a card in one gesture', async () => {
  const stage = staged('observer')
  happen(stage, opened(stage))
  const one = page(TogetherPlace, stage)
  await settled(() => expect(one.page.textContent).toContain(say.panel.forOthers))
  expect(one.page.querySelector('textarea')).toBeNull()
  happen(stage, revealed(stage))
  const items = [...one.page.querySelectorAll<HTMLElement>('.bracket-texts li')]
  expect(items.map((each) => each.querySelector('bdi')?.textContent)).toEqual(['Ana', 'Bo'])
  expect(toasts.said.text).toBe(say.said.revealed)
  click(must(items[1], 'the second'), kindWords.signal.put)
  expect(one.add).toHaveBeenCalledWith('signal', 'Writes are slow', {
    text: 'Writes are slow\nsince ten',
  })
})

test('[BRACKET-35] what came of it stays until it is put away, and can be read again, in a replay too', async () => {
  const stage = staged()
  happen(stage, opened(stage))
  const shown = await place(stage)
  happen(stage, revealed(stage))
  click(shown, togetherWords.close)
  expect(shown.querySelector('section')).toBeNull()
  const opener = page(TogetherButton, stage).page
  click(opener, togetherWords.list.open(1))
  await settled(() => expect(shown.querySelectorAll('.bracket-texts')).toHaveLength(1))
  click(shown, togetherWords.close)
  stage.wall += 60 * minute
  const replay = Object.create(stage, { send: { value: null } }) as StageView
  const again = page(TogetherPlace, replay).page
  expect(again.querySelector('section')).toBeNull()
  click(page(TogetherButton, replay).page, togetherWords.list.open(1))
  await settled(() => expect(again.querySelectorAll('.bracket-texts')).toHaveLength(1))
  expect(again.querySelector('textarea')).toBeNull()
})

test('[BRACKET-35] a dropped bracket leaves the page', async () => {
  const stage = staged()
  happen(stage, opened(stage))
  const shown = await place(stage)
  happen(stage, dropped(stage))
  expect(toasts.said.text).toBe(say.said.dropped)
  expect(shown.querySelector('section')).toBeNull()
})

test('[BRACKET-36] what was typed and not kept in time is shown to its author alone', async () => {
  const stage = staged()
  happen(stage, opened(stage))
  const shown = await place(stage)
  write(fieldOf(shown), 'A letter too late')
  happen(stage, revealed(stage))
  expect(shown.textContent).toContain(say.write.unsent)
  expect(shown.textContent).toContain('A letter too late')
})

test('[BRACKET-37] at the stand a form or one key opens it, with what was asked last', async () => {
  const stage = staged('facilitator')
  const stand = page(Stand, stage).page
  click(stand, 'Together')
  click(stand, say.stand.open)
  write(must(stand.querySelector<HTMLInputElement>('form input'), 'a field'), 'What is missing?')
  const select = must(stand.querySelector<HTMLSelectElement>('form select'), 'a choice')
  select.value = '5'
  select.dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
  click(stand, say.stand.start)
  const asked = { prompt: 'What is missing?', minutes: 5 }
  expect(stage.sent).toEqual([{ type: 'bracket.open', ...asked }])
  const last = { ...opened(stage), prompt: 'What is missing?', lasts: 5 * minute } as BracketEvent
  happen(stage, last, dropped(stage))
  await settled(() => expect(perform({ do: 'bracket' })).toBe(true))
  expect(stage.sent.at(-1)).toEqual({ type: 'bracket.open', ...asked })
  expect(gestureOf(new KeyboardEvent('keydown', { key: 'b' }))).toEqual({ do: 'bracket' })
  const rows = (leads: boolean) => rowsFor(true, leads).map(({ words }) => words)
  expect(rows(true)).toContain(say.key)
  expect(rows(false)).not.toContain(say.key)
})

test('[BRACKET-38] on whichever side of the stand, a facilitator sees who has written and what, extends, reveals and drops', async () => {
  const stage = staged('facilitator')
  happen(stage, opened(stage), written(stage, bo))
  const bracketTexts = [{ bracketId: id, author: bo, text: 'The queue', wallAt: 1 }]
  const stand = page(Stand, stage, { bracketTexts }).page
  expect(page(TogetherPlace, stage).page.querySelector('section')).toBeNull()
  const now = must(stand.querySelector<HTMLElement>(`[aria-label="${say.name}"]`), 'the bracket')
  expect(now.querySelector('li')?.textContent).toContain(say.stand.has)
  expect(now.querySelector('dl')?.textContent).toContain('The queue')
  for (const [words, type] of [
    [say.stand.extend, 'bracket.extend'],
    [say.stand.reveal, 'bracket.reveal'],
    [say.stand.drop, 'bracket.drop'],
  ] as const) {
    await settled(() => expect(button(now, words).disabled).toBe(false))
    click(now, words)
    expect(stage.sent.at(-1)).toEqual({ type, bracketId: id })
  }
  expect(perform({ do: 'bracket' })).toBe(false)
})
