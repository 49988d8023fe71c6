import type { ParticipantId, SessionId } from '../../../shared/ids.ts'
import type { DocRow } from '../log.ts'
import { checkOneSession } from '../one-session.ts'
import type {
  ImportedSession,
  ParticipantRecord,
  Registry,
  RoleChange,
  SessionRecord,
  TokenRecord,
} from '../registry.ts'
import { StoreError } from '../store-error.ts'
import type { MemoryLog } from './memory-log.ts'
import { settled } from './settled.ts'

/** Sessions, people and their hashes in maps, all of which keep the order things came in. */
export class MemoryRegistry implements Registry {
  private readonly sessionsById = new Map<SessionId, SessionRecord>()
  private readonly tokensByHash = new Map<string, TokenRecord>()
  private readonly participantsByKey = new Map<string, ParticipantRecord>()
  private readonly participantIdsByKeyHash = new Map<string, string>()
  private readonly log: MemoryLog

  constructor(log: MemoryLog) {
    this.log = log
  }

  async createSession(
    session: SessionRecord,
    tokens: readonly TokenRecord[],
    rows: readonly DocRow[],
  ): Promise<void> {
    await this.importSession({ session, tokens, participants: [], rows })
  }

  importSession(imported: ImportedSession): Promise<void> {
    return settled(() => {
      checkOneSession(imported)
      this.checkNew(imported)
      this.log.check(imported.rows)
      this.put(imported)
      this.log.push(imported.rows)
    })
  }

  session(id: SessionId): Promise<SessionRecord | null> {
    return settled(() => this.sessionsById.get(id) ?? null)
  }

  sessions(): Promise<SessionRecord[]> {
    return settled(() => [...this.sessionsById.values()].reverse())
  }

  token(hash: string): Promise<TokenRecord | null> {
    return settled(() => this.tokensByHash.get(hash) ?? null)
  }

  replaceToken(token: TokenRecord): Promise<void> {
    return settled(() => {
      this.checkSession(token.sessionId)
      if (this.tokensByHash.has(token.hash)) throw conflict('this token')
      const old = [...this.tokensByHash.values()].find((other) => opensTheSame(token, other))
      if (old) this.tokensByHash.delete(old.hash)
      this.tokensByHash.set(token.hash, { ...token })
    })
  }

  addParticipant(participant: ParticipantRecord, keyHash: string): Promise<void> {
    return settled(() => {
      this.checkSession(participant.sessionId)
      const key = personKey(participant.sessionId, participant.id)
      if (this.participantsByKey.has(key)) throw conflict(`participant ${participant.id}`)
      if (this.participantIdsByKeyHash.has(keyHash)) throw conflict('this key')
      this.participantsByKey.set(key, { ...participant })
      this.participantIdsByKeyHash.set(keyHash, key)
    })
  }

  participantByKey(keyHash: string): Promise<ParticipantRecord | null> {
    return settled(() => {
      const key = this.participantIdsByKeyHash.get(keyHash)
      const person = key === undefined ? undefined : this.participantsByKey.get(key)
      return person?.removedAt === null ? person : null
    })
  }

  participants(sessionId: SessionId): Promise<ParticipantRecord[]> {
    return settled(() =>
      [...this.participantsByKey.values()].filter((person) => person.sessionId === sessionId),
    )
  }

  async countParticipants(sessionId: SessionId): Promise<number> {
    return (await this.participants(sessionId)).length
  }

  changeRoles(sessionId: SessionId, changes: readonly RoleChange[]): Promise<void> {
    return settled(() => {
      for (const { id, role } of changes) {
        const key = personKey(sessionId, id)
        const person = this.participantsByKey.get(key)
        if (person) this.participantsByKey.set(key, { ...person, role })
      }
    })
  }

  removeParticipant(sessionId: SessionId, id: ParticipantId, removedAt: number): Promise<void> {
    return settled(() => {
      const key = personKey(sessionId, id)
      const person = this.participantsByKey.get(key)
      if (person) this.participantsByKey.set(key, { ...person, removedAt })
    })
  }

  private checkSession(id: SessionId): void {
    if (!this.sessionsById.has(id)) throw new StoreError('unknown-session', `No session ${id}.`)
  }

  private checkNew({ session, tokens, participants }: ImportedSession): void {
    if (this.sessionsById.has(session.id)) throw conflict(`session ${session.id}`)
    const held = tokens.some(({ hash }) => this.tokensByHash.has(hash))
    if (held || hasTwice(tokens.map(({ hash }) => hash))) throw conflict('one of the tokens')
    if (hasTwice(tokens.map(({ role }) => role))) throw conflict('one of the tokens')
    if (hasTwice(participants.map(({ id }) => id))) throw conflict('one of the participants')
  }

  private put({ session, tokens, participants }: ImportedSession): void {
    this.sessionsById.set(session.id, { ...session })
    for (const token of tokens) this.tokensByHash.set(token.hash, { ...token })
    for (const person of participants) {
      this.participantsByKey.set(personKey(person.sessionId, person.id), { ...person })
    }
  }
}

/** The same person is in every session that was imported from one they took part in. */
function personKey(sessionId: SessionId, id: ParticipantId): string {
  return `${sessionId}/${id}`
}

function opensTheSame(one: TokenRecord, other: TokenRecord): boolean {
  return one.sessionId === other.sessionId && one.role === other.role
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length
}

function conflict(what: string): StoreError {
  return new StoreError('conflict', `The store has ${what} already. Nothing was written.`)
}
