import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTimed } from '../../client/conduct/run-of-show.ts'
import Stand from '../../client/conduct/Stand.svelte'
import { triggerInWords } from '../../client/words/triggers.ts'
import type { InjectId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { printOf } from '../../shared/stage/print.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import { draw, Staged } from './staged.ts'

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

const id = (name: string) => `i_${name}` as InjectId

const planned = (name: string, trigger: PlannedTrigger, more: Partial<PlannedInject> = {}) =>
  ({
    id: id(name),
    order: 0,
    content: { kind: 'message', title: name },
    audience: { to: 'everyone' },
    trigger,
    state: 'planned',
    ...more,
  }) satisfies PlannedInject

const landing = (name: string, at: number): [InjectId, Landing] => [
  id(name),
  { injectId: id(name), audience: { to: 'everyone' }, at, wallAt: 1 },
]

function standing(plan: PlannedInject[], landings = new Map<InjectId, Landing>()) {
  const stage = new Staged('facilitator')
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  drawn = draw(Stand, stage, { plan, landings })
  return { stage, page: drawn.page }
}

function item(page: HTMLElement, title: string): HTMLElement {
  const items = [...page.querySelectorAll<HTMLElement>('li.item')]
  return must(
    items.find((each) => each.querySelector('bdi')?.textContent === title),
    `the inject “${title}”`,
  )
}

function press(within: HTMLElement, words: string): void {
  const buttons = [...within.querySelectorAll('button')]
  must(
    buttons.find((each) => each.textContent.trim() === words),
    `the button “${words}”`,
  ).click()
  flushSync()
}

function field(within: HTMLElement, label: string): HTMLInputElement | HTMLSelectElement {
  const labels = [...within.querySelectorAll('label')]
  const found = labels.find((each) => each.textContent.trim() === label)?.control
  const isField = found instanceof HTMLInputElement || found instanceof HTMLSelectElement
  return must(isField ? found : null, `the field “${label}”`)
}

function choose(within: HTMLElement, label: string, value: string): void {
  const select = field(within, label)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
}

function write(within: HTMLElement, label: string, value: string): void {
  const input = field(within, label)
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

test.each<[PlannedTrigger, string]>([
  [{ on: 'time', at: 270_000 }, 'at 4:30'],
  [{ on: 'hand' }, 'by hand'],
  [{ on: 'after', inject: id('Pager'), delay: 120_000 }, '2 min after “Pager”'],
  [{ on: 'after', inject: id('Pager'), delay: 90_000 }, '1 min 30 s after “Pager”'],
  [{ on: 'after', inject: id('Pager'), delay: 0 }, 'right after “Pager”'],
  [{ on: 'after', inject: id('x'), delay: 0 }, 'right after “a surprise that is gone”'],
  [{ on: 'hypothesis', status: 'supported' }, 'when a hypothesis is supported'],
  [
    { on: 'hypothesis', status: 'testing', matching: 'disk' },
    'when a hypothesis with “disk” is being tested',
  ],
  [{ on: 'text', matching: 'queue' }, 'when somebody writes “queue”'],
  [{ on: 'done', matching: 'restart' }, 'when an action with “restart” is done'],
  [{ on: 'nobody' }, 'when nobody is on anything for a minute'],
  [{ on: 'quiet', for: 120_000 }, 'when the board is quiet for 2 min'],
  [
    {
      on: 'all',
      of: [
        { on: 'nobody' },
        {
          on: 'any',
          of: [
            { on: 'time', at: 60_000 },
            { on: 'text', matching: 'a' },
          ],
        },
      ],
    },
    'when nobody is on anything for a minute and (at 1:00 or when somebody writes “a”)',
  ],
])('[TRIGGER-19] %j is shown as “%s”', (trigger, words) => {
  expect(triggerInWords(trigger, (each) => (each === id('Pager') ? 'Pager' : undefined))).toBe(
    words,
  )
})

test('[TRIGGER-19] the run of show says what each waits for, held ones too', () => {
  const { page } = standing([
    planned('Pager', { on: 'time', at: 60_000 }),
    planned('Thanks', { on: 'after', inject: id('Pager'), delay: 120_000 }),
    planned('Held', { on: 'nobody' }, { state: 'held' }),
  ])
  expect(item(page, 'Thanks').textContent).toContain('2 min after “Pager”')
  expect(item(page, 'Held').textContent).toContain('when nobody is on anything')
})

test('[TRIGGER-19] the next one may follow another that has landed; what the board decides has no time', () => {
  const plan = [
    planned('board', { on: 'nobody' }),
    planned('late', { on: 'time', at: 900_000 }),
    planned('follows', { on: 'after', inject: id('first'), delay: 60_000 }),
    planned('first', { on: 'hand' }),
  ]
  expect(nextTimed(plan, new Map())?.id).toBe(id('late'))
  expect(nextTimed(plan, new Map([landing('first', 30_000)]))).toMatchObject({
    id: id('follows'),
    due: 90_000,
  })
})

test('[TRIGGER-15] the stand says why an inject will not land by itself', () => {
  const { page } = standing([
    planned('Odd', { on: 'unclear' }),
    planned('Lost', { on: 'after', inject: id('x'), delay: 0 }),
    planned('A', { on: 'after', inject: id('B'), delay: 0 }),
    planned('B', { on: 'after', inject: id('A'), delay: 0 }),
    planned('Fine', { on: 'after', inject: id('A'), delay: 0 }),
    planned('Dropped', { on: 'hand' }, { state: 'skipped' }),
    planned('Behind', { on: 'after', inject: id('Dropped'), delay: 0 }),
  ])
  expect(item(page, 'Odd').textContent).toContain('cannot be read')
  expect(item(page, 'Lost').textContent).toContain('waits for a surprise that is gone')
  expect(item(page, 'A').textContent).toContain('“A”, which waits for “B”, which waits for “A”')
  expect(item(page, 'Behind').textContent).toContain('It waits for “Dropped”, which is skipped')
  expect(item(page, 'Fine').querySelector('.trouble')).toBeNull()
})

test('[TRIGGER-20] the trigger of an inject is chosen in its row, and what is missing is said there', async () => {
  const { stage, page } = standing([
    planned('Pager', { on: 'time', at: 60_000 }),
    planned('Thanks', { on: 'hand' }),
  ])
  const row = item(page, 'Thanks')
  press(row, 'When…')
  choose(row, 'Lands', 'text')
  press(row, 'Set')
  expect(row.textContent).toContain('Write what to look for.')
  choose(row, 'Lands', 'after')
  press(row, 'Set')
  expect(row.textContent).toContain('Choose the one that it waits for.')
  const offered = [...field(row, 'After').querySelectorAll('option')].map(({ text }) => text)
  expect(offered).toEqual(['Choose a surprise…', 'Pager'])
  choose(row, 'After', id('Pager'))
  write(row, 'Wait', 'soon')
  press(row, 'Set')
  expect(stage.sent).toEqual([])
  write(row, 'Wait', '01:30')
  press(row, 'Set')
  await vi.waitFor(() => {
    flushSync()
    expect(row.querySelector('form')).toBeNull()
  })
  const trigger = { on: 'after', inject: id('Pager'), delay: 90_000 }
  expect(stage.sent).toMatchObject([{ type: 'inject.retime', injectId: id('Thanks'), trigger }])
})

test.each<[PlannedTrigger, (row: HTMLElement) => void, PlannedTrigger]>([
  [
    { on: 'time', at: 60_000 },
    (row) => write(row, 'Time of the exercise', '4:30'),
    { on: 'time', at: 270_000 },
  ],
  [
    { on: 'hypothesis', status: 'refuted', matching: 'disk' },
    (row) => write(row, 'Title contains', ''),
    { on: 'hypothesis', status: 'refuted' },
  ],
  [
    { on: 'quiet', for: 60_000 },
    (row) => write(row, 'For', '03:00'),
    { on: 'quiet', for: 180_000 },
  ],
  [
    { on: 'text', matching: 'disk' },
    (row) => choose(row, 'Lands', 'done'),
    { on: 'done', matching: 'disk' },
  ],
  [{ on: 'nobody' }, (row) => choose(row, 'Lands', 'hand'), { on: 'hand' }],
])('[TRIGGER-20] %j is changed in its row', (before, change, trigger) => {
  const { stage, page } = standing([planned('One', before)])
  const row = item(page, 'One')
  press(row, 'When…')
  change(row)
  press(row, 'Set')
  expect(stage.sent).toMatchObject([{ type: 'inject.retime', injectId: id('One'), trigger }])
})

const nested: PlannedTrigger = {
  on: 'any',
  of: [{ on: 'all', of: [{ on: 'nobody' }, { on: 'text', matching: 'fog' }] }, { on: 'nobody' }],
}

test('[TRIGGER-20] what a scenario put together more deeply stays as it is until something else is chosen', async () => {
  const { stage, page } = standing([planned('One', nested)])
  const row = item(page, 'One')
  press(row, 'When…')
  expect(field(row, 'Lands').value).toBe('several')
  press(row, 'Set')
  const base = printOf({ trigger: nested })
  const sent = { type: 'inject.retime', injectId: id('One'), trigger: nested, base }
  expect(stage.sent).toEqual([sent])
  await vi.waitFor(() => {
    flushSync()
    expect(row.querySelector('form')).toBeNull()
  })
  press(row, 'When…')
  choose(row, 'Lands', 'nobody')
  press(row, 'Set')
  expect(stage.sent.at(-1)).toMatchObject({ type: 'inject.retime', trigger: { on: 'nobody' } })
})

test('[TRIGGER-20] a surprise written on the spot can wait for something', async () => {
  const { stage, page } = standing([])
  press(page, 'Improvise')
  const form = must(page.querySelector<HTMLElement>('form'), 'the form')
  write(form, 'Title', 'It rains')
  choose(form, 'When', 'when')
  choose(form, 'Lands', 'text')
  press(form, 'Put in the run of show')
  expect(form.textContent).toContain('Write what to look for.')
  write(form, 'Containing', 'umbrella')
  press(form, 'Put in the run of show')
  await vi.waitFor(() => expect(stage.sent).toHaveLength(1))
  expect(stage.sent).toMatchObject([
    { type: 'inject.improvise', trigger: { on: 'text', matching: 'umbrella' } },
  ])
})

test('[TRIGGER-27] several conditions are put together, the first being what was there', () => {
  const { stage, page } = standing([planned('One', { on: 'text', matching: 'fog' })])
  const row = item(page, 'One')
  press(row, 'When…')
  choose(row, 'Lands', 'all')
  expect(field(row, 'Condition 1').value).toBe('text')
  choose(row, 'Condition 2', 'done')
  press(row, 'Set')
  expect(stage.sent).toEqual([])
  expect(row.textContent).toContain('Write what to look for.')
  const [, second] = [...row.querySelectorAll<HTMLElement>('ol li')]
  write(must(second, 'the second condition'), 'Containing', 'restart')
  press(row, 'Another condition')
  choose(row, 'Condition 3', 'nobody')
  press(row, 'Set')
  expect(stage.sent.at(-1)).toMatchObject({
    trigger: {
      on: 'all',
      of: [{ on: 'text', matching: 'fog' }, { on: 'done', matching: 'restart' }, { on: 'nobody' }],
    },
  })
})

test('[TRIGGER-27] a group is read again as it is, its conditions left out one by one, up to five', () => {
  const any: PlannedTrigger = { on: 'any', of: [{ on: 'nobody' }, { on: 'time', at: 60_000 }] }
  const { stage, page } = standing([planned('One', any)])
  const row = item(page, 'One')
  press(row, 'When…')
  expect(field(row, 'Lands').value).toBe('any')
  expect(field(row, 'Condition 2').value).toBe('time')
  for (let more = 3; more <= 5; more++) press(row, 'Another condition')
  expect(row.textContent).not.toContain('Another condition')
  for (const at of [5, 4, 3, 1]) {
    must(row.querySelector<HTMLElement>(`[aria-label="Leave out condition ${at}"]`), 'it').click()
    flushSync()
  }
  expect(row.querySelector('[aria-label^="Leave out"]')).toBeNull()
  press(row, 'Set')
  expect(stage.sent).toMatchObject([{ trigger: { on: 'any', of: [{ on: 'time', at: 60_000 }] } }])
})

test('[TRIGGER-27] a surprise can wait for a choice, where one is offered', () => {
  const fork = planned('Fork', { on: 'hand' }, { content: withOptions })
  const { stage, page } = standing([fork, planned('Left', { on: 'nobody' })])
  const row = item(page, 'Left')
  press(row, 'When…')
  choose(row, 'Lands', 'chosen')
  press(row, 'Set')
  expect(stage.sent).toEqual([])
  expect(row.textContent).toContain('Choose what they have to choose.')
  choose(row, 'They choose', `${id('Fork')} o2`)
  press(row, 'Set')
  expect(stage.sent).toMatchObject([
    { trigger: { on: 'chosen', inject: id('Fork'), option: 'o2', delay: 0 } },
  ])
  const other = item(page, 'Fork')
  press(other, 'When…')
  const kinds = [...field(other, 'Lands').querySelectorAll('option')].map(({ value }) => value)
  expect(kinds).not.toContain('chosen')
})

const withOptions = {
  kind: 'message',
  title: 'Fork',
  options: [
    { key: 'o1', text: 'To the left' },
    { key: 'o2', text: 'To the right' },
  ],
} as const satisfies PlannedInject['content']

test('[TRIGGER-26] that it lands again is chosen beside its trigger, and what is wrong is said there', async () => {
  const { stage, page } = standing([planned('One', { on: 'nobody' })])
  const row = item(page, 'One')
  press(row, 'When…')
  choose(row, 'How often', 'again')
  write(row, 'At most every', '0:10')
  write(row, 'Times in all', '30')
  press(row, 'Set')
  expect(stage.sent).toEqual([])
  expect(row.textContent).toContain('Write half a minute or more')
  expect(row.textContent).toContain('Write a number from 2 to 20.')
  write(row, 'At most every', '3:00')
  write(row, 'Times in all', '')
  press(row, 'Set')
  expect(stage.sent).toMatchObject([{ trigger: { on: 'nobody' }, again: { every: 180_000 } }])
  await vi.waitFor(() => {
    flushSync()
    expect(row.querySelector('form')).toBeNull()
  })
  press(row, 'When…')
  choose(row, 'Lands', 'hand')
  expect(row.textContent).not.toContain('How often')
})

test('[TRIGGER-26] once is chosen as plainly, and nothing is said of it where nothing changes', () => {
  const again = { every: 60_000, times: 3 }
  const { stage, page } = standing([
    planned('Bell', { on: 'nobody' }, { again }),
    planned('One', { on: 'nobody' }),
  ])
  const row = item(page, 'Bell')
  press(row, 'When…')
  expect(field(row, 'Times in all').value).toBe('3')
  choose(row, 'How often', 'once')
  press(row, 'Set')
  expect(stage.sent).toMatchObject([{ injectId: id('Bell'), again: null }])
  const other = item(page, 'One')
  press(other, 'When…')
  press(other, 'Set')
  expect(stage.sent.at(-1)).not.toHaveProperty('again')
})

test('[TRIGGER-26] what lands again stays in the run of show until it is over, and says how often it did', () => {
  const again = { every: 120_000, times: 3 }
  const bell = planned('Bell', { on: 'time', at: 60_000 }, { again })
  const { page } = standing(
    [bell, planned('Watch', { on: 'nobody' }, { again: { every: 60_000 } })],
    new Map([landing('Bell', 60_000), landing('Bell-2', 180_000)]),
  )
  expect(item(page, 'Watch').textContent).toContain(
    'when nobody is on anything for a minute, again whenever it holds, at most every 1 min',
  )
  const row = item(page, 'Bell')
  expect(row.textContent).toContain('at 1:00, and again every 2 min, 3 times in all')
  expect(row.textContent).toContain('landed 2 times, last at 3:00')
  expect(row.closest('details')).toBeNull()
  const verbs = [...row.querySelectorAll('button')].map((each) => each.textContent.trim())
  expect(verbs).toEqual(expect.arrayContaining(['Hold', 'Skip']))
  expect(verbs).not.toContain('Now')
  expect(
    nextTimed([bell], new Map([landing('Bell', 60_000), landing('Bell-2', 180_000)])),
  ).toMatchObject({ due: 300_000 })
})

test('[TRIGGER-26] landed for the last time, it stands among what has landed', () => {
  const bell = planned('Bell', { on: 'time', at: 0 }, { again: { every: 60_000, times: 2 } })
  const { page } = standing([bell], new Map([landing('Bell', 0), landing('Bell-2', 60_000)]))
  expect(item(page, 'Bell').closest('details')).not.toBeNull()
  expect(item(page, 'Bell').textContent).toContain('landed 1:00')
})

test.each<[PlannedTrigger, string]>([
  [
    { on: 'chosen', inject: id('Fork'), option: 'o1', delay: 0 },
    'once “To the left” is chosen in “Fork”',
  ],
  [
    { on: 'chosen', inject: id('Fork'), option: 'o1', delay: 120_000 },
    '2 min after “To the left” is chosen in “Fork”',
  ],
  [
    { on: 'chosen', inject: id('Fork'), option: 'o9', delay: 0 },
    'once “an option that is gone” is chosen in “Fork”',
  ],
])('[BRANCH-53] %j is shown as “%s”', (trigger, words) => {
  const optionOf = (_: InjectId, option: string) =>
    withOptions.options.find(({ key }) => key === option)?.text
  expect(triggerInWords(trigger, () => 'Fork', optionOf)).toBe(words)
})
