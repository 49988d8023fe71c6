import { Refusal } from '../../shared/errors.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { currentPhase } from '../../shared/stage/stage-doc.ts'

export function refuseWhenClosed(stage: StageDoc): void {
  if (currentPhase(stage) !== 'closed') return
  throw new Refusal('conflict', 'The session is closed. A facilitator can open it again.')
}
