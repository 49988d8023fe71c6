import type { Bracket } from '../../shared/stage/bracket.ts'
import { revealedBrackets } from '../../shared/stage/bracket.ts'
import type { Tuning } from '../../shared/stage/tuning.ts'
import { isConfirmed, shownTunings } from '../../shared/stage/tuning.ts'
import type { StageView } from '../state/stage-view.ts'

/** Something that people write together: a time bracket or a tuning. */
export type Together =
  { readonly is: 'bracket'; readonly it: Bracket } | { readonly is: 'tuning'; readonly it: Tuning }

const bracketAs = (it: Bracket): Together => ({ is: 'bracket', it })
const tuningAs = (it: Tuning): Together => ({ is: 'tuning', it })
const inOrder = (all: readonly Together[]) => [...all].sort((a, b) => a.it.wallAt - b.it.wallAt)

/** The one that was begun last, or null where there was none. */
export function latest({ brackets, tunings }: StageView): Together | null {
  return inOrder([...brackets.map(bracketAs), ...tunings.map(tuningAs)]).at(-1) ?? null
}

/** All that can be read again, oldest first. */
export function readable({ brackets, tunings }: StageView): Together[] {
  return inOrder([
    ...revealedBrackets(brackets).map(bracketAs),
    ...shownTunings(tunings).map(tuningAs),
  ])
}

export function goesOn({ it }: Together): boolean {
  return it.endedAt === null
}

/** Whether it came to the end it was meant for, so that people want to read it in peace. */
export function cameToItsEnd(together: Together): boolean {
  if (together.is === 'bracket') return together.it.state === 'revealed'
  const { state, readings } = together.it
  return state === 'ended' && readings.length > 0 && readings.every(isConfirmed)
}
