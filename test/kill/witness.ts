import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { SyncOptions } from '../../client/net/sync-connection.ts'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { WebSocketClass } from '../../client/net/web-socket.ts'
import { readFrame } from '../../shared/wire/sync-frames.ts'

type Hear = (frame: Uint8Array) => void

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

  /** `sockets` gives the class of socket to use, which tells `hear` of every frame that comes. */
  constructor(
    options: Omit<SyncOptions, 'ydoc' | 'WebSocket'>,
    sockets: (hear: Hear) => WebSocketClass = socketHeardBy,
    ydoc = new Y.Doc(),
  ) {
    this.connection = new SyncConnection({ ...options, ydoc, WebSocket: sockets(this.#onFrame) })
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

function socketHeardBy(hear: Hear): WebSocketClass {
  const heard = class extends WebSocket {
    constructor(url: string) {
      super(url)
      this.on('message', (data) => hear(new Uint8Array(data as ArrayBuffer)))
    }
  }
  return heard
}
