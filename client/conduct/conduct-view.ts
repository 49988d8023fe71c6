import { createContext } from 'svelte'
import type { InjectId } from '../../shared/ids.ts'
import type { ThrownCard } from '../../shared/stage/draw.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'

/** What only facilitators see: the script. Reactive like a `StageView`, which it stands beside. */
export interface ConductView {
  /** The run of show in its order, what has landed included. */
  readonly plan: readonly PlannedInject[]
  /** What has landed, when and for whom. */
  readonly landings: ReadonlyMap<InjectId, Landing>
  /** The cards of the deck that came, those that still wait included. */
  readonly thrown?: readonly ThrownCard[]
}

const [read, provide, has] = createContext<ConductView>()

/** Gives the script to the components below. Call while a component is being set up. */
export const provideConductView = provide

/** The script that the components above provide. */
export function useConductView(): ConductView {
  if (!has()) throw new Error('The stand needs provideConductView() in a parent component.')
  return read()
}
