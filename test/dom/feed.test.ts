import { flushSync } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Chart, InjectContent, LandedInject } from '../../shared/stage/inject.ts'
import type { InjectId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import Feed from '../../client/stage/Feed.svelte'
import { draw, Staged } from './staged.ts'

/** What was drawn of the charts: jsdom has no canvas. */
const plotted = vi.hoisted(() => [] as Chart[])
vi.mock('../../client/stage/chart-plot.ts', () => ({
  drawChart: () => ({ destroy: () => undefined, redraw: () => undefined }),
  fitChart: () => undefined,
  showLines: (_: unknown, chart: Chart) => plotted.push(chart),
}))

/** A stage whose time a test lets pass. */
class Ticking extends Staged {
  #update = () => {}
  readonly #onTime = createSubscriber((update) => {
    this.#update = update
  })

  override now(): number {
    this.#onTime()
    return this.wall
  }

  pass(milliseconds: number): void {
    this.wall += milliseconds
    this.#update()
    flushSync()
  }
}

let drawn: ReturnType<typeof draw> | undefined
let stage: Ticking

beforeEach(() => {
  stage = new Ticking()
  plotted.length = 0
})

afterEach(async () => {
  await drawn?.dispose()
  drawn = undefined
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const alert: InjectContent = {
  kind: 'alert',
  severity: 'critical',
  title: 'db2 is behind',
  from: 'Pager',
  body: 'By 4 GB.',
}

function land(id: string, content: InjectContent = alert, at = 60_000): LandedInject {
  const inject = { id: id as InjectId, content, whisper: false, at, wallAt: stage.wall }
  stage.doc.injects.push([inject])
  flushSync()
  return inject
}

function open(): HTMLElement {
  drawn = draw(Feed, stage)
  return drawn.page
}

const find = (page: HTMLElement, selector: string) =>
  must(page.querySelector<HTMLElement>(selector), selector)
const cards = (page: HTMLElement) => [...page.querySelectorAll<HTMLElement>('article')]
const openOnes = (page: HTMLElement) =>
  cards(page).map((card) => find(card, 'h3 button').getAttribute('aria-expanded') === 'true')

test('[INJECT-62] each kind is told apart in words, and who it is from stands first', () => {
  land('i_1', { kind: 'message', title: 'Hello', from: 'Teo, customer support' })
  land('i_2', { kind: 'call', title: 'Ring', from: 'Wambui' })
  land('i_3', { kind: 'log', title: 'Lines', text: 'a' })
  land('i_4', alert)
  const page = open()
  const told = cards(page).map((card) => find(card, 'header').textContent.replace(/\s+/g, ' '))
  expect(told[0]).toMatch(/^ ?Pager Alert: critical/)
  expect(told[1]).toMatch(/^ ?Log now/)
  expect(told[2]).toMatch(/^ ?Wambui Phone call/)
  expect(told[3]).toMatch(/^ ?TE Teo customer support Message/)
})

test('[INJECT-62] since when is told by exercise time, and grows while it runs', () => {
  stage.doc.clock.push([{ wallAt: stage.wall, at: 60_000, speed: 2 }])
  land('i_1')
  const time = find(open(), 'time')
  expect(time.textContent).toContain('just now')
  expect(time.title).toMatch(/^At 1:00 of exercise, \d/)
  stage.pass(65_000)
  expect(time.textContent).toContain('2 min ago')
  stage.doc.clock.push([{ wallAt: stage.wall, at: 190_000, speed: 0 }])
  stage.pass(600_000)
  expect(time.textContent).toContain('2 min ago')
})

test('[INJECT-63] the newest is open, older ones fold to a line and open in place', () => {
  land('i_1', { ...alert, body: 'The first body' })
  land('i_2')
  const page = open()
  expect(openOnes(page)).toEqual([true, false])
  expect(page.textContent).not.toContain('The first body')
  find(must(cards(page)[1], 'the older'), 'h3 button').click()
  flushSync()
  expect(openOnes(page)).toEqual([true, true])
  expect(page.textContent).toContain('The first body')
  find(page, 'h3 button').click()
  land('i_3')
  expect(openOnes(page)).toEqual([true, false, true])
})

test('[INJECT-63] what is being read does not fold when another lands, and folds afterwards', async () => {
  land('i_1')
  const page = open()
  const reading = find(page, 'article h3 button')
  reading.focus()
  land('i_2')
  expect(openOnes(page)).toEqual([true, true])
  expect(document.activeElement).toBe(reading)
  reading.blur()
  await vi.waitFor(() => {
    flushSync()
    expect(openOnes(page)).toEqual([true, false])
  })
})

test('[INJECT-63] scrolled down, the reader is held still and told what is new above', () => {
  land('i_1')
  const page = open()
  const list = find(page, '.scroll')
  const tall = () => 100 * list.querySelectorAll('li').length
  Object.defineProperty(list, 'scrollHeight', { get: tall })
  list.scrollTo = () => (list.scrollTop = 0)
  list.scrollTop = 40
  list.dispatchEvent(new Event('scroll'))
  flushSync()
  expect(page.querySelector('.above')).toBeNull()
  land('i_2')
  land('i_3')
  expect(list.scrollTop).toBe(240)
  const above = find(page, '.above')
  expect(above.textContent.trim()).toBe('2 new above')
  above.click()
  flushSync()
  expect(list.scrollTop).toBe(0)
  expect(document.activeElement).toBe(list)
})

test('[INJECT-65] what is new keeps its mark until it was in sight for two seconds', () => {
  vi.useFakeTimers()
  let look = (_: boolean) => {}
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        look = (isIntersecting) => seen([{ isIntersecting }])
      }
      observe = () => undefined
      disconnect = () => undefined
    },
  )
  land('i_before')
  const page = open()
  const marks = () => page.querySelectorAll('.new').length
  expect(marks()).toBe(0)
  land('i_1')
  expect(marks()).toBe(1)
  expect(find(page, 'time').textContent).toContain('New')
  const wait = (milliseconds: number) => {
    vi.advanceTimersByTime(milliseconds)
    flushSync()
  }
  wait(10_000)
  expect(marks()).toBe(1)
  look(true)
  wait(1_900)
  look(false)
  wait(1_000)
  expect(marks()).toBe(1)
  look(true)
  wait(2_000)
  expect(marks()).toBe(0)
})

