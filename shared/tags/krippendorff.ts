/** How far two values are from each other: 0 for the same, 1 for as far as can be. */
export type Distance<Value> = (one: Value, other: Value) => number

/**
 * Krippendorff's alpha: how much more people agree than by chance, α = 1 − Do / De. Do is the mean
 * distance within units, De the mean distance of all values with all. 1 is perfect agreement, 0 what
 * chance alone would bring, below 0 less than that. Who left a unit out is simply not in it; a unit
 * with fewer than two values says nothing.
 *
 * Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); Content Analysis, 3rd
 * ed. (2013), chapter 12.
 * @param keyOf tells equal values from others
 * @returns null where it is not defined: no unit has two values, or all values are the same
 */
export function alpha<Value>(
  units: readonly (readonly Value[])[],
  distance: Distance<Value>,
  keyOf: (value: Value) => string = String,
): number | null {
  const pairable = units.filter((unit) => unit.length > 1).map((unit) => counted(unit, keyOf))
  const all = new Map<string, Counted<Value>>()
  for (const unit of pairable) for (const each of unit.values()) add(all, each, keyOf)
  const n = sizeOf(all)
  const expected = n < 2 ? 0 : apart(all, distance) / (n * (n - 1))
  if (expected === 0) return null
  const within = pairable.map((unit) => apart(unit, distance) / (sizeOf(unit) - 1))
  return 1 - within.reduce((sum, each) => sum + each, 0) / n / expected
}

/** The same, or not. */
export const nominal: Distance<unknown> = (one, other) => (one === other ? 0 : 1)

/**
 * The distance of two sets by MASI, 1 − J · M: J is the part of all members that both have, M is 1 for
 * equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not. Two empty sets are equal.
 *
 * Source: Passonneau, "Measuring Agreement on Set-Valued Items (MASI) for Semantic and Pragmatic
 * Annotation" (LREC 2006).
 */
export function masi(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((each) => other.has(each)).length
  const either = one.size + other.size - both
  if (either === 0) return 0
  return 1 - (both / either) * monotony(one.size, other.size, both)
}

function monotony(one: number, other: number, both: number): number {
  if (both === one && both === other) return 1
  if (both === Math.min(one, other)) return 2 / 3
  return both > 0 ? 1 / 3 : 0
}

/** A value and how many gave it: a hundred thousand values are few different ones. */
interface Counted<Value> {
  readonly value: Value
  readonly count: number
}

function counted<Value>(values: readonly Value[], keyOf: (value: Value) => string) {
  const counts = new Map<string, Counted<Value>>()
  for (const value of values) add(counts, { value, count: 1 }, keyOf)
  return counts
}

function add<Value>(
  counts: Map<string, Counted<Value>>,
  { value, count }: Counted<Value>,
  keyOf: (value: Value) => string,
): void {
  const key = keyOf(value)
  counts.set(key, { value, count: (counts.get(key)?.count ?? 0) + count })
}

function sizeOf(counts: ReadonlyMap<string, { readonly count: number }>): number {
  return [...counts.values()].reduce((sum, { count }) => sum + count, 0)
}

/** The distances of each value to each other one, summed up. */
function apart<Value>(
  counts: ReadonlyMap<string, Counted<Value>>,
  distance: Distance<Value>,
): number {
  const each = [...counts.values()]
  let sum = 0
  for (const one of each)
    for (const other of each)
      if (one !== other) sum += one.count * other.count * distance(one.value, other.value)
  return sum
}
