import type { DocName } from '../../shared/documents.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'

/** Which document of which session. */
export interface DocRef {
  readonly sessionId: SessionId
  readonly doc: DocName
}

/** Who wrote a row: a person, or the server itself (the clock landing an inject, say). */
export type Author = ParticipantId | 'server'

/** One Yjs v1 update, durable and attributed. The rows of a document are its history. */
export interface Row {
  /** 1 for the first row of a document, gapless from there. */
  readonly seq: number
  /** Wall moment in whole milliseconds since the epoch; never decreasing within a document. */
  readonly at: number
  readonly author: Author
  readonly connection: ConnectionId | 'server'
  readonly update: Uint8Array
}

/** A row on its way into the log of its document. */
export interface DocRow extends DocRef, Row {}

/** The append-only log of every update of every document: a port, with one contract suite. */
export interface Log {
  /**
   * Appends rows in one transaction, for any number of documents. When the promise resolves they
   * are on disk. When it rejects none of them is in the log. Rejects, too, where a `seq` is not
   * the one behind its document's last.
   */
  append(rows: readonly DocRow[]): Promise<void>
  /** The rows of a document with `seq > after`, in order. */
  read(ref: DocRef, after?: number): Promise<Row[]>
  /** The documents of a session that have rows. */
  documents(sessionId: SessionId): Promise<DocName[]>
}
