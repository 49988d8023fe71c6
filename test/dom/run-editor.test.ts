import { flushSync } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { afterEach, expect, test, vi } from 'vitest'
import Stand from '../../client/conduct/Stand.svelte'
import { toasts } from '../../client/ui/toasts.svelte.ts'
import { must } from '../../shared/invariants.ts'
import type { InjectId } from '../../shared/ids.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { printOf } from '../../shared/stage/print.ts'
import { wordingOf } from '../../shared/stage/wording.ts'
import { draw, Staged } from './staged.ts'

/** jsdom has no canvas to draw on. */
vi.mock('../../client/stage/chart-plot.ts', () => ({
  drawChart: () => ({ redraw: vi.fn(), destroy: vi.fn() }),
  fitChart: vi.fn(),
  showLines: vi.fn(),
}))

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
})

const inject = (id: string, more: Partial<PlannedInject> = {}): PlannedInject => ({
  id: id as InjectId,
  order: 0,
  content: { kind: 'message', title: `Surprise ${id}` },
  audience: { to: 'everyone' },
  trigger: { on: 'hand' },
  state: 'planned',
  ...more,
})

/** A stand over a run of show that changes under it. */
function standOver(plan: PlannedInject[]) {
  const stage = new Staged('facilitator')
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  const planById = new SvelteMap(plan.map((each) => [each.id, each]))
  const landings = new SvelteMap<InjectId, Landing>()
  drawn = draw(Stand, stage, {
    get plan() {
      return [...planById.values()].sort((a, b) => a.order - b.order)
    },
    landings,
  })
  const { page } = drawn
  const land = (each: PlannedInject) => {
    const { id, audience } = each
    landings.set(id, { injectId: id, audience, at: 60_000, wallAt: 1 })
    flushSync()
  }
  const put = (each: PlannedInject) => {
    planById.set(each.id, each)
    flushSync()
  }
  return { stage, page, land, put }
}

function press(page: HTMLElement, words: string): void {
  const all = [...page.querySelectorAll('button')]
  const named = (each: HTMLElement) => each.getAttribute('aria-label') ?? each.textContent.trim()
  must(
    all.find((each) => named(each) === words),
    `the button “${words}”`,
  ).click()
  flushSync()
}

function field(page: HTMLElement, label: string): HTMLInputElement {
  const named = [...page.querySelectorAll('label')].find((each) =>
    each.textContent.trim().startsWith(label),
  )
  const inside = named?.querySelector<HTMLInputElement>('input, textarea')
  return must(inside ?? (named?.control as HTMLInputElement | null | undefined), label)
}

function write(page: HTMLElement, label: string, value: string): void {
  field(page, label).value = value
  field(page, label).dispatchEvent(new Event('input', { bubbles: true }))
  field(page, label).dispatchEvent(new Event('change', { bubbles: true }))
  flushSync()
}

function save(page: HTMLElement): void {
  must(page.querySelector('form'), 'the editor').requestSubmit()
  flushSync()
}

const one = inject('i_one', {
  content: { kind: 'alert', severity: 'info', title: 'Lag', from: 'Pager', body: 'It grows' },
  expect: 'A call',
})

test('[INJECT-80] a surprise is written over in its row, with the fields of the composer', async () => {
  const { stage, page } = standOver([one])
  press(page, 'Edit')
  await vi.waitFor(() => expect(document.activeElement).toBe(field(page, 'Title')))
  expect(field(page, 'From').value).toBe('Pager')
  write(page, 'Title', 'Lag again')
  write(page, 'More', '')
  write(page, 'You hope for', 'Nothing yet')
  write(page, 'Notes', 'Wait')
  save(page)
  expect(stage.sent).toEqual([
    {
      type: 'inject.edit',
      injectId: one.id,
      base: printOf(wordingOf(one)),
      content: { kind: 'alert', severity: 'info', title: 'Lag again', from: 'Pager' },
      expect: 'Nothing yet',
      notes: 'Wait',
    },
  ])
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('form')).toBeNull()
  })
})

test('[BRANCH-55] options are written over in its row, each keeping what waits for it', () => {
  const asks = (texts: Readonly<Record<string, string>>) => {
    const options = Object.entries(texts).map(([key, text]) => ({ key, text }))
    return inject('i_fork', { content: { kind: 'message', title: 'Which way?', options } })
  }
  const fork = asks({ o1: 'Left', o2: 'Right', o3: 'Back' })
  const trigger = { on: 'chosen', inject: fork.id, option: 'o1', delay: 0 } as const
  const { stage, page, put } = standOver([fork, inject('i_two', { order: 1, trigger })])
  press(page, 'Edit')
  write(page, 'Option 1', '')
  write(page, 'Option 2', 'To the right')
  press(page, 'Another option')
  write(page, 'Option 4', 'Stay')
  save(page)
  const options = { o2: 'To the right', o3: 'Back', o4: 'Stay' }
  const { content } = asks(options)
  expect(stage.sent).toMatchObject([{ type: 'inject.edit', injectId: fork.id, content }])
  expect(page.textContent).not.toContain('does not offer')
  put(asks(options))
  expect(page.textContent).toContain('does not offer')
})

test('[BRANCH-55] taken away and written anew, an option is none that others waited for', () => {
  const options = [
    { key: 'o1', text: 'Left' },
    { key: 'o2', text: 'Right' },
  ]
  const fork = inject('i_fork', { content: { kind: 'message', title: 'Which way?', options } })
  const { stage, page } = standOver([fork])
  press(page, 'Edit')
  press(page, 'Nothing to choose')
  press(page, 'Let them choose')
  write(page, 'Option 1', 'Up')
  write(page, 'Option 2', 'Down')
  save(page)
  const written = [
    { key: 'o3', text: 'Up' },
    { key: 'o4', text: 'Down' },
  ]
  expect(stage.sent).toMatchObject([{ content: { options: written } }])
})

