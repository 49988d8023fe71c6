import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import WheelInSight from '../../client/stage/WheelInSight.svelte'
// Fetched by the page when it is first needed: a test does not wait for that.
import '../../client/stage/WheelPanel.svelte'
import type { SpinId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Spin } from '../../shared/stage/wheel.ts'
import { spinLasts, turnedAt } from '../../shared/stage/wheel.ts'
import { ana, draw, Staged } from './staged.ts'

/** Somebody who does not mind motion. */
vi.mock('svelte/motion', async (real) => ({
  ...(await real<object>()),
  prefersReducedMotion: { current: false },
}))

let drawn: ReturnType<typeof draw> | undefined

afterEach(async () => {
  await drawn?.dispose()
  vi.restoreAllMocks()
})

/** The wheel of somebody who comes two seconds after it began to turn. */
async function lateWheel(stage: Staged) {
  const spin: Spin = {
    id: 'w_1' as SpinId,
    wheel: 'incident',
    entries: [
      { id: 'DNS', label: 'DNS' },
      { id: 'Full disk', label: 'Full disk' },
    ],
    weights: [1, 1],
    picked: 0,
    turns: 5.75,
    by: ana,
    wallAt: stage.now() - 2_000,
    at: 0,
  }
  stage.doc.spins.push([spin])
  drawn = draw(WheelInSight, stage)
  const { page } = drawn
  await vi.waitFor(() => {
    flushSync()
    expect(page.querySelector('svg')).not.toBeNull()
  })
  return { spin, wheel: must(page.querySelector<SVGGElement>('.wheel'), 'the wheel') }
}

test('[WHEEL-3] whoever comes late sees the wheel as far as it has turned, by the server’s clock', async () => {
  const stage = new Staged()
  // This page's own clock is wrong by ten minutes.
  vi.spyOn(Date, 'now').mockReturnValue(stage.wall - 600_000)
  const { spin, wheel } = await lateWheel(stage)
  expect(wheel.classList.contains('animated')).toBe(true)
  expect(wheel.style.getPropertyValue('animation-delay')).toBe('-2000ms')
  expect(wheel.style.getPropertyValue('animation-duration')).toBe(`${spinLasts}ms`)
  expect(wheel.style.getPropertyValue('--turns')).toBe(`${spin.turns}turn`)
})

test('[WHEEL-3] a replay shows the wheel as it was at the moment that is shown', async () => {
  const stage: Staged = Object.assign(new Staged(), { send: null as never })
  const { spin, wheel } = await lateWheel(stage)
  expect(wheel.classList.contains('animated')).toBe(false)
  expect(wheel.style.getPropertyValue('transform')).toBe(
    `rotate(${turnedAt(spin, stage.now())}turn)`,
  )
})
