import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { SyncOptions } from '../../client/net/sync-connection.ts'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { WebSocketClass } from '../../client/net/web-socket.ts'

/**
 * A page that keeps account of what the server promised: `known` holds every edit that it was told
 * of by the server, and of its own those that the server said are saved.
 */
export class Witness {
  readonly known = new Y.Doc()
  readonly connection: SyncConnection
  readonly #unsaved: Uint8Array[] = []

  constructor(options: Omit<SyncOptions, 'ydoc' | 'WebSocket'>) {
    const ydoc = new Y.Doc()
    const ws = WebSocket as unknown as WebSocketClass
    this.connection = new SyncConnection({ ...options, ydoc, WebSocket: ws })
    ydoc.on('update', this.#onUpdate)
    this.connection.onChange(this.#onState)
  }

  get doc(): Y.Doc {
    return this.connection.ydoc
  }

  dispose(): void {
    this.connection.dispose()
    this.doc.off('update', this.#onUpdate)
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.connection) Y.applyUpdate(this.known, update)
    else this.#unsaved.push(update)
  }

  readonly #onState = (): void => {
    const { unsaved } = this.connection.state
    while (this.#unsaved.length > unsaved) {
      Y.applyUpdate(this.known, this.#unsaved.shift() ?? new Uint8Array())
    }
  }
}
