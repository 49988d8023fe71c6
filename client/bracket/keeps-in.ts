/** What is typed is kept after so long at the latest, in milliseconds: a row of history each time. */
const usual = 3_000
/** Shortly before the end it is kept more often, but never more often than this. */
const soonest = 400
const before = 2_000

/** How long to wait before what is being typed is kept, with so much of the bracket left. */
export function keepsIn(left: number): number {
  return Math.min(usual, Math.max(soonest, left - before))
}
