import type { DocName } from '../shared/documents.ts'
import type { ErrorCode } from '../shared/errors.ts'
import type { ParticipantId, SessionId } from '../shared/ids.ts'
import type { CloseReason } from '../shared/wire/close-codes.ts'

/** Whom somebody is, as far as it is known. These are ids: no secrets, and no names. */
export interface Caller {
  sessionId?: SessionId
  doc?: DocName
  participantId?: ParticipantId
}

/** Somebody was turned away, sent off or told no, at one of the three doors. */
export type Refused = Readonly<Caller> &
  (
    | { readonly door: 'sync'; readonly reason: CloseReason }
    | { readonly door: 'live' | 'http'; readonly reason: ErrorCode }
  )
