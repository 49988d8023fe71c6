import { expect, test, vi } from 'vitest'

const motion = vi.hoisted(() => ({ current: false }))
vi.mock('svelte/motion', () => ({ prefersReducedMotion: motion }))

const { slides } = await import('../../client/ui/slides.ts')

const element = document.createElement('div')
const rect = (top: number, height: number) => new DOMRect(20, top, 300, height)

test('[PAGE-105] what grew while it changed its place is moved, and not stretched', () => {
  const { duration, css } = slides(element, { from: rect(40, 80), to: rect(200, 120) })
  expect(duration).toBeGreaterThan(0)
  expect(css?.(0, 1)).toBe('transform: translate(0px, -160px)')
  expect(css?.(1, 0)).toBe('transform: translate(0px, 0px)')
})

test('[PAGE-105] what grew in its place rests, and for whoever asks for less motion everything does', () => {
  const grown = { from: rect(40, 80), to: rect(40, 120) }
  expect(slides(element, grown).duration).toBe(0)
  motion.current = true
  expect(slides(element, { from: rect(40, 80), to: rect(200, 80) }).duration).toBe(0)
  motion.current = false
})
