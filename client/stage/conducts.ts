import { can } from '../../shared/roles.ts'
import type { StageView } from '../state/stage-view.ts'

/** Whether whoever looks may conduct, here and now: nobody may in a replay. */
export function conducts({ people, me, send }: StageView): boolean {
  const mine = people.find(({ participantId }) => participantId === me)
  return send !== null && mine !== undefined && can(mine.role, 'conduct')
}