const lines = (count: number) =>
  Array.from({ length: count }, (_, n) => `line ${n} ${n % 5 === 0 ? 'WARN' : 'ok'}`).join('\n')

const press = (field: HTMLElement, key: string, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  field.dispatchEvent(event)
  flushSync()
}

test('[INJECT-64] a long log is searched: matches are marked, counted and stepped through', () => {
  const text = lines(15)
  land('i_1', { kind: 'log', title: 'Import', text })
  const page = open()
  const field = must(page.querySelector<HTMLInputElement>('input[type="search"]'), 'the search')
  const found = () => find(page, 'output').textContent
  const current = () => [...page.querySelectorAll('mark')].map((mark) => mark.className !== '')
  field.value = 'warn'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
  expect(found()).toBe('1 of 3')
  expect(find(page, 'pre').textContent).toBe(text)
  press(field, 'Enter')
  expect(found()).toBe('2 of 3')
  expect(page.querySelectorAll('mark')).toHaveLength(3)
  expect(page.querySelectorAll('mark.current')).toHaveLength(1)
  expect(current()).toHaveLength(3)
  press(field, 'Enter', { shiftKey: true })
  press(field, 'Enter', { shiftKey: true })
  expect(found()).toBe('3 of 3')
  press(field, 'Escape')
  expect(page.querySelectorAll('mark')).toHaveLength(0)
  expect(found()).toBe('')
})

test('[INJECT-64] a log of twelve lines has no search, and any log can be wrapped', () => {
  land('i_1', { kind: 'log', title: 'Short', text: lines(12) })
  const page = open()
  expect(page.querySelector('input[type="search"]')).toBeNull()
  expect(page.textContent).toContain('12 lines')
  const wrap = find(page, '[aria-label="Wrap long lines"]')
  expect(wrap.getAttribute('aria-pressed')).toBe('false')
  wrap.click()
  flushSync()
  expect(wrap.getAttribute('aria-pressed')).toBe('true')
  expect(find(page, 'pre').classList).toContain('wraps')
})

const growing = (moving: boolean): InjectContent => ({
  kind: 'chart',
  title: 'Lag',
  chart: {
    unit: 'GB',
    ...(moving && { moving }),
    series: [
      {
        name: 'lag',
        points: [
          [0, 0],
          [100_000, 10],
        ],
      },
    ],
  },
})

test('[INJECT-66] a chart that moves grows with exercise time, and stands in a pause', async () => {
  stage.doc.clock.push([{ wallAt: stage.wall, at: 40_000, speed: 2 }])
  land('i_1', growing(true), 40_000)
  const page = open()
  const ends = () => plotted.map(({ series }) => series[0]?.points.at(-1))
  await vi.waitFor(() => expect(ends()).toEqual([[40_000, 4]]))
  stage.pass(5_000)
  await vi.waitFor(() => expect(ends().at(-1)).toEqual([50_000, 5]))
  expect(find(page, '[role="img"]').ariaLabel).toContain('to 5 at 0:50')
  expect(find(page, 'figcaption').textContent).toMatch(/lag\s+5/)
  stage.doc.clock.push([{ wallAt: stage.wall, at: 50_000, speed: 0 }])
  stage.pass(60_000)
  await Promise.resolve()
  expect(ends().at(-1)).toEqual([50_000, 5])
})

test('[INJECT-66] in a replay it shows the moment that is looked at, backwards too', async () => {
  stage.doc.clock.push([{ wallAt: stage.wall - 50_000, at: 0, speed: 1 }])
  land('i_1', growing(true), 10_000)
  open()
  const end = () => plotted.at(-1)?.series[0]?.points.at(-1)
  await vi.waitFor(() => expect(end()).toEqual([50_000, 5]))
  stage.pass(-30_000)
  await vi.waitFor(() => expect(end()).toEqual([20_000, 2]))
})

test('[INJECT-66] a chart that does not move is all there', async () => {
  stage.doc.clock.push([{ wallAt: stage.wall, at: 40_000, speed: 1 }])
  land('i_1', growing(false), 40_000)
  open()
  await vi.waitFor(() => expect(plotted[0]?.series[0]?.points.at(-1)).toEqual([100_000, 10]))
})

test('[INJECT-67] an image is shown with its words, and large only when somebody asks', () => {
  const src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAUwAOw=='
  land('i_1', { kind: 'image', title: 'The rack', image: { src, alt: 'Two lights are out' } })
  const page = open()
  const image = must(page.querySelector('img'), 'the image')
  expect([image.src, image.alt]).toEqual([src, 'Two lights are out'])
  expect(page.querySelector('dialog')).toBeNull()
})

test('[INJECT-67] what a document holds in the place of an image and is none is not shown', () => {
  const image = { src: 'https://example.org/pixel.png', alt: 'A pixel' }
  land('i_1', { kind: 'image', title: 'From afar', image })
  const page = open()
  expect(page.querySelector('img')).toBeNull()
  expect(cards(page)).toHaveLength(0)
})
