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
  /**
   * The bytes of this row are not what was written, or there are none. Its update is an empty one
   * instead, so that nobody stumbles over it and the damage goes no further.
   */
  readonly damaged?: true
}

/** A row on its way into the log of its document. */
export interface DocRow extends DocRef, Row {}

/** A document's whole state after its row `seq`, as one Yjs v1 update: where loading starts from. */
export interface Keyframe {
  readonly seq: number
  readonly update: Uint8Array
}

/** What a document is loaded from: the newest sound keyframe, or null, and the rows behind it. */
export interface Stored {
  readonly keyframe: Keyframe | null
  /** The sound rows behind the keyframe, or all of them where there is none, in order. */
  readonly rows: Row[]
  /** Rows among those behind the keyframe, by their `seq`, whose bytes are not what was written. */
  readonly damaged: readonly number[]
  /** There was a keyframe, and it was passed over: its bytes are not what was written. */
  readonly keyframeDamaged?: true
  /** The last row's `seq`, sound or not, 0 where there is none: the next row goes behind it. */
  readonly seq: number
  /** The moment of the last sound row, 0 where there is none: nothing behind it is earlier. */
  readonly at: number
  /** How much there is to apply: the bytes of the keyframe's update and of the rows'. */
  readonly bytes: number
}

/** A keyframe that was kept: `bytes` is the length of its update. */
export interface RenewedKeyframe {
  readonly seq: number
  readonly bytes: number
}

/** The append-only log of every update of every document: a port, with one contract suite. */
export interface Log {
  /**
   * Appends rows in one transaction, for any number of documents. When the promise resolves they
   * are on disk. When it rejects none of them is in the log. Rejects, too, where a `seq` is not
   * the one behind its document's last.
   */
  append(rows: readonly DocRow[]): Promise<void>
  /**
   * The rows of a document with `seq > after`, in order and gapless: a damaged one is marked as
   * such. Rejects with StoreError `damaged` where the document cannot be read at all.
   */
  read(ref: DocRef, after?: number): Promise<Row[]>
  /** What the document is loaded from. Damaged rows are named, and not among the rows. */
  load(ref: DocRef): Promise<Stored>
  /**
   * Makes a keyframe of a document as of its last row, off the event loop, and keeps it in the
   * place of the one before. Null, and nothing is kept, where no row came since that one, where a
   * row it needs is damaged, and where a row stands on one that is missing.
   */
  renewKeyframe(ref: DocRef): Promise<RenewedKeyframe | null>
  /** The documents of a session that have rows. */
  documents(sessionId: SessionId): Promise<DocName[]>
}
