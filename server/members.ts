import { Refusal } from '../shared/errors.ts'
import type { NewId, ParticipantId, SessionId } from '../shared/ids.ts'
import type { Role } from '../shared/roles.ts'
import { closeCodes } from '../shared/wire/close-codes.ts'
import type { ParticipantRecord, Registry, RoleChange } from './log/registry.ts'
import { hashSecret, newSecret } from './secrets.ts'
import type { Time } from './time.ts'

export interface MembersOptions {
  readonly registry: Registry
  readonly time: Time
  readonly newId: NewId
  /** How many people may ever join one session. */
  readonly limit: number
}

/** People: how they join, how they are known again, how they are taken off a session. */
export class Members {
  readonly #options: MembersOptions
  readonly #removed = new Set<string>()
  /** What those may do whose role changed since the start: others may hold an older record. */
  readonly #rolesByPerson = new Map<string, Role>()

  constructor(options: MembersOptions) {
    this.#options = options
  }

  /** A new person by a link's token; the key is theirs from now on. Null where the token is none. */
  async join(
    token: string,
    name: string,
  ): Promise<{ member: ParticipantRecord; key: string } | null> {
    const record = await this.#options.registry.token(hashSecret(token))
    if (!record) return null
    await this.#checkRoom(record.sessionId)
    const member: ParticipantRecord = {
      id: this.#options.newId('participant'),
      sessionId: record.sessionId,
      name,
      role: record.role,
      joinedAt: this.#options.time.now(),
      removedAt: null,
    }
    const key = newSecret()
    await this.#options.registry.addParticipant(member, hashSecret(key))
    return { member, key }
  }

  /** Whose key this is. Throws where it is nobody's, or no longer, or of another session. */
  async known(key: string, sessionId?: SessionId): Promise<ParticipantRecord> {
    const member = await this.#options.registry.participantByKey(hashSecret(key))
    const isHere = member && (sessionId === undefined || member.sessionId === sessionId)
    if (!isHere || this.isRemoved(member)) {
      throw new Refusal('unauthorized', closeCodes.notWelcome.reason)
    }
    return this.asNow(member)
  }

  /** Whether somebody was taken off while they were on their way in. */
  isRemoved({ sessionId, id }: Pick<ParticipantRecord, 'sessionId' | 'id'>): boolean {
    return this.#removed.has(`${sessionId}/${id}`)
  }

  async remove(sessionId: SessionId, id: ParticipantId): Promise<void> {
    await this.#options.registry.removeParticipant(sessionId, id, this.#options.time.now())
    this.#removed.add(`${sessionId}/${id}`)
  }

  /** Who they are with what they may do now, whatever it was when their record was read. */
  asNow(member: ParticipantRecord): ParticipantRecord {
    const role = this.#rolesByPerson.get(`${member.sessionId}/${member.id}`)
    return role === undefined || role === member.role ? member : { ...member, role }
  }

  /** Gives people of a session other roles, durably: all of them or none. Their keys stay. */
  async changeRoles(sessionId: SessionId, changes: readonly RoleChange[]): Promise<void> {
    await this.#options.registry.changeRoles(sessionId, changes)
    for (const { id, role } of changes) this.#rolesByPerson.set(`${sessionId}/${id}`, role)
  }

  /** A new link token for a role of a session; the one before stops working. */
  async renewToken(sessionId: SessionId, role: Role): Promise<string> {
    const token = newSecret()
    await this.#options.registry.replaceToken({ sessionId, role, hash: hashSecret(token) })
    return token
  }

  async #checkRoom(sessionId: SessionId): Promise<void> {
    const people = await this.#options.registry.countParticipants(sessionId)
    if (people < this.#options.limit) return
    throw new Refusal('too-many', 'This session is full. Ask your facilitator for another one.')
  }
}
