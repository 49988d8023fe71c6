import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Rotation from '../../client/rotation/Rotation.svelte'
import RotationStand from '../../client/rotation/RotationStand.svelte'
import type { ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { RotationEvent } from '../../shared/stage/rotation.ts'
import { ana, draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
const cy = 'p_cy' as ParticipantId
const minute = 60_000
let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

/** Ana's page in play, with Bo and Cy in the session and the clock running since a minute ago. */
function stageOf(first: ParticipantId | null, role: 'participant' | 'facilitator' = 'participant') {
  const stage = new Staged(role)
  for (const [at, id] of [bo, cy].entries()) {
    const name = id === bo ? 'Bo' : 'Cy'
    const joined = { hue: 90, number: 1, joinedAt: 2 + at, removedAt: null }
    stage.doc.roster.set(id, { participantId: id, name, role: 'participant', ...joined })
  }
  stage.doc.phases.push([{ phase: 'play', wallAt: stage.wall - minute, at: 0 }])
  stage.doc.clock.push([{ wallAt: stage.wall - minute, at: 0, speed: 1 }])
  const order = [bo, ana, cy]
  const from = first === null ? [] : order.slice(order.indexOf(first))
  const turn = [...from, ...order.filter((id) => !from.includes(id))]
  if (first) happen(stage, { what: 'started', everyMs: 5 * minute, order: turn, by: bo })
  return stage
}

function happen(stage: Staged, event: Record<string, unknown> & Pick<RotationEvent, 'what'>) {
  stage.doc.rotations.push([{ wallAt: stage.wall, at: 0, ...event }])
  flushSync()
}

function show(stage: Staged, component = Rotation): HTMLElement {
  drawn = draw(component, stage)
  return drawn.page
}

const words = (page: HTMLElement) => page.querySelector('.words')?.textContent.trim()
const news = (page: HTMLElement) => page.querySelector('[role=status]')?.textContent
const buttons = (page: HTMLElement) =>
  [...page.querySelectorAll('button')].map((each) => each.textContent.trim()).filter(Boolean)

function button(page: HTMLElement, name: string): HTMLButtonElement {
  const named = (each: HTMLElement) => each.getAttribute('aria-label') ?? each.textContent.trim()
  return must(
    [...page.querySelectorAll('button')].find((each) => named(each) === name),
    `the button “${name}”`,
  )
}

async function click(page: HTMLElement, name: string): Promise<void> {
  await vi.waitFor(() => {
    flushSync()
    expect(button(page, name).disabled).toBe(false)
  })
  button(page, name).click()
  flushSync()
}

function type(page: HTMLElement, text: string): void {
  const field = must(page.querySelector('input'), 'a field')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

test('[ROTATION-50] a line tells who conducts, how long, and then who', () => {
  const page = show(stageOf(bo))
  expect(words(page)).toBe('Bo conducts, 4:00 left, then you')
  expect(page.querySelector<HTMLElement>('.gone')?.style.width).toBe('20%')
  expect(buttons(page)).toEqual([])
})

test('[ROTATION-50] without a rotation, and out of play, there is no line', () => {
  const stage = stageOf(null)
  const page = show(stage)
  expect(page.querySelector('section')).toBeNull()
  happen(stage, { what: 'started', everyMs: minute, order: [bo, cy], by: bo })
  expect(page.querySelector('section')).not.toBeNull()
  stage.doc.phases.push([{ phase: 'debrief', wallAt: stage.wall, at: 0 }])
  flushSync()
  expect(page.querySelector('section')).toBeNull()
})

test('[ROTATION-50] when the time has come it says so, to who conducts as to the others', () => {
  const stage = stageOf(ana)
  const page = show(stage)
  expect(words(page)).toBe('You conduct, 4:00 left, then Cy')
  happen(stage, { what: 'due' })
  expect(words(page)).toBe('Time to hand over to Cy')
  happen(stage, { what: 'readBack', by: bo })
  happen(stage, { what: 'due' })
  expect(words(page)).toBe('Bo conducts. Time to hand over to you')
})

test('[ROTATION-51] whoever conducts hands over, with a sentence or without', async () => {
  const stage = stageOf(ana)
  const page = show(stage)
  await click(page, 'Hand over')
  type(page, '  The cache is next.  ')
  await click(page, 'Hand over to Cy')
  expect(stage.sent).toEqual([{ type: 'rotation.offer', words: 'The cache is next.' }])
  happen(stage, { what: 'offered', from: ana, to: cy, by: ana, words: 'The cache is next.' })
  expect(words(page)).toBe(
    'You hand over to Cy: in the air until it is said back The cache is next.',
  )
  expect(buttons(page)).toEqual([])
})

test('[ROTATION-51] whoever it is handed to says it back, or passes it on', async () => {
  const stage = stageOf(bo)
  happen(stage, { what: 'offered', from: bo, to: ana, by: bo, words: 'Look at the cache.' })
  const page = show(stage)
  expect(words(page)).toBe('Bo hands over to you Look at the cache.')
  await click(page, 'Not me now')
  type(page, 'I look at the cache.')
  await click(page, 'I have it')
  expect(stage.sent).toEqual([
    { type: 'rotation.skip' },
    { type: 'rotation.readBack', words: 'I look at the cache.' },
  ])
})

test('[ROTATION-51] what was said back is read by all for a moment', () => {
  const stage = stageOf(bo)
  happen(stage, { what: 'readBack', by: cy, words: 'I look at the cache.' })
  const page = show(stage)
  expect(words(page)).toContain('I look at the cache.')
  stage.wall += minute
  const later = show(stage)
  expect(words(later)).not.toContain('I look at the cache.')
})

test('[ROTATION-52] each step is said aloud politely, once; the time is not', () => {
  const stage = stageOf(bo)
  const page = show(stage)
  expect(news(page)).toBe('Bo conducts')
  happen(stage, { what: 'due' })
  expect(news(page)).toBe('Time for Bo to hand over to you')
  happen(stage, { what: 'offered', from: bo, to: ana, by: bo })
  expect(news(page)).toBe('Bo hands over to you. Say it back, and you conduct.')
  happen(stage, { what: 'skipped', person: ana, by: ana })
  happen(stage, { what: 'offered', from: null, to: cy, by: bo })
  expect(news(page)).toBe('The facilitator hands over to Cy')
  happen(stage, { what: 'readBack', by: cy, words: 'Mine' })
  expect(news(page)).toBe('Cy conducts, and said: Mine')
})

test('[ROTATION-53] the stand starts a rotation of the chosen people in the chosen order', async () => {
  const stage = stageOf(null, 'facilitator')
  const page = show(stage, RotationStand)
  await click(page, 'Rotation')
  const boxes = [...page.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  expect(boxes.map((box) => box.checked)).toEqual([false, true, true])
  await click(page, 'Move Cy up')
  await click(page, 'Start the rotation')
  expect(stage.sent).toEqual([{ type: 'rotation.start', everyMinutes: 5, order: [cy, bo] }])
})

test('[ROTATION-53] one person alone is no rotation', async () => {
  const page = show(stageOf(null, 'facilitator'), RotationStand)
  await click(page, 'Rotation')
  must(page.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[1], 'a box').click()
  flushSync()
  expect(button(page, 'Start the rotation').disabled).toBe(true)
  expect(page.textContent).toContain('Choose two people at least')
})

test('[ROTATION-53] from the stand the part is passed on, a person passed over, all changed and stopped', async () => {
  const stage = stageOf(bo, 'facilitator')
  const page = show(stage, RotationStand)
  await click(page, 'Rotation')
  await click(page, 'Pass on to you')
  await click(page, 'Pass over you')
  await click(page, 'Stop the rotation')
  await click(page, 'Move Cy up')
  await click(page, 'Change it')
  expect(stage.sent).toEqual([
    { type: 'rotation.offer' },
    { type: 'rotation.skip', participantId: ana },
    { type: 'rotation.stop' },
    { type: 'rotation.start', everyMinutes: 5, order: [bo, cy, ana] },
  ])
})
