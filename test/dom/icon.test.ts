import fileUp from 'lucide-static/icons/file-up.svg?raw'
import hand from 'lucide-static/icons/hand.svg?raw'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import Icon from '../../client/ui/Icon.svelte'
import { drawn } from '../../client/ui/icon.ts'
import { must } from '../../shared/invariants.ts'

const svg = () => must(document.querySelector('svg'), 'an icon')
const linesIn = (drawing: string) => drawing.match(/ d="[^"]+"/g)?.length

afterEach(() => document.body.replaceChildren())

test('an icon has the lines of its file, as an SVG, and is not read aloud', async () => {
  const icon = mount(Icon, { target: document.body, props: { of: hand, size: 14 } })
  flushSync()
  expect(svg().querySelectorAll('path')).toHaveLength(linesIn(hand) ?? NaN)
  expect(svg().firstElementChild?.namespaceURI).toBe('http://www.w3.org/2000/svg')
  expect(svg().getAttribute('width')).toBe('14')
  expect(svg().getAttribute('aria-hidden')).toBe('true')
  await unmount(icon)
})

test('one drawing is drawn as often as it is asked for, and another in its place', () => {
  const elements = [hand, hand, fileUp].map((drawing) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    drawn(hand)(element)
    drawn(drawing)(element)
    return element
  })
  expect(elements.map(({ children }) => children.length)).toEqual([hand, hand, fileUp].map(linesIn))
})
