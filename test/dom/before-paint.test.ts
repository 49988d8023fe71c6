import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beforePaint } from '../../client/net/before-paint.ts'

let frames: FrameRequestCallback[]
let ran: string[]

beforeEach(() => {
  frames = []
  ran = []
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const run = (name: string) => () => void ran.push(name)

function draw(): void {
  for (const frame of frames.splice(0)) frame(0)
}

function hide(): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
}

test('[PAGE-96] what came since the last frame is taken in one go, in order', () => {
  beforePaint(run('a'))
  beforePaint(run('b'))
  expect([ran, frames.length]).toEqual([[], 1])
  draw()
  expect([ran, frames.length]).toEqual([['a', 'b'], 0])
  beforePaint(run('c'))
  draw()
  expect(ran).toEqual(['a', 'b', 'c'])
})

test('[PAGE-96] a page that is hidden takes at once what waits, and what comes', () => {
  beforePaint(run('a'))
  hide()
  expect(ran).toEqual(['a'])
  beforePaint(run('b'))
  expect(ran).toEqual(['a', 'b'])
  draw()
  expect(ran).toEqual(['a', 'b'])
})

test('[PAGE-96] what fails is told, and the rest is taken', () => {
  const told = vi.fn()
  vi.stubGlobal('reportError', told)
  beforePaint(() => {
    throw new Error('odd frame')
  })
  beforePaint(run('b'))
  draw()
  expect(ran).toEqual(['b'])
  expect(told).toHaveBeenCalledOnce()
})
