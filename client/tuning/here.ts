import type { ParticipantId } from '../../shared/ids.ts'
import type { StageView } from '../state/stage-view.ts'

/** Who is in the session: a tuning's ring closes over whoever has left it. */
export function here({ people }: StageView): ReadonlySet<ParticipantId> {
  const those = people.filter(({ removedAt }) => removedAt === null)
  return new Set(those.map(({ participantId }) => participantId))
}
