import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { lateness, nextTimed } from '../../client/conduct/run-of-show.ts'
import Stand from '../../client/conduct/Stand.svelte'
import { perform } from '../../client/palette/gesture.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { draw, Staged } from './staged.ts'

const bo = 'p_bo' as ParticipantId
let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

const planned = (id: string, minute: number | null, more: Partial<PlannedInject> = {}) =>
  ({
    id: id as InjectId,
    order: minute ?? 99,
    content: { kind: 'message', title: `Surprise ${id}` },
    audience: { to: 'everyone' },
    trigger: minute === null ? { on: 'hand' } : { on: 'time', at: minute * 60_000 },
    state: 'planned',
    ...more,
  }) satisfies PlannedInject

const landed = (id: string): [InjectId, Landing] => [
  id as InjectId,
  { injectId: id as InjectId, audience: { to: 'everyone' }, at: 60_000, wallAt: 1 },
]

/** A stand in play, with somebody else in the room. */
function standing(plan: PlannedInject[], landings = new Map<InjectId, Landing>()) {
  const stage = new Staged('facilitator')
  const joined = { hue: 90, number: 1, joinedAt: 2, removedAt: null }
  stage.doc.roster.set(bo, { participantId: bo, name: 'Bo', role: 'participant', ...joined })
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  drawn = draw(Stand, stage, { plan, landings })
  return { stage, page: drawn.page }
}

function button(page: HTMLElement, words: string): HTMLButtonElement {
  const all = [...page.querySelectorAll('button')]
  const named = (each: HTMLElement) => each.getAttribute('aria-label') ?? each.textContent.trim()
  return must(
    all.find((each) => named(each) === words),
    `the button “${words}”`,
  )
}

/** One command is under way at a time: the next click waits for the answer to the last. */
async function click(page: HTMLElement, words: string): Promise<void> {
  await vi.waitFor(() => {
    flushSync()
    expect(button(page, words).disabled).toBe(false)
  })
  button(page, words).click()
  flushSync()
}

test('[INJECT-54] any planned surprise can be landed now, held back or skipped from the stand', async () => {
  const { stage, page } = standing([planned('i_one', 3)])
  await click(page, 'Now')
  await click(page, 'Hold')
  await click(page, 'Skip')
  expect(stage.sent).toEqual(
    ['inject.land', 'inject.hold', 'inject.skip'].map((type) => ({ type, injectId: 'i_one' })),
  )
})

test('[INJECT-54] what was held or skipped can be put back', async () => {
  const { stage, page } = standing([
    planned('i_held', 3, { state: 'held' }),
    planned('i_skipped', 4, { state: 'skipped' }),
  ])
  await click(page, 'Release')
  await click(page, 'Put back')
  expect(stage.sent).toEqual([
    { type: 'inject.release', injectId: 'i_held' },
    { type: 'inject.release', injectId: 'i_skipped' },
  ])
})

test('[INJECT-72] a minute sooner or later, and what waits for the hand in two minutes', async () => {
  const { stage, page } = standing([planned('i_one', 3), planned('i_hand', null)])
  await click(page, '−1 min')
  await click(must(page.querySelector<HTMLElement>('.item .verbs'), 'the verbs'), '+1 min')
  await click(page, 'In 2 min')
  const at = (minutes: number) => ({ on: 'time', at: minutes * 60_000 })
  expect(stage.sent).toMatchObject([
    { type: 'inject.retime', injectId: 'i_one', trigger: at(2) },
    { type: 'inject.retime', injectId: 'i_one', trigger: at(4) },
    { type: 'inject.retime', injectId: 'i_hand', trigger: at(2) },
  ])
})

test('[INJECT-73] a surprise written on the spot can wait, from somebody the scenario knows', async () => {
  const content = { kind: 'message', title: 'Lunch?', from: 'Wambui' } as const
  const { stage, page } = standing([planned('i_one', 3, { content })])
  await click(page, 'Improvise')
  const form = must(page.querySelector('form'), 'the form')
  const personas = [...form.querySelectorAll('datalist option')]
  expect(personas.map((each) => (each as HTMLOptionElement).value)).toEqual(['Wambui'])
  const when = must([...form.querySelectorAll('select')].at(-1), 'the choice of when')
  const title = must(form.querySelector('input'), 'the title')
  title.value = 'It rains'
  title.dispatchEvent(new Event('input', { bubbles: true }))
  when.value = '2'
  when.dispatchEvent(new Event('change', { bubbles: true }))
  await click(page, 'Put in the run of show')
  expect(stage.sent).toMatchObject([
    {
      type: 'inject.improvise',
      content: { kind: 'message', title: 'It rains' },
      trigger: { on: 'time', at: 120_000 },
    },
  ])
})

test('[WHEEL-12] [FORMAT-1] the stand has the wheels and the stopwatch where the format is played with them', async () => {
  const { stage, page } = standing([])
  await click(page, 'Together')
  const has = () => [
    page.querySelector('#stand-wheels') !== null,
    page.querySelector('.stopwatch') !== null,
  ]
  expect(has()).toEqual([false, false])
  const change = (format: string) => {
    stage.doc.formats.push([{ format, wallAt: 1, by: bo }])
    flushSync()
  }
  change('incident-flow')
  expect(has()).toEqual([false, true])
  change('wheel-of-misfortune')
  expect(has()).toEqual([true, true])
})

