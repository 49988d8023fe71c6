import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import Improvise from '../../client/conduct/Improvise.svelte'
import { must } from '../../shared/invariants.ts'
import { draw, Staged } from './staged.ts'

const minute = 60_000
/** What was drawn: jsdom has no canvas. */
const drawnCharts = vi.hoisted(() => [] as unknown[])
vi.mock('../../client/stage/chart-plot.ts', () => ({
  drawChart: (_: unknown, chart: unknown) => {
    drawnCharts.push(chart)
    return { redraw: vi.fn(), destroy: vi.fn() }
  },
  fitChart: vi.fn(),
  showLines: vi.fn(),
}))

let stage: Staged
let drawn: ReturnType<typeof draw>
let page: HTMLElement

beforeEach(() => {
  stage = new Staged('facilitator')
  stage.doc.phases.push([{ phase: 'play', wallAt: 1, at: 0 }])
  drawn = draw(Improvise, stage)
  page = drawn.page
  press('Improvise')
  write('Kind', 'chart')
})

afterEach(() => drawn.dispose())

function press(words: string): void {
  const buttons = [...page.querySelectorAll('button')]
  must(
    buttons.find((each) => each.textContent.trim() === words),
    words,
  ).click()
  flushSync()
}

function field(label: string): HTMLInputElement {
  const labels = [...page.querySelectorAll('label')]
  const named = labels.find((each) => each.textContent.trim().startsWith(label))
  return must(named?.control as HTMLInputElement | null | undefined, label)
}

function write(label: string, value: string): void {
  field(label).value = value
  for (const type of ['input', 'change']) {
    field(label).dispatchEvent(new Event(type, { bubbles: true }))
  }
  flushSync()
}

function land(): void {
  must(page.querySelector('form'), 'the form').requestSubmit()
  flushSync()
}

const alert = () => page.querySelector('[role="alert"]')?.textContent.trim()

test('[INJECT-85] a chart is improvised by its numbers alone, and has the name of the surprise', () => {
  write('Title', 'Queue')
  write('Unit', 'mails')
  write('Numbers of line 1', '12 14,5 90')
  land()
  expect(stage.sent).toMatchObject([{ content: { kind: 'chart', title: 'Queue' } }])
  const [sent] = stage.sent as unknown as [{ content: { chart: unknown } }]
  const points = [
    [0, 12],
    [minute, 14.5],
    [2 * minute, 90],
  ]
  expect(sent.content.chart).toEqual({ unit: 'mails', series: [{ name: 'Queue', points }] })
})

test('[INJECT-85] the composer draws it as it will be seen', async () => {
  write('Title', 'Queue')
  write('Numbers of line 1', '12')
  expect(page.querySelector('figure')).toBeNull()
  write('Numbers of line 1', '12 90')
  expect(page.querySelector('figure')?.textContent).toContain('90')
  await vi.waitFor(() => expect(drawnCharts.at(-1)).toMatchObject({ series: [{ name: 'Queue' }] }))
})

test('[INJECT-85] what is missing or cannot be read is said, and nothing is sent or lost', () => {
  write('Title', 'Queue')
  land()
  expect(alert()).toBe('Put in the numbers of “Line 1”, two at least.')
  write('Numbers of line 1', '12 lots')
  land()
  expect(alert()).toContain('“lots” in “Line 1” is not read')
  write('Kind', 'message')
  write('Kind', 'chart')
  expect(field('Numbers of line 1').value).toBe('12 lots')
  expect(stage.sent).toEqual([])
})

test('[INJECT-85] it has up to eight lines, each with a name', () => {
  write('Title', 'Queues')
  write('Numbers of line 1', '1 2')
  for (let line = 2; line <= 8; line += 1) press('Add a line')
  expect(page.textContent).not.toContain('Add a line')
  for (let line = 8; line > 2; line -= 1) press(`Remove line ${line}`)
  write('Name of line 2', 'deferred')
  write('Numbers of line 2', '3 4')
  land()
  expect(stage.sent).toMatchObject([
    { content: { chart: { series: [{ name: 'Line 1' }, { name: 'deferred' }] } } },
  ])
})
