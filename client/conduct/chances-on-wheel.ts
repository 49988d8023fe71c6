import type { Spin, WheelName } from '../../shared/stage/wheel.ts'
import { weightsAfter } from '../../shared/stage/wheel.ts'
import { chancesOf } from '../stage/wheel-chances.ts'

/** How likely the next spin of a wheel picks each of these: one in so many, by id. */
export function chancesOnWheel<Id extends string>(
  ids: readonly Id[],
  wheel: WheelName,
  spins: readonly Spin[],
): ReadonlyMap<Id, number> {
  const entries = ids.map((id) => ({ id }))
  const earlier = spins.filter((each) => each.wheel === wheel)
  const chances = chancesOf(weightsAfter(entries, earlier))
  return new Map(ids.map((id, at) => [id, chances[at] ?? 1]))
}
