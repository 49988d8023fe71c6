import { webcrypto } from 'node:crypto'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { BoardEditor } from '../../client/board/board-editor.ts'
import { LiveConnection } from '../../client/net/live-connection.ts'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { CardId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import { can } from '../../shared/roles.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Joined } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'

/**
 * What one open page holds: the person's documents, each in step with the server over a socket of
 * its own, and the line for commands.
 */
export class OpenPage {
  readonly board: BoardDoc
  readonly stage: StageDoc
  readonly inbox: Y.Doc
  /** The facilitators' run of show, null for everybody else. */
  readonly script: ScriptDoc | null
  /** The verbs of the board, as the client's own page does them. */
  readonly edit: BoardEditor
  readonly #base: string
  readonly #joined: Joined
  readonly #syncByDoc = new Map<DocName, SyncConnection>()
  #live: LiveConnection

  /**
   * @param base `http://host:port`
   * @param now wall moment in milliseconds since the epoch
   */
  constructor(base: string, joined: Joined, now: () => number) {
    this.#base = base
    this.#joined = joined
    this.board = boardDoc(this.#open('board'))
    this.stage = stageDoc(this.#open('stage'))
    this.inbox = this.#open(inboxOf(joined.participantId))
    this.script = can(joined.role, 'read script') ? scriptDoc(this.#open('script')) : null
    this.edit = new BoardEditor({
      board: this.board,
      me: joined.participantId,
      newId: idsFrom((length) => webcrypto.getRandomValues(new Uint8Array(length))),
      now,
      attention: {
        attend: (card) => this.show(card, false),
        drag: () => undefined,
        point: (caret) => this.#sync('board').awareness.setLocalStateField('caret', caret),
        typing: () => undefined,
      },
      awareness: this.#sync('board').awareness,
    })
    this.#live = this.#callServer()
  }

  send(command: Command): Promise<Reply> {
    return this.#live.send(command)
  }

  /** Says where this person is, and whether they are typing. */
  show(cardId: CardId | null, typing: boolean): void {
    const { participantId } = this.#joined
    const { awareness } = this.#sync('board')
    awareness.setLocalState({ participantId, cardId, typing, away: false })
  }

  /** Loses the network until `restore`. */
  drop(): void {
    for (const sync of this.#syncByDoc.values()) sync.drop()
    this.#live.dispose()
  }

  restore(): void {
    for (const sync of this.#syncByDoc.values()) sync.restore()
    this.#live.dispose()
    this.#live = this.#callServer()
  }

  /** Resolves when every document has come and everything changed here is on the server's disk. */
  async settled(): Promise<void> {
    for (const sync of this.#syncByDoc.values()) {
      await sync.whenSynced()
      await sync.whenSaved()
    }
  }

  dispose(): void {
    this.#live.dispose()
    this.edit.dispose()
    for (const sync of this.#syncByDoc.values()) sync.dispose()
    for (const doc of [this.board.cards.doc, this.stage.clock.doc, this.inbox]) doc?.destroy()
    this.script?.plan.doc?.destroy()
  }

  #open(doc: DocName): Y.Doc {
    const ydoc = new Y.Doc()
    const sync = new SyncConnection({
      server: this.#base.replace(/^http/, 'ws'),
      sessionId: this.#joined.sessionId,
      doc,
      key: this.#joined.key,
      ydoc,
      WebSocket,
      presence: doc === 'board',
    })
    this.#syncByDoc.set(doc, sync)
    return ydoc
  }

  #sync(doc: DocName): SyncConnection {
    const sync = this.#syncByDoc.get(doc)
    if (!sync) throw new Error(`This page does not hold ${doc}.`)
    return sync
  }

  #callServer(): LiveConnection {
    return new LiveConnection({ server: this.#base, key: this.#joined.key })
  }
}
