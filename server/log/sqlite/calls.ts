import type { DocName } from '../../../shared/documents.ts'
import type { ParticipantId, SessionId } from '../../../shared/ids.ts'
import type { DocRef, Keyframe } from '../log.ts'
import type {
  ImportedSession,
  ParticipantRecord,
  RoleChange,
  SessionRecord,
  TokenRecord,
} from '../registry.ts'
import type { StoreErrorCode } from '../store-error.ts'
import type { PackedRows } from './packed-rows.ts'

/** A session whose rows are packed for the way to the writer. */
export interface PackedSession extends Omit<ImportedSession, 'rows'> {
  readonly rows: PackedRows
}

/** Rows on their way from a reader, and the `seq` behind which there may be more, or null. */
export interface PackedPage {
  readonly rows: PackedRows
  readonly next: number | null
}

/** Where a document is loaded from: its keyframe, and the first page of the rows behind it. */
export interface LoadedDocument {
  readonly keyframe: Keyframe | null
  readonly keyframeAt: number
  readonly keyframeDamaged: boolean
  readonly page: PackedPage
}

/** A keyframe on its way to the writer. `bytes` is the length of its update. */
export interface MadeKeyframe {
  readonly seq: number
  /** The moment of its row. */
  readonly at: number
  readonly bytes: number
  readonly deflated: Uint8Array<ArrayBuffer>
}

/** What the writing thread does. Each call but `close` is one transaction. */
export interface WriterCalls {
  readonly append: (rows: PackedRows) => void
  readonly keepKeyframe: (ref: DocRef, made: MadeKeyframe) => void
  readonly importSession: (imported: PackedSession) => void
  readonly replaceToken: (token: TokenRecord) => void
  readonly addParticipant: (participant: ParticipantRecord, keyHash: string) => void
  readonly changeRoles: (sessionId: SessionId, changes: readonly RoleChange[]) => void
  readonly removeParticipant: (sessionId: SessionId, id: ParticipantId, removedAt: number) => void
  readonly close: () => void
}

/** What the reading thread does. It sees every write that was answered before it was asked. */
export interface ReaderCalls {
  /** About `limit` rows: those that are missing come on top. */
  readonly read: (ref: DocRef, after: number, limit: number) => PackedPage
  readonly load: (ref: DocRef, limit: number) => LoadedDocument
  readonly documents: (sessionId: SessionId) => DocName[]
  readonly session: (id: SessionId) => SessionRecord | null
  readonly sessions: () => SessionRecord[]
  readonly token: (hash: string) => TokenRecord | null
  readonly participantByKey: (keyHash: string) => ParticipantRecord | null
  readonly participants: (sessionId: SessionId) => ParticipantRecord[]
  readonly countParticipants: (sessionId: SessionId) => number
  readonly close: () => void
}

/** What the making thread does, which reads as the reader does, and takes its time. */
export interface MakerCalls {
  /** Null where no row came since the last one, or where there can be none. */
  readonly make: (ref: DocRef) => MadeKeyframe | null
  readonly close: () => void
}

/** What a thread is started with. */
export interface WorkerTask {
  readonly task: 'writer' | 'reader' | 'maker'
  readonly folder: string
}

/** Main thread to worker: one call by name. */
export type Request<Calls> = {
  readonly [Name in keyof Calls & string]: {
    readonly id: number
    readonly name: Name
    readonly args: Calls[Name] extends (...args: infer Args) => unknown ? Args : never
  }
}[keyof Calls & string]

/** Worker to main thread: the answer to the request with this id. Errors are data. */
export type Response =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: StoreProblem }

/** A StoreError between threads, where only plain data travels. */
export interface StoreProblem {
  readonly code: StoreErrorCode
  readonly message: string
  readonly sqliteCode: number | null
}

/** The id that answers the start itself: the thread has opened its database, or says why not. */
export const openingId = 0
