import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Joined } from '../../shared/wire/api.ts'
import { RandomEditor } from '../support/random-editor.ts'

export interface AuthorOptions {
  /** `ws://host:port` */
  readonly server: string
  readonly person: Joined
  /** The one letter that everything they type is made of. */
  readonly letter: string
  readonly random: () => number
}

/** Somebody who edits a board at random, and whose network comes and goes. */
export abstract class Author {
  readonly doc = new Y.Doc()
  readonly id: ParticipantId
  readonly letter: string
  readonly #random: () => number
  readonly #editor: RandomEditor

  constructor({ person, letter, random }: AuthorOptions) {
    this.id = person.participantId
    this.letter = letter
    this.#random = random
    this.#editor = new RandomEditor({ doc: this.doc, by: this.id, random, letter })
  }

  act(): void {
    const choice = this.#random()
    if (choice < 0.03) this.drop()
    else if (choice < 0.15) this.restore()
    else if (choice < 0.7) this.#editor.act()
  }

  abstract get isSynced(): boolean
  abstract drop(): void
  abstract restore(): void
  abstract dispose(): void
}

/** One with the connection that the page has. */
export class OwnAuthor extends Author {
  readonly #connection: SyncConnection

  constructor(options: AuthorOptions) {
    super(options)
    const { sessionId, key } = options.person
    this.#connection = new SyncConnection({
      server: options.server,
      sessionId,
      doc: 'board',
      key,
      ydoc: this.doc,
      WebSocket: WebSocket,
    })
  }

  override get isSynced(): boolean {
    return this.#connection.state.at === 'synced'
  }

  override drop(): void {
    this.#connection.drop()
  }

  override restore(): void {
    this.#connection.restore()
  }

  override dispose(): void {
    this.#connection.dispose()
  }
}

/** One with the stock provider, unpatched. */
export class StockAuthor extends Author {
  readonly #provider: WebsocketProvider

  constructor(options: AuthorOptions) {
    super(options)
    const { sessionId, key } = options.person
    this.#provider = new WebsocketProvider(
      `${options.server}/sync/${sessionId}`,
      'board',
      this.doc,
      {
        params: { key },
        disableBc: true,
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      },
    )
  }

  override get isSynced(): boolean {
    return this.#provider.synced
  }

  override drop(): void {
    this.#provider.disconnect()
  }

  override restore(): void {
    this.#provider.connect()
  }

  override dispose(): void {
    this.#provider.destroy()
  }
}
