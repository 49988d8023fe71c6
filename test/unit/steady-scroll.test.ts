import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SteadyScroll } from '../../client/board/steady-scroll.ts'

const height = 100
let frames: Map<number, () => void>
let focused: string | null

beforeEach(() => {
  frames = new Map()
  focused = null
  let asked = 0
  vi.stubGlobal('document', { activeElement: null })
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => (frames.set(++asked, run), asked))
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id))
})
afterEach(() => vi.unstubAllGlobals())

/** A list that shows three and a half of its cards, each of the same height. */
function listOf(names: string) {
  let order = Array.from(names)
  const items = new Map<string, HTMLElement>()
  const itemOf = (name: string) => {
    const item = {
      get offsetTop() {
        return order.indexOf(name) * height
      },
      offsetHeight: height,
      get isConnected() {
        return order.includes(name)
      },
      contains: () => focused === name,
    }
    items.set(name, items.get(name) ?? (item as unknown as HTMLElement))
    return items.get(name)
  }
  const scroll = {
    style: { overflowAnchor: '' },
    scrollTop: 0,
    clientHeight: 3.5 * height,
    querySelectorAll: () => order.map(itemOf),
  }
  const steady = new SteadyScroll(scroll as unknown as HTMLElement)
  const become = (next: string) => {
    steady.note()
    order = Array.from(next)
    steady.keep()
    return scroll.scrollTop / height
  }
  return { scroll, become }
}

test('[BOARD-26] what comes or goes above leaves what is in sight in its place', () => {
  const { scroll, become } = listOf('abcdefgh')
  scroll.scrollTop = 3 * height
  expect(become('NabcdefghM')).toBe(4)
  expect(become('bcdefghM')).toBe(2)
  expect(become('bcXdefghM')).toBe(3)
})

test('[BOARD-26] whoever is carried away takes nobody along, not even where most of those in sight are', () => {
  const { scroll, become } = listOf('abcdefghij')
  scroll.scrollTop = 6 * height
  expect(become('gabcdefhij')).toBe(6)
  expect(become('jihgabcdef')).toBe(9)
  expect(become('fedcjihgab')).toBe(9)
})

test('[BOARD-26] two that change places, and one that takes another’s, move nothing else', () => {
  const { scroll, become } = listOf('abcdefgh')
  scroll.scrollTop = 2 * height
  expect(become('abdcefgh')).toBe(2)
  expect(become('abdecfgh')).toBe(2)
})

test('[BOARD-26] the card that one writes in stays under the hands, wherever it is carried', () => {
  const { scroll, become } = listOf('abcdefgh')
  scroll.scrollTop = 4 * height
  focused = 'e'
  expect(become('eabcdfgh')).toBe(0)
})

test('[BOARD-26] the browser anchors again only when a frame has passed without a change', () => {
  const { scroll, become } = listOf('abcd')
  become('Nabcd')
  become('MNabcd')
  expect(scroll.style.overflowAnchor).toBe('none')
  expect(frames.size).toBe(1)
  for (const run of frames.values()) run()
  expect(scroll.style.overflowAnchor).toBe('')
})
