/** A stretch of letters replaced: at `index`, `remove` of them gave way to `insert`. */
export interface TextChange {
  readonly index: number
  readonly remove: number
  readonly insert: string
}

/** A change of a Yjs text, as its events tell it. */
export type Delta = readonly {
  readonly retain?: number | undefined
  readonly delete?: number | undefined
  readonly insert?: unknown
}[]

/**
 * What turned `before` into `after`, with the caret where typing left it: in "aaa" that tells which
 * letter was typed. A surrogate pair is never cut in two. Null where nothing changed.
 */
export function changeBetween(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null
  const behind = commonEnd(before, after, after.length - caret)
  const ahead = commonStart(before, after, Math.min(before.length, after.length) - behind)
  return {
    index: ahead,
    remove: before.length - behind - ahead,
    insert: after.slice(ahead, after.length - behind),
  }
}

function commonStart(a: string, b: string, most: number): number {
  let n = 0
  while (n < most && a[n] === b[n]) n++
  return n > 0 && isHighSurrogate(a.charCodeAt(n - 1)) ? n - 1 : n
}

function commonEnd(a: string, b: string, behindCaret: number): number {
  const most = Math.min(a.length, b.length, behindCaret)
  let n = 0
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n++
  return n > 0 && isLowSurrogate(a.charCodeAt(a.length - n)) ? n - 1 : n
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** Where a place between two letters is after changes; text put in right there goes behind it. */
export function placeAfter(changes: readonly Delta[], place: number): number {
  return changes.reduce((at, delta) => placeAfterOne(delta, at), place)
}

function placeAfterOne(delta: Delta, place: number): number {
  let [before, after] = [0, 0]
  for (const { retain = 0, delete: gone = 0, insert } of delta) {
    if (before + retain >= place && retain > 0) break
    if (before >= place) break
    if (before + gone >= place && gone > 0) return after
    before += retain + gone
    after += retain + lengthOf(insert)
  }
  return after + (place - before)
}

/** Where the letter at an index is after changes, or null where one of them took it out. */
export function letterAfter(changes: readonly Delta[], index: number): number | null {
  let at: number | null = index
  for (const delta of changes) at = at === null ? null : letterAfterOne(delta, at)
  return at
}

function letterAfterOne(delta: Delta, index: number): number | null {
  let [before, after] = [0, 0]
  for (const { retain = 0, delete: gone = 0, insert } of delta) {
    if (index < before + retain) break
    if (index < before + gone) return null
    before += retain + gone
    after += retain + lengthOf(insert)
  }
  return after + (index - before)
}

function lengthOf(insert: unknown): number {
  return typeof insert === 'string' ? insert.length : 0
}
