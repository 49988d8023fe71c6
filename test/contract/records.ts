import type { DocName } from '../../shared/documents.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import type { DocRow } from '../../server/log/log.ts'
import type { ParticipantRecord, SessionRecord, TokenRecord } from '../../server/log/registry.ts'

export const session = (name: string) => `s_${name}` as SessionId
export const person = (name: string) => `p_${name}` as ParticipantId
export const connection = (name: string) => `x_${name}` as ConnectionId

/** A row with telling values in every field, unless a test wants its own. */
export function rowOf(doc: DocName, seq: number, own: Partial<DocRow> = {}): DocRow {
  return {
    sessionId: session('one'),
    doc,
    seq,
    at: 1_700_000_000_000 + seq,
    author: person('ada'),
    connection: connection('first'),
    update: Uint8Array.of(seq % 256, 1, 2, 3),
    ...own,
  }
}

export function rowsOf(doc: DocName, from: number, to: number): DocRow[] {
  return Array.from({ length: to - from + 1 }, (_, index) => rowOf(doc, from + index))
}

export function sessionOf(name: string, own: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id: session(name),
    title: `Session ${name}`,
    format: 'tabletop',
    situation: null,
    createdAt: 1_700_000_000_000,
    importedAt: null,
    ...own,
  }
}

export function tokenOf(name: string, own: Partial<TokenRecord> = {}): TokenRecord {
  return { sessionId: session('one'), role: 'participant', hash: `hash of ${name}`, ...own }
}

export function participantOf(
  name: string,
  own: Partial<ParticipantRecord> = {},
): ParticipantRecord {
  return {
    id: person(name),
    sessionId: session('one'),
    name,
    role: 'participant',
    joinedAt: 1_700_000_000_000,
    removedAt: null,
    ...own,
  }
}