test('[INJECT-80] a chart is written over as text, and what cannot be read is said', () => {
  const points: [number, number][] = [
    [0, 1],
    [90_000, 4.2],
  ]
  const chart = { unit: 'GB', series: [{ name: 'lag', points }] }
  const { stage, page } = standOver([
    inject('i_one', { content: { kind: 'chart', title: 'Lag', chart } }),
  ])
  press(page, 'Edit')
  expect(field(page, 'Numbers of line 1').value).toBe('0:00 1\n1:30 4.2')
  write(page, 'Numbers of line 1', '0:00 1\nsoon 3')
  save(page)
  expect(page.textContent).toContain('“soon 3” in “lag” is not read')
  write(page, 'Numbers of line 1', '0:00 1\n2:00 -3')
  save(page)
  expect(stage.sent).toMatchObject([
    {
      content: {
        chart: {
          series: [
            {
              points: [
                [0, 1],
                [120_000, -3],
              ],
            },
          ],
        },
      },
    },
  ])
})

test('[INJECT-81] what somebody else wrote meanwhile is shown, and neither text is lost', () => {
  const { stage, page, put } = standOver([one])
  press(page, 'Edit')
  write(page, 'Title', 'Mine')
  const theirs = inject('i_one', { content: { kind: 'message', title: 'Theirs' } })
  put(theirs)
  expect(page.querySelector('form [role="status"]')?.textContent).toContain('Theirs')
  expect(field(page, 'Title').value).toBe('Mine')
  save(page)
  expect(stage.sent).toEqual([])
  press(page, 'Save mine in its place')
  expect(stage.sent).toMatchObject([
    { base: printOf(wordingOf(theirs)), content: { title: 'Mine' } },
  ])
})

test('[INJECT-81] theirs can be taken, and written on from there', () => {
  const { page, put } = standOver([one])
  press(page, 'Edit')
  write(page, 'Title', 'Mine')
  put(inject('i_one', { content: { kind: 'message', title: 'Theirs' } }))
  press(page, 'Take theirs')
  expect(field(page, 'Title').value).toBe('Theirs')
  expect(page.querySelector('form [role="status"]')?.textContent.trim()).toBe('')
})

test('[INJECT-82] what lands while it is written over keeps its row and what was typed, to land as a new one', async () => {
  const { stage, page, land } = standOver([one, inject('i_two', { order: 1 })])
  press(page, 'Edit')
  write(page, 'Title', 'Mine')
  const form = page.querySelector('form')
  land(one)
  expect(page.querySelector('form')).toBe(form)
  expect(page.textContent).toContain('It has landed meanwhile')
  press(page, 'Land it as a new one')
  expect(stage.sent).toMatchObject([{ type: 'inject.improvise', content: { title: 'Mine' } }])
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('form')).toBeNull()
  })
  const landed = [...page.querySelectorAll('details')].find((each) =>
    /^Landed/.test(each.textContent.trim()),
  )
  expect(landed?.textContent).toContain('Lag')
})

test('[INJECT-82] what is being written outlives a look at another side of the stand', () => {
  const { page } = standOver([one])
  press(page, 'Edit')
  write(page, 'Title', 'Mine')
  press(page, 'People')
  press(page, 'Run of show')
  expect(field(page, 'Title').value).toBe('Mine')
})

test('[INJECT-83] the grip moves a surprise by one place with the arrow keys, and says what became of its time', async () => {
  const at = (minutes: number) => ({ on: 'time', at: minutes * 60_000 }) as const
  const { stage, page } = standOver([
    inject('i_one', { trigger: at(2) }),
    inject('i_two', { trigger: at(4), order: 1 }),
    inject('i_hand', { order: 2 }),
  ])
  const grip = (title: string) =>
    must(page.querySelector<HTMLElement>(`[aria-label="Move “${title}”"]`), title)
  const key = (name: string) => new KeyboardEvent('keydown', { key: name, bubbles: true })
  grip('Surprise i_one').dispatchEvent(key('ArrowDown'))
  await vi.waitFor(() => expect(toasts.said.text).toBe('Moved to place 2 of 3, lands at 5:00'))
  grip('Surprise i_hand').dispatchEvent(key('ArrowUp'))
  await vi.waitFor(() => expect(toasts.said.text).toBe('Moved to place 2 of 3'))
  grip('Surprise i_one').dispatchEvent(key('ArrowUp'))
  expect(toasts.said.text).toBe('It stands first already')
  expect(stage.sent).toEqual([
    {
      type: 'inject.move',
      injectId: 'i_one',
      behind: 'i_two',
      at: 300_000,
      base: printOf({ trigger: at(2) }),
    },
    {
      type: 'inject.move',
      injectId: 'i_hand',
      behind: 'i_one',
      base: printOf({ trigger: { on: 'hand' } }),
    },
  ])
})

test('[INJECT-84] what was improvised can be kept in the scenario, before it lands and after', async () => {
  const { stage, page, land } = standOver([one, inject('i_two', { order: 1, improvised: true })])
  const keeps = () =>
    [...page.querySelectorAll('button[aria-pressed]')].filter((each) =>
      each.textContent.includes('in the scenario'),
    )
  expect(keeps()).toHaveLength(1)
  land(inject('i_two'))
  press(page, 'Keep in the scenario')
  await vi.waitFor(() => {
    expect(stage.sent).toEqual([{ type: 'inject.keep', injectId: 'i_two', kept: true }])
  })
})
