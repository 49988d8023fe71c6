import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { SyncOptions } from '../../client/net/sync-connection.ts'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { WebSocketClass } from '../../client/net/web-socket.ts'
import { readFrame } from '../../shared/wire/sync-frames.ts'

/**
 * A page that keeps account of what the server promised: `known` holds every edit that it was told
 * of by the server, and of its own those that the server said are saved. What the server told is
 * read off the wire: in the page's own document an edit of its own, not saved yet, may have
 * overwritten it already.
 */
export class Witness {
  readonly known = new Y.Doc()
  readonly connection: SyncConnection
  readonly #unsaved: Uint8Array[] = []

  constructor(options: Omit<SyncOptions, 'ydoc' | 'WebSocket'>) {
    const ydoc = new Y.Doc()
    const ws = socketHeardBy(this.#onFrame) as unknown as WebSocketClass
    this.connection = new SyncConnection({ ...options, ydoc, WebSocket: ws })
    ydoc.on('update', this.#onUpdate)
    this.connection.onChange(this.#onState)
  }

  get doc(): Y.Doc {
    return this.connection.ydoc
  }

  /** Whether the server has told or promised anything yet. */
  get wasTold(): boolean {
    return this.known.store.clients.size > 0
  }

  dispose(): void {
    this.connection.dispose()
    this.doc.off('update', this.#onUpdate)
  }

  readonly #onFrame = (bytes: Uint8Array): void => {
    const frame = readFrame(bytes)
    if (frame?.type === 'step2' || frame?.type === 'update') Y.applyUpdate(this.known, frame.update)
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this.connection) this.#unsaved.push(update)
  }

  readonly #onState = (): void => {
    const { unsaved } = this.connection.state
    while (this.#unsaved.length > unsaved) {
      Y.applyUpdate(this.known, this.#unsaved.shift() ?? new Uint8Array())
    }
  }
}

function socketHeardBy(hear: (frame: Uint8Array) => void): new (url: string) => WebSocket {
  return class extends WebSocket {
    constructor(url: string) {
      super(url)
      this.on('message', (data) => hear(new Uint8Array(data as ArrayBuffer)))
    }
  }
}
