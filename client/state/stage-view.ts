import { createContext } from 'svelte'
import type { Format } from '../../shared/formats/format.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Message } from '../../shared/stage/channel.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { LandedInject } from '../../shared/stage/inject.ts'
import type { Phase, PhaseChange } from '../../shared/stage/phase.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'

/**
 * What the stage's components draw from: the live session, or a moment of its history. Reactive
 * like a `BoardView`.
 */
export interface StageView {
  readonly format: Format
  readonly phase: Phase
  readonly phases: readonly PhaseChange[]
  readonly clock: ClockPlan
  /** Everybody who ever joined, in the order they came. */
  readonly people: readonly RosterEntry[]
  /** What has landed for whoever looks: injects for all and their own whispers, oldest first. */
  readonly injects: readonly LandedInject[]
  readonly channel: readonly Message[]
  readonly me: ParticipantId | null
}

const [read, provide, has] = createContext<StageView>()

/** Gives a stage to the components below. Call while a component is being set up. */
export const provideStageView = provide

/** The stage that the components above provide. */
export function useStageView(): StageView {
  if (!has()) throw new Error('A stage component needs provideStageView() in a parent component.')
  return read()
}
