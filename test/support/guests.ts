import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { DocName } from '../../shared/documents.ts'
import type { InProcessServer, Person } from './in-process-server.ts'
import { RawClient } from './raw-client.ts'

/** What a test opens, to be closed at its end: the last first. */
export class Guests {
  readonly #closes: (() => unknown)[] = []

  /** Has something closed when the others are. */
  closeLater(close: () => unknown): void {
    this.#closes.push(close)
  }

  /** A person's page, as far as the document goes; resolves when that has come. */
  async connect(
    server: InProcessServer,
    { sessionId, key }: Person,
    doc: DocName = 'board',
  ): Promise<SyncConnection> {
    const there = { server: server.wsUrl, sessionId, doc, key }
    const connection = new SyncConnection({ ...there, ydoc: new Y.Doc(), WebSocket })
    this.closeLater(() => connection.dispose())
    await connection.whenSynced()
    return connection
  }

  /** A person's socket with nothing behind it. */
  async raw(server: InProcessServer, person: Person, doc = 'board'): Promise<RawClient> {
    const client = await RawClient.open(server.wsUrl, person.sessionId, doc, person.key)
    this.closeLater(() => client.close())
    return client
  }

  async leave(): Promise<void> {
    for (const close of this.#closes.splice(0).reverse()) await close()
  }
}