test('[INJECT-75] what landed late says by how much', () => {
  expect(lateness(planned('i_one', 3), 3 * 60_000 + 1_000)).toBeNull()
  const late: Landing = { ...landed('i_one')[1], at: 3 * 60_000 + 42_000 }
  const { page } = standing([planned('i_one', 3)], new Map([[late.injectId, late]]))
  expect(page.textContent).toContain('landed 3:42, 0:42 late')
})

test('[INJECT-86] what lands without a hand is marked as armed while the session is played', () => {
  const after = (id: string): PlannedInject['trigger'] => ({
    on: 'after',
    inject: id as InjectId,
    delay: 0,
  })
  const { stage, page } = standing(
    [
      planned('i_timed', 3),
      planned('i_quiet', null, { trigger: { on: 'quiet', for: 60_000 } }),
      planned('i_hand', null),
      planned('i_held', 4, { state: 'held' }),
      planned('i_skipped', 5, { state: 'skipped' }),
      planned('i_landed', 1),
      planned('i_lost', null, { trigger: after('i_skipped') }),
    ],
    new Map([landed('i_landed')]),
  )
  const armed = () =>
    [...page.querySelectorAll<HTMLElement>('[data-inject]')]
      .filter((row) => row.querySelector('[title^="Armed"]'))
      .map((row) => row.dataset['inject'])
  expect(armed()).toEqual(['i_timed', 'i_quiet'])
  stage.doc.phases.push([{ phase: 'debrief', wallAt: 2, at: 0 }])
  flushSync()
  expect(armed()).toEqual([])
})

test('[INJECT-74] a key opens the composer with the hands on its title', async () => {
  const { page } = standing([])
  expect(perform({ do: 'improvise' })).toBe(true)
  await vi.waitFor(() => expect(document.activeElement).toBe(page.querySelector('form input')))
})

test('[CLOCK-52] the clock can be moved forward from the stand', async () => {
  const { stage, page } = standing([])
  await click(page, '+5 min')
  expect(stage.sent).toEqual([{ type: 'clock.jump', by: 300_000 }])
})

test('[INJECT-55] a whisper waits until its person is chosen', async () => {
  const audience = { to: 'person', participantId: null } as const
  const { stage, page } = standing([planned('i_one', null, { audience })])
  expect(button(page, 'Whisper now').disabled).toBe(true)
  const person = must(page.querySelector('select'), 'the choice of a person')
  person.value = bo
  person.dispatchEvent(new Event('change', { bubbles: true }))
  await click(page, 'Whisper now')
  expect(stage.sent).toEqual([{ type: 'inject.land', injectId: 'i_one', to: bo }])
})

test('[INJECT-56] a refused command says why beside what was asked', async () => {
  const { stage, page } = standing([planned('i_one', 3)])
  stage.reply = {
    ok: false,
    error: { code: 'conflict', message: 'This inject has landed already.' },
  }
  await click(page, 'Now')
  await vi.waitFor(() => {
    flushSync()
    const item = page.querySelector('li.item [role="alert"]')
    expect(item?.textContent).toContain('This inject has landed already.')
  })
})

test('[INJECT-57] the next timed surprise is the earliest that is neither held, skipped nor landed', () => {
  const plan = [
    planned('i_landed', 1),
    planned('i_held', 2, { state: 'held' }),
    planned('i_later', 9),
    planned('i_next', 4),
    planned('i_hand', null),
  ]
  const landings = new Map([landed('i_landed')])
  expect(nextTimed(plan, landings)?.id).toBe('i_next')
  expect(nextTimed(plan.slice(0, 2), landings)).toBeNull()
  expect(standing(plan, landings).page.textContent).toContain('until “Surprise i_next”')
})

test('[CLOCK-51] a speed chosen while the clock stands waits until it runs', async () => {
  const { stage, page } = standing([])
  await click(page, '5×')
  expect(stage.sent).toEqual([])
  await click(page, 'Run')
  expect(stage.sent).toEqual([{ type: 'clock.run', speed: 5 }])
})

test('[CLOCK-51] a running clock changes its speed at once, and pauses', async () => {
  const { stage, page } = standing([])
  stage.doc.clock.push([{ wallAt: 1, at: 0, speed: 1 }])
  await click(page, '2×')
  await click(page, 'Pause')
  expect(stage.sent).toEqual([{ type: 'clock.run', speed: 2 }, { type: 'clock.pause' }])
})

test('[PAGE-52] taking somebody off the session asks once, in place', async () => {
  const { stage, page } = standing([])
  await click(page, 'People')
  await click(page, 'Take Bo off the session')
  expect(stage.sent).toEqual([])
  await click(page, 'Take them off')
  expect(stage.sent).toEqual([{ type: 'member.remove', participantId: bo }])
})
