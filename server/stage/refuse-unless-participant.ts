import { Refusal } from '../../shared/errors.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { readRoster } from '../../shared/stage/stage-doc.ts'

/** Refuses whoever leads or looks on what is for those who play. */
export function refuseUnlessParticipant(
  stage: StageDoc,
  person: ParticipantId,
  message: string,
): void {
  const entry = readRoster(stage).find((each) => each.participantId === person)
  if (entry?.role !== 'participant') throw new Refusal('forbidden', message)
}
