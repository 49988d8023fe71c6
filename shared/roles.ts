import * as z from 'zod/mini'
import type { DocName } from './documents.ts'
import { inboxOwner } from './documents.ts'
import type { ParticipantId } from './ids.ts'

/** What a person may do, decided by the link they came by. */
export const role = z.enum(['facilitator', 'participant', 'observer'])
export type Role = z.infer<typeof role>

/** Everything in a session that somebody may be refused. */
export type Action =
  | 'write board'
  | 'read script'
  | 'write script'
  | 'read any inbox'
  | 'conduct'
  | 'speak'
  | 'mark'
  | 'watch'
  | 'export'

const allowed: Record<Role, ReadonlySet<Action>> = {
  facilitator: new Set([
    'write board',
    'read script',
    'write script',
    'read any inbox',
    'conduct',
    'speak',
    'mark',
    'watch',
    'export',
  ]),
  participant: new Set(['write board', 'speak', 'mark', 'watch']),
  observer: new Set(['mark', 'watch']),
}

/** The one table of rights. Whether a person with this role may do this. */
export function can(role: Role, action: Action): boolean {
  return allowed[role].has(action)
}

/** The part of a person that rights depend on. */
export interface Member {
  readonly participantId: ParticipantId
  readonly role: Role
}

/** Whether this person may read a document of their own session. */
export function canRead(member: Member, doc: DocName): boolean {
  if (doc === 'board' || doc === 'stage') return true
  if (doc === 'script') return can(member.role, 'read script')
  return inboxOwner(doc) === member.participantId || can(member.role, 'read any inbox')
}

/** Whether this person may write a document. `stage` and every inbox are written by the server only. */
export function canWrite(member: Member, doc: DocName): boolean {
  if (doc === 'board') return can(member.role, 'write board')
  if (doc === 'script') return can(member.role, 'write script')
  return false
}
