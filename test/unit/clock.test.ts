import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import type { ClockPlan, ClockSegment } from '../../shared/stage/clock.ts'
import {
  clockSegment,
  exerciseTimeAt,
  segmentAt,
  speedBeforePause,
  speedOf,
  wallTimeOf,
} from '../../shared/stage/clock.ts'
import { Chance } from '../band/chance.ts'

const start = 1_700_000_000_000

/** What somebody does to the clock: at a wall moment, run at a speed (0 is a pause). */
interface Turn {
  readonly wall: number
  readonly speed: number
}

/** The clock as one would do it by hand: a stopwatch that somebody presses. */
function stopwatch(turns: readonly Turn[], wall: number): number {
  let [time, speed, since] = [0, 0, start]
  for (const turn of turns) {
    const at = Math.max(turn.wall, since)
    if (at > wall) break
    time += (at - since) * speed
    speed = turn.speed
    since = at
  }
  return time + Math.max(0, wall - since) * speed
}

function planOf(turns: readonly Turn[]): ClockSegment[] {
  const plan: ClockSegment[] = []
  for (const { wall, speed } of turns) plan.push(segmentAt(plan, wall, speed))
  return plan
}

/** Pauses, speeds and a wall clock that sometimes jumps back. */
function randomTurns(chance: Chance): Turn[] {
  let wall = start
  return Array.from({ length: chance.below(12) }, () => {
    wall += chance.happens(0.15) ? -chance.below(60_000) : chance.below(90_000)
    wall = Math.max(start, wall)
    return { wall, speed: chance.pick(['0', '0', '0.5', '1', '1', '2', '5', '10', '60']) }
  }).map(({ wall: at, speed }) => ({ wall: at, speed: Number(speed) }))
}

const seeds = Array.from({ length: 300 }, (_, index) => index + 1)

describe('exercise time', () => {
  test('[CLOCK-1] it equals a stopwatch, at any moment, for any pauses, speeds and jumps', () => {
    for (const seed of seeds) {
      const chance = new Chance(seed)
      const turns = randomTurns(chance)
      const plan = planOf(turns)
      for (let probe = 0; probe < 20; probe++) {
        const wall = start + chance.below(1_200_000)
        expect(exerciseTimeAt(plan, wall), `seed ${seed}, wall ${wall}`).toBeCloseTo(
          stopwatch(turns, wall),
          3,
        )
      }
    }
  })

  test('[CLOCK-2] what is done to the clock never re-times the past', () => {
    for (const seed of seeds) {
      const chance = new Chance(seed)
      const turns = randomTurns(chance)
      let plan: ClockPlan = []
      for (const { wall, speed } of turns) {
        const next = [...plan, segmentAt(plan, wall, speed)]
        const until = next.at(-1)?.wallAt ?? 0
        const past = Array.from({ length: 8 }, () => start + chance.below(until - start + 1))
        for (const moment of past.filter((each) => each < until))
          expect(exerciseTimeAt(next, moment)).toBe(exerciseTimeAt(plan, moment))
        plan = next
      }
    }
  })

  test('[CLOCK-3] it never runs backwards, not even when the wall clock jumps back', () => {
    for (const seed of seeds) {
      const chance = new Chance(seed)
      const plan = planOf(randomTurns(chance))
      const moments = Array.from({ length: 30 }, () => start + chance.below(1_200_000))
      const times = moments.sort((a, b) => a - b).map((wall) => exerciseTimeAt(plan, wall))
      for (const [index, time] of times.entries())
        expect(time).toBeGreaterThanOrEqual((times[index - 1] ?? 0) - 1e-6)
    }
  })

  test('[CLOCK-4] it stands at zero before the first start, and still in a pause', () => {
    expect(exerciseTimeAt([], start)).toBe(0)
    const plan = planOf([
      { wall: start, speed: 2 },
      { wall: start + 10_000, speed: 0 },
    ])
    expect(exerciseTimeAt(plan, start - 5_000)).toBe(0)
    expect(exerciseTimeAt(plan, start + 10_000)).toBe(20_000)
    expect(exerciseTimeAt(plan, start + 3_600_000)).toBe(20_000)
  })

  test('[CLOCK-5] a plan that was written down and read again tells the same time', () => {
    for (const seed of seeds.slice(0, 50)) {
      const chance = new Chance(seed)
      const plan = planOf(randomTurns(chance))
      const restarted = z.array(clockSegment).parse(JSON.parse(JSON.stringify(plan)))
      const wall = start + chance.below(2_000_000)
      expect(exerciseTimeAt(restarted, wall)).toBe(exerciseTimeAt(plan, wall))
    }
  })

  test('[CLOCK-6] a running clock says when it will reach a time, a standing one that it will not', () => {
    for (const seed of seeds) {
      const chance = new Chance(seed)
      const plan = planOf(randomTurns(chance))
      const ahead = exerciseTimeAt(plan, plan.at(-1)?.wallAt ?? 0) + chance.below(600_000)
      const wall = wallTimeOf(plan, ahead)
      if (speedOf(plan) === 0) expect(wall).toBeNull()
      else expect(exerciseTimeAt(plan, wall ?? 0)).toBeCloseTo(ahead, 1)
    }
  })

  test('[CLOCK-6] a time already past is due at once, never before the last change', () => {
    const plan = planOf([
      { wall: start, speed: 10 },
      { wall: start + 60_000, speed: 1 },
    ])
    expect(wallTimeOf(plan, 5_000)).toBe(start + 60_000)
  })

  test('[CLOCK-7] after a pause the clock goes on at the speed it had', () => {
    const plan = planOf([
      { wall: start, speed: 5 },
      { wall: start + 1_000, speed: 0 },
      { wall: start + 2_000, speed: 0 },
    ])
    expect(speedBeforePause(plan)).toBe(5)
    expect(speedBeforePause([])).toBe(1)
  })
})
