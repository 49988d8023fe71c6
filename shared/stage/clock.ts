import * as z from 'zod/mini'

/**
 * One stretch of exercise time. From the wall moment `wallAt` (milliseconds since the epoch)
 * exercise time runs on from `at` (milliseconds of exercise) at `speed` (exercise milliseconds per
 * wall millisecond; 0 is a pause).
 */
export const clockSegment = z.object({
  wallAt: z.int().check(z.nonnegative()),
  at: z.number().check(z.nonnegative()),
  speed: z.number().check(z.gte(0), z.lte(100)),
})
export type ClockSegment = z.infer<typeof clockSegment>

/** Exercise time as a function of wall time: segments in order, none before the clock first starts. */
export type ClockPlan = readonly ClockSegment[]

/** Exercise time in milliseconds at a wall moment. Zero before the first start. */
export function exerciseTimeAt(plan: ClockPlan, wall: number): number {
  const segment = plan.findLast((each) => each.wallAt <= wall)
  return segment ? segment.at + (wall - segment.wallAt) * segment.speed : 0
}

/** How fast exercise time runs now: the last segment's speed, 0 where there is none. */
export function speedOf(plan: ClockPlan): number {
  return plan.at(-1)?.speed ?? 0
}

/** The speed to go on with after a pause: that of the last stretch that ran, 1 where none did. */
export function speedBeforePause(plan: ClockPlan): number {
  return plan.findLast((segment) => segment.speed > 0)?.speed ?? 1
}

/**
 * The wall moment at which exercise time reaches `at` if the last segment goes on as it is, or null
 * while the clock stands. A moment already past gives the wall moment at which it was reached or
 * jumped over, never one before the last segment.
 */
export function wallTimeOf(plan: ClockPlan, at: number): number | null {
  const last = plan.at(-1)
  if (!last || last.speed === 0) return null
  return last.wallAt + Math.max(0, at - last.at) / last.speed
}

/**
 * The wall moment at which exercise time first was at `time`, or will be if the clock runs on as it
 * does now. Null where nobody can say: ahead of a standing clock, or before it first ran.
 */
export function wallMomentOf(plan: ClockPlan, time: number): number | null {
  const index = plan.findIndex(
    ({ at, speed }, each) => speed > 0 && at <= time && time <= (plan[each + 1]?.at ?? Infinity),
  )
  const segment = plan[index]
  if (!segment) return null
  const reached = segment.wallAt + (time - segment.at) / segment.speed
  // What was jumped over was reached with the jump.
  return Math.min(reached, plan[index + 1]?.wallAt ?? Infinity)
}

/** How long, in wall milliseconds, the clock ran between two wall moments, at whatever speed. */
export function ranBetween(plan: ClockPlan, from: number, to: number): number {
  return plan.reduce((sum, { wallAt, speed }, index) => {
    if (speed === 0) return sum
    const end = Math.min(to, plan[index + 1]?.wallAt ?? Infinity)
    return sum + Math.max(0, end - Math.max(from, wallAt))
  }, 0)
}

/**
 * The segment that makes exercise time run at `speed` from the wall moment on. The past keeps its
 * times; a wall clock that jumped back counts as standing still.
 */
export function segmentAt(plan: ClockPlan, wall: number, speed: number): ClockSegment {
  const wallAt = Math.max(wall, plan.at(-1)?.wallAt ?? 0)
  return { wallAt, at: exerciseTimeAt(plan, wallAt), speed }
}

/**
 * The segment that moves exercise time forward by `by` milliseconds at the wall moment, and lets it
 * go on as it did. What lies between is due at once.
 */
export function jumpAt(plan: ClockPlan, wall: number, by: number): ClockSegment {
  const here = segmentAt(plan, wall, speedOf(plan))
  return { ...here, at: here.at + by }
}
