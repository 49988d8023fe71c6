import * as Y from 'yjs'
import type { Awareness } from 'y-protocols/awareness'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { stageDoc } from '../../shared/stage/stage-doc.ts'
import type { SyncState } from '../net/sync-connection.ts'
import { SyncConnection } from '../net/sync-connection.ts'
import { stateOf } from './state-of.ts'

export interface OpenDocumentsOptions {
  /** `http(s)://host:port` of the server. */
  readonly server: string
  readonly sessionId: SessionId
  readonly me: ParticipantId
  /** The person's key. */
  readonly key: string
}

/** What everybody has open of a session while they are in it, each document kept in step with the server's. */
export class OpenDocuments {
  readonly board: BoardDoc
  readonly stage: StageDoc
  readonly inbox = new Y.Doc()
  readonly #options: OpenDocumentsOptions
  readonly #boardSync: SyncConnection
  readonly #all: readonly SyncConnection[]
  readonly states: readonly SyncState[] = $derived.by(() => this.#all.map(stateOf))
  /** Whether all of them have come at least once. */
  readonly ready: boolean = $derived(this.states.every((state) => state.at !== 'connecting'))

  constructor(options: OpenDocumentsOptions) {
    this.#options = options
    const [board, stage] = [new Y.Doc(), new Y.Doc()]
    this.board = boardDoc(board)
    this.stage = stageDoc(stage)
    this.#boardSync = this.open('board', board)
    const rest = [this.open('stage', stage), this.open(inboxOf(options.me), this.inbox)]
    this.#all = [this.#boardSync, ...rest]
  }

  /** What pages tell each other of who is at the board. */
  get awareness(): Awareness {
    return this.#boardSync.awareness
  }

  boardHasCome(): Promise<void> {
    return this.#boardSync.whenSynced()
  }

  /** Keeps one more document of the session in step. Whoever opens it disposes of it. */
  readonly open = (doc: DocName, ydoc: Y.Doc): SyncConnection => {
    const { server, sessionId, key } = this.#options
    const presence = doc === 'board'
    return new SyncConnection({
      server: server.replace(/^http/, 'ws'),
      sessionId,
      doc,
      key,
      ydoc,
      presence,
    })
  }

  dispose(): void {
    for (const sync of this.#all) sync.dispose()
  }
}
