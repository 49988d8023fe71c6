import type { InjectId } from '../ids.ts'
import type { PlannedInject } from '../stage/inject.ts'

/**
 * What changes in a run of show where an inject is put right behind another one, or to the top: the
 * inject alone, with an order between its new neighbours', or where nothing is left between those
 * every inject whose number is another one then.
 * @param plan in its order; `moved` stands in it as it was
 */
export function inNewPlace(
  plan: readonly PlannedInject[],
  moved: PlannedInject,
  behind: InjectId | null,
): PlannedInject[] {
  const others = plan.filter(({ id }) => id !== moved.id)
  const place = others.findIndex(({ id }) => id === behind) + 1
  const order = orderBetween(others[place - 1]?.order, others[place]?.order)
  if (order !== null) return [{ ...moved, order }]
  const all = others.toSpliced(place, 0, moved)
  return all
    .map((inject, at) => ({ ...inject, order: at }))
    .filter((inject) => inject.id === moved.id || inject.order !== plan.find(same(inject))?.order)
}

const same = (inject: PlannedInject) => (each: PlannedInject) => each.id === inject.id

function orderBetween(above: number | undefined, below: number | undefined): number | null {
  if (above === undefined) return below === undefined ? 0 : below - 1
  if (below === undefined) return above + 1
  const between = (above + below) / 2
  return above < between && between < below ? between : null
}

/** Injects of the run of show as they stand around a gap, in its order. */
interface Around {
  readonly above: readonly PlannedInject[]
  readonly below: readonly PlannedInject[]
}

/**
 * The exercise time that a timed inject gets in a gap of the run of show: its own where that fits,
 * otherwise one in the middle between the next timed ones above and below, as round as it can be; a
 * minute behind the last. Null for what is not timed: that changes its place only.
 * @param now exercise milliseconds; nothing is put before it where something lies below
 */
export function timeInPlace(
  { trigger }: PlannedInject,
  { above, below }: Around,
  now: number,
): number | null {
  if (trigger.on !== 'time') return null
  const earliest = timeOf(above.findLast(isTimed)) ?? null
  const latest = timeOf(below.find(isTimed)) ?? null
  const from = earliest ?? Math.min(now, latest ?? now)
  const until = latest ?? Infinity
  if (from <= trigger.at && trigger.at <= until) return trigger.at
  if (latest === null) return Math.round(from + minute)
  return roundBetween(from, Math.max(from, latest))
}

const minute = 60_000

const isTimed = ({ trigger, state }: PlannedInject) => trigger.on === 'time' && state !== 'skipped'

function timeOf(inject: PlannedInject | undefined): number | undefined {
  return inject?.trigger.on === 'time' ? inject.trigger.at : undefined
}

/** The roundest time near the middle of two others; the earlier one where they lie too close. */
function roundBetween(from: number, until: number): number {
  const middle = (from + until) / 2
  for (const step of [minute, minute / 2, minute / 6, minute / 12, minute / 60]) {
    const round = Math.round(middle / step) * step
    if (from < round && round < until) return round
  }
  return Math.round(from)
}
