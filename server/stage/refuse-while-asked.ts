import { Refusal } from '../../shared/errors.ts'
import { openBracket } from '../../shared/stage/bracket.ts'
import { openFermata } from '../../shared/stage/fermata.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { readBrackets, readFermatas, readTunings } from '../../shared/stage/stage-doc.ts'
import { openTuning } from '../../shared/stage/tuning.ts'

/** Refuses to ask everybody for something while they are asked for something else. */
export function refuseWhileAsked(stage: StageDoc): void {
  if (openFermata(readFermatas(stage))) {
    throw new Refusal('conflict', 'A fermata is held. Let it go on first.')
  }
  if (openBracket(readBrackets(stage))) {
    throw new Refusal('conflict', 'A time bracket is open. Reveal it or drop it first.')
  }
  if (openTuning(readTunings(stage))) {
    throw new Refusal('conflict', 'A tuning goes on. End it first.')
  }
}
