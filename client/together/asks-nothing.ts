import { openBracket } from '../../shared/stage/bracket.ts'
import { openFermata } from '../../shared/stage/fermata.ts'
import { openTuning } from '../../shared/stage/tuning.ts'
import type { StageView } from '../state/stage-view.ts'

/** Whether people are asked for nothing else just now: one thing at a time. */
export function asksNothing({ fermatas, brackets, tunings }: StageView): boolean {
  return !openFermata(fermatas) && !openBracket(brackets) && !openTuning(tunings)
}
