import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SteadyScroll } from '../../client/board/steady-scroll.ts'

const height = 100
let focused: string | null
/** What a finger finds in each card. */
let touch: Map<string, Node>
/** What a browser does behind a change, and where the list has another size. */
let tellOfChanges: () => void
let tellOfSizes: () => void

class FakeNode {
  readonly nodeType = 1
}

beforeEach(() => {
  focused = null
  touch = new Map()
  vi.stubGlobal('document', { activeElement: null })
  vi.stubGlobal('Node', FakeNode)
  const observe = () => undefined
  vi.stubGlobal('MutationObserver', function (tell: () => void) {
    tellOfChanges = tell
    return { observe }
  })
  vi.stubGlobal('ResizeObserver', function (tell: () => void) {
    tellOfSizes = tell
    return { observe }
  })
})
afterEach(() => vi.unstubAllGlobals())

/** A list that shows three and a half of its cards, each of the same height until it grows. */
function listOf(names: string) {
  let order = Array.from(names)
  const heights = new Map<string, number>()
  const heightOf = (name: string) => heights.get(name) ?? height
  const sum = (some: readonly string[]) => some.reduce((all, name) => all + heightOf(name), 0)
  const itemOf = (name: string) => ({
    get offsetTop() {
      return sum(order.slice(0, order.indexOf(name)))
    },
    get offsetHeight() {
      return heightOf(name)
    },
    contains: (node: unknown) => (node === null ? focused === name : node === touch.get(name)),
  })
  const items = new Map<string, object>()
  const shown = (name: string) => items.get(name) ?? items.set(name, itemOf(name)).get(name)
  const heard = new Map<string, (event: unknown) => void>()
  let top = 0
  const scroll = {
    clientHeight: 3.5 * height,
    get scrollHeight() {
      return sum(order)
    },
    get scrollTop() {
      return (top = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight)))
    },
    set scrollTop(to: number) {
      top = to
    },
    querySelectorAll: () => order.map(shown),
    addEventListener: (type: string, hear: (event: unknown) => void) => heard.set(type, hear),
    removeEventListener: () => undefined,
  }
  let looks = 0
  const look = scroll.querySelectorAll
  scroll.querySelectorAll = () => (looks++, look())
  const steady = new SteadyScroll(scroll as unknown as HTMLElement)
  steady.keep()
  const looksBefore = looks
  // As a browser does once the list is laid out.
  tellOfSizes()
  const at = () => scroll.scrollTop / height
  return {
    steady,
    scroll,
    looksBefore,
    at,
    scrollTo: (cards: number) => {
      scroll.scrollTop = cards * height
      heard.get('scroll')?.({})
    },
    press: (name: string) => {
      const target = new FakeNode() as Node
      touch.set(name, target)
      heard.get('pointerdown')?.({ target })
    },
    become: (next: string) => {
      order = Array.from(next)
      steady.keep()
      return at()
    },
    narrow: (name: string, to: number) => {
      heights.set(name, to * height)
      tellOfSizes()
    },
    grow: (name: string, to: number) => {
      heights.set(name, to * height)
      tellOfChanges()
      return at()
    },
  }
}

test('[BOARD-26] what comes or goes above leaves what is in sight in its place', () => {
  const { scrollTo, become } = listOf('abcdefgh')
  scrollTo(3)
  expect(become('NabcdefghM')).toBe(4)
  expect(become('bcdefghM')).toBe(2)
  expect(become('bcXdefghM')).toBe(3)
})

test('[BOARD-26] what comes, goes or grows in the midst leaves most of it where it is', () => {
  const { scrollTo, become, grow } = listOf('abcdefghijk')
  scrollTo(3)
  expect(become('abcdXefghijk')).toBe(4)
  expect(become('abcdefghijk')).toBe(3)
  expect(grow('d', 1.5)).toBe(3.5)
  expect(grow('d', 1)).toBe(3)
  expect(grow('f', 2)).toBe(3)
})

test('[BOARD-26] a card above that grows pushes nothing, and one below neither', () => {
  const { scrollTo, grow } = listOf('abcdefghijk')
  scrollTo(4)
  expect(grow('b', 2)).toBe(5)
  expect(grow('k', 2)).toBe(5)
  expect(grow('b', 1)).toBe(4)
})

test('[BOARD-26] whoever is carried away takes nobody along, not even where most of those in sight are', () => {
  const { scrollTo, become } = listOf('abcdefghijklm')
  scrollTo(6)
  expect(become('gabcdefhijklm')).toBe(6)
  expect(become('jihgabcdefklm')).toBe(9)
  expect(become('fedcjihgabklm')).toBe(9)
})

test('[BOARD-26] two that change places, and one that takes another’s, move nothing else', () => {
  const { scrollTo, become } = listOf('abcdefgh')
  scrollTo(2)
  expect(become('abdcefgh')).toBe(2)
  expect(become('abdecfgh')).toBe(2)
})

test('[BOARD-26] the card that one writes in stays under the hands, wherever it is carried', () => {
  const { scrollTo, become, grow } = listOf('abcdefghijk')
  scrollTo(4)
  focused = 'e'
  expect(grow('e', 2)).toBe(4)
  expect(become('eabcdfghijk')).toBe(0)
})

test('[BOARD-26] a card that is touched opens where it is, and takes nobody along when it is carried away', () => {
  const { scrollTo, become, grow, press } = listOf('abcdefghijk')
  scrollTo(4)
  press('e')
  expect(grow('e', 4)).toBe(4)
  expect(grow('b', 2)).toBe(5)
  expect(grow('e', 1)).toBe(5)
  expect(become('eabcdfghijk')).toBe(5)
})

test('[BOARD-26] a list that became short draws back, and nothing is counted twice', () => {
  const { scrollTo, become } = listOf('abcdefghij')
  scrollTo(6.5)
  expect(become('cdefghij')).toBe(4.5)
  expect(become('cd')).toBe(0)
})

test('[BOARD-26] with a card in the hand the list is moved by it alone', () => {
  const { steady, scrollTo, become } = listOf('abcdefgh')
  scrollTo(3)
  steady.held = true
  expect(become('Nabcdefgh')).toBe(3)
})

test('[BOARD-26] another width moves everything, and what changes then starts from there', () => {
  const { scrollTo, at, narrow, grow } = listOf('abcdefgh')
  scrollTo(3)
  narrow('a', 3)
  expect(at()).toBe(3)
  expect(grow('b', 2)).toBe(4)
})

test('[BOARD-26] a list that is not shown has no places to keep', () => {
  const { scroll, scrollTo, become, grow } = listOf('abcdefgh')
  scrollTo(3)
  scroll.clientHeight = 0
  become('Nabcdefgh')
  scroll.clientHeight = 3.5 * height
  tellOfSizes()
  expect(grow('N', 2)).toBe(4)
})

test('[BOARD-26] a list is not looked at before it is laid out, for that would be done at once', () => {
  expect(listOf('abcdefgh').looksBefore).toBe(0)
})
