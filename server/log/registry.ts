import type { FormatId } from '../../shared/formats/format.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type { DocRow } from './log.ts'

export interface SessionRecord {
  readonly id: SessionId
  readonly title: string
  readonly format: FormatId
  /** What everyone is told at the start, or null. */
  readonly situation: string | null
  /** Wall moments in milliseconds since the epoch. `importedAt` is null for a session born here. */
  readonly createdAt: number
  readonly importedAt: number | null
}

export interface ParticipantRecord {
  readonly id: ParticipantId
  readonly sessionId: SessionId
  readonly name: string
  readonly role: Role
  readonly joinedAt: number
  /** When a facilitator took them off the session, or null. */
  readonly removedAt: number | null
}

/** A join token of a session, as its SHA-256 hash in hex: secrets themselves are never stored. */
export interface TokenRecord {
  readonly sessionId: SessionId
  readonly role: Role
  readonly hash: string
}

/** What a person may do from now on. */
export interface RoleChange {
  readonly id: ParticipantId
  readonly role: Role
}

/** A session that comes in whole: its people (who hold no keys yet) and its history. */
export interface ImportedSession {
  readonly session: SessionRecord
  readonly tokens: readonly TokenRecord[]
  readonly participants: readonly ParticipantRecord[]
  readonly rows: readonly DocRow[]
}

/** Sessions, people and the hashes of what they hold. A port beside the log, in the same store. */
export interface Registry {
  /** Durable when resolved, like every write here. `rows` start its documents (its script, say). */
  createSession(
    session: SessionRecord,
    tokens: readonly TokenRecord[],
    rows: readonly DocRow[],
  ): Promise<void>
  /** All of it or, where it rejects, nothing. */
  importSession(imported: ImportedSession): Promise<void>
  session(id: SessionId): Promise<SessionRecord | null>
  /** The last created or imported first. */
  sessions(): Promise<SessionRecord[]>
  /** The token with this hash, or null. */
  token(hash: string): Promise<TokenRecord | null>
  /** Puts a new token in the place of a session's token for its role; the old one stops working. */
  replaceToken(token: TokenRecord): Promise<void>
  addParticipant(participant: ParticipantRecord, keyHash: string): Promise<void>
  /** Whose key has this hash, or null; null also for people taken off the session. */
  participantByKey(keyHash: string): Promise<ParticipantRecord | null>
  /** Everybody of a session in the order they joined, also those taken off. */
  participants(sessionId: SessionId): Promise<ParticipantRecord[]>
  /** How many people ever joined a session, also those taken off. */
  countParticipants(sessionId: SessionId): Promise<number>
  /** Gives people of a session other roles: all of them or, where it rejects, none. */
  changeRoles(sessionId: SessionId, changes: readonly RoleChange[]): Promise<void>
  /** In one session only: an imported session has the same people as the one it came from. */
  removeParticipant(sessionId: SessionId, id: ParticipantId, removedAt: number): Promise<void>
}
