import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beforePaint } from '../../client/net/before-paint.ts'

let frames: FrameRequestCallback[]
let ran: string[]
let now: number
/** Each begins long after the one before, when nothing rests any more. */
let tests = 0

beforeEach(() => {
  frames = []
  ran = []
  now = 1_000_000 * ++tests
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
})

afterEach(() => {
  draw()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const run = (name: string) => () => void ran.push(name)

function draw(): void {
  for (const frame of frames.splice(0)) frame(0)
}

/** A frame that takes so many milliseconds to be made. */
async function drawFor(cost: number): Promise<void> {
  draw()
  now += cost
  // A message behind the frame's own is heard behind it.
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve(null)
    }
    port2.postMessage(null)
  })
}

function pass(duration: number): void {
  now += duration
  vi.advanceTimersByTime(duration)
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

test('[PAGE-96] what can wait leaves a page three times the time that it took to be drawn', async () => {
  beforePaint(run('a'), true)
  await drawFor(20)
  beforePaint(run('b'), true)
  pass(59)
  expect([ran, frames.length]).toEqual([['a'], 0])
  pass(1)
  draw()
  expect(ran).toEqual(['a', 'b'])
})

test('[PAGE-96] what comes while a frame is drawn waits for the end of it, and two more', async () => {
  beforePaint(run('a'), true)
  draw()
  beforePaint(run('b'), true)
  expect(frames).toHaveLength(0)
  await drawFor(1)
  pass(32)
  expect(frames).toHaveLength(0)
  pass(1)
  expect(frames).toHaveLength(1)
})

test('[PAGE-96] nothing waits longer than a tenth of a second', async () => {
  beforePaint(run('a'), true)
  await drawFor(4_000)
  beforePaint(run('b'), true)
  pass(100)
  expect(frames).toHaveLength(1)
})

test('[PAGE-96] what cannot wait takes along what can', async () => {
  beforePaint(run('a'), true)
  await drawFor(40)
  beforePaint(run('b'), true)
  beforePaint(run('c'))
  draw()
  expect(ran).toEqual(['a', 'b', 'c'])
  pass(40)
  expect(frames).toHaveLength(0)
})
