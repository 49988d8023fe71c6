import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** jsdom and Node lay nothing out: the test says what comes near, and when a frame is drawn. */
let look: (...entries: { target: Element; isIntersecting: boolean }[]) => void
let frames: (() => void)[] = []

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(hear: (entries: { target: Element; isIntersecting: boolean }[]) => void) {
        look = (...entries) => hear(entries)
      }
      observe = () => undefined
      unobserve = () => undefined
      disconnect = () => undefined
    },
  )
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})
afterEach(() => {
  frames = []
  vi.unstubAllGlobals()
})

function draw(): void {
  const due = frames
  frames = []
  for (const run of due) run()
}

/** A list of so many rows, and what each was told. */
async function listOf(count: number) {
  vi.resetModules()
  const { NearSight } = await import('../../client/ui/near-sight.ts')
  const near = new NearSight()
  const leave = near.list({} as HTMLElement)
  const rows = Array.from({ length: count }, () => ({
    element: {} as HTMLElement,
    told: [] as boolean[],
  }))
  const leaves = rows.map(({ element, told }) => near.of((isNear) => told.push(isNear))(element))
  const come = (isIntersecting: boolean, ...of: number[]) =>
    look(...of.map((at) => ({ target: rows[at]?.element as Element, isIntersecting })))
  return { told: () => rows.map((row) => row.told), come, leave, leaves }
}

test('[PAGE-94] a few are told with each frame, in the order in which they came near', async () => {
  const { told, come } = await listOf(3)
  come(true, 2, 0, 1)
  expect(told()).toEqual([[], [], []])
  draw()
  expect(told()).toEqual([[true], [], [true]])
  draw()
  expect(told()).toEqual([[true], [true], [true]])
  expect(frames).toEqual([])
})

test('[PAGE-94] what a flick brings near and away again is told nothing', async () => {
  const { told, come } = await listOf(4)
  come(true, 0, 1, 2)
  draw()
  come(false, 2)
  come(true, 3)
  draw()
  expect(told()).toEqual([[true], [true], [], [true]])
  come(false, 0)
  come(true, 0)
  draw()
  expect(told()[0]).toEqual([true])
})

test('[PAGE-94] nobody is told what they know, and whoever comes near does not wait for those who went', async () => {
  const { told, come } = await listOf(5)
  come(false, 0, 1, 2, 3)
  expect(frames).toEqual([])
  come(true, 0, 1)
  draw()
  come(false, 0, 1)
  come(true, 4)
  draw()
  expect(told()).toEqual([[true, false], [true], [], [], [true]])
})

test('[PAGE-94] what is gone is told nothing', async () => {
  const { told, come, leaves, leave } = await listOf(2)
  come(true, 0, 1)
  leaves[0]?.()
  draw()
  expect(told()).toEqual([[], [true]])
  come(false, 1)
  leave?.()
  draw()
  expect(told()).toEqual([[], [true]])
})
