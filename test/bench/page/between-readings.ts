import type { LettersAt, ProbeReading } from './probe.ts'

/*
 * What two readings of a probe tell of the time between them.
 */

/** How long each took to be drawn; those the browser does not tell of were below 16 ms. */
export function interactionsBetween(before: ProbeReading, after: ProbeReading): number[] {
  const longestById = new Map<number, number>()
  for (const { interactionId, at, duration } of after.events) {
    if (at < before.now) continue
    longestById.set(interactionId, Math.max(duration, longestById.get(interactionId) ?? 0))
  }
  const quick = Math.max(0, after.interactions - before.interactions - longestById.size)
  return [...longestById.values(), ...Array<number>(quick).fill(16)]
}

export function longTasksBetween(before: ProbeReading, after: ProbeReading): number[] {
  return after.longTasks.filter(({ at }) => at >= before.now).map(({ duration }) => duration)
}

/** From the press of each letter to its being drawn on the other page, alone or with later ones. */
export function lettersBetween(typed: readonly LettersAt[], seen: readonly LettersAt[]): number[] {
  return typed.flatMap(({ letters, at }) => {
    const shown = seen.find((each) => each.letters >= letters && each.at >= at)
    return shown ? [shown.at - at] : []
  })
}

/** As web vitals count it: the worst burst of shifts, each a second apart at most, five in all. */
export function shiftBetween(before: ProbeReading, after: ProbeReading) {
  const shifts = after.shifts.filter(({ at }) => at >= before.now)
  let [worst, sum, from, last] = [0, 0, -Infinity, -Infinity]
  for (const { at, value } of shifts) {
    const isNew = at - last > 1_000 || at - from > 5_000
    if (isNew) [from, sum] = [at, 0]
    sum += value
    last = at
    worst = Math.max(worst, sum)
  }
  const largest = shifts.toSorted((a, b) => b.value - a.value)[0]
  return { shift: worst, shifted: largest?.moved.join(', ') ?? '' }
}
