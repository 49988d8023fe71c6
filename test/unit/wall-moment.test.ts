import { expect, test } from 'vitest'
import { exerciseTimeAt, wallMomentOf } from '../../shared/stage/clock.ts'

/** Runs, stands for ten seconds at 5,000, goes on at twice the speed. */
const plan = [
  { wallAt: 1_000, at: 0, speed: 1 },
  { wallAt: 6_000, at: 5_000, speed: 0 },
  { wallAt: 16_000, at: 5_000, speed: 2 },
]

test('[CLOCK-63] the wall moment of an exercise time is when the clock first showed it', () => {
  expect(wallMomentOf(plan, 0)).toBe(1_000)
  expect(wallMomentOf(plan, 5_000)).toBe(6_000)
  expect(wallMomentOf(plan, 9_000)).toBe(18_000)
  for (const time of [1, 4_999, 5_001, 60_000]) {
    expect(exerciseTimeAt(plan, wallMomentOf(plan, time) ?? 0)).toBe(time)
  }
})

test('[CLOCK-63] ahead of a clock that stands nobody can say', () => {
  expect(wallMomentOf(plan.slice(0, 2), 5_001)).toBeNull()
  expect(wallMomentOf([], 0)).toBeNull()
})

test('[CLOCK-63] what the clock jumped over was reached with the jump', () => {
  const jumped = [...plan.slice(0, 1), { wallAt: 6_000, at: 65_000, speed: 1 }]
  expect(wallMomentOf(jumped, 5_000)).toBe(6_000)
  expect(wallMomentOf(jumped, 30_000)).toBe(6_000)
  expect(wallMomentOf(jumped, 66_000)).toBe(7_000)
})
