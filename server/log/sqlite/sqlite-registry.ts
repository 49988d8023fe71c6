import type { ParticipantId, SessionId } from '../../../shared/ids.ts'
import type { DocRow } from '../log.ts'
import type {
  ImportedSession,
  ParticipantRecord,
  Registry,
  RoleChange,
  SessionRecord,
  TokenRecord,
} from '../registry.ts'
import type { ReaderCalls, WriterCalls } from './calls.ts'
import { packRows } from './packed-rows.ts'
import type { WorkerClient } from './worker-client.ts'

/** Sessions and people in SQLite: written by one thread, read by another. */
export class SqliteRegistry implements Registry {
  private readonly writer: WorkerClient<WriterCalls>
  private readonly reader: WorkerClient<ReaderCalls>

  constructor(writer: WorkerClient<WriterCalls>, reader: WorkerClient<ReaderCalls>) {
    this.writer = writer
    this.reader = reader
  }

  async createSession(
    session: SessionRecord,
    tokens: readonly TokenRecord[],
    rows: readonly DocRow[],
  ): Promise<void> {
    await this.importSession({ session, tokens, participants: [], rows })
  }

  async importSession({ session, tokens, participants, rows }: ImportedSession): Promise<void> {
    const packed = packRows(rows)
    const imported = { session, tokens, participants, rows: packed }
    await this.writer.call('importSession', [imported], [packed.bytes.buffer])
  }

  session(id: SessionId): Promise<SessionRecord | null> {
    return this.reader.call('session', [id])
  }

  sessions(): Promise<SessionRecord[]> {
    return this.reader.call('sessions', [])
  }

  token(hash: string): Promise<TokenRecord | null> {
    return this.reader.call('token', [hash])
  }

  async replaceToken(token: TokenRecord): Promise<void> {
    await this.writer.call('replaceToken', [token])
  }

  async addParticipant(participant: ParticipantRecord, keyHash: string): Promise<void> {
    await this.writer.call('addParticipant', [participant, keyHash])
  }

  participantByKey(keyHash: string): Promise<ParticipantRecord | null> {
    return this.reader.call('participantByKey', [keyHash])
  }

  participants(sessionId: SessionId): Promise<ParticipantRecord[]> {
    return this.reader.call('participants', [sessionId])
  }

  countParticipants(sessionId: SessionId): Promise<number> {
    return this.reader.call('countParticipants', [sessionId])
  }

  async changeRoles(sessionId: SessionId, changes: readonly RoleChange[]): Promise<void> {
    await this.writer.call('changeRoles', [sessionId, changes])
  }

  async removeParticipant(
    sessionId: SessionId,
    id: ParticipantId,
    removedAt: number,
  ): Promise<void> {
    await this.writer.call('removeParticipant', [sessionId, id, removedAt])
  }
}
