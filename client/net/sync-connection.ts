import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { DocName } from '../../shared/documents.ts'
import type { SessionId } from '../../shared/ids.ts'
import { closeCodes, isFinal } from '../../shared/wire/close-codes.ts'
import type { SyncFrame } from '../../shared/wire/sync-frames.ts'
import {
  readFrame,
  writeAck,
  writeAwareness,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '../../shared/wire/sync-frames.ts'
import { canInflate, inflated } from './inflated.ts'
import type { Lost } from './line.ts'
import { Line } from './line.ts'
import { runEach } from './run-each.ts'
import type { WebSocketClass } from './web-socket.ts'

export interface SyncOptions {
  /** `ws://host:port` or `wss://host`, without a trailing slash. */
  readonly server: string
  readonly sessionId: SessionId
  readonly doc: DocName
  readonly key: string
  readonly ydoc: Y.Doc
  /** The WebSocket to use; the platform's own where none is given. */
  readonly WebSocket?: WebSocketClass
  /** Whether to take part in presence. */
  readonly presence?: boolean
}

/**
 * `unsaved` counts the local changes that the server has not yet said are on disk; `reason` is the
 * server's sentence for why it let go, null where it gave none.
 */
export type SyncState =
  | { readonly at: 'connecting'; readonly unsaved: number; readonly reason: string | null }
  | { readonly at: 'synced'; readonly unsaved: number }
  | { readonly at: 'offline'; readonly unsaved: number; readonly reason: string | null }
  | {
      readonly at: 'refused'
      readonly unsaved: number
      readonly code: number
      readonly reason: string
    }

/**
 * Keeps one Y.Doc in step with the server's, over a line that may be lost. Local changes are
 * numbered as they are made; the server echoes a number once everything up to it is on disk, and
 * what lies beyond the last echo is unsaved.
 */
export class SyncConnection {
  readonly awareness: Awareness
  readonly #options: SyncOptions
  readonly #listeners = new Set<() => void>()
  readonly #line: Line
  #state: SyncState = { at: 'connecting', unsaved: 0, reason: null }
  /** Whether this socket's step 1 was answered: only then do later updates stand on known ground. */
  #answered = false
  #ackAsked = false
  /** How many sockets the line has had so far. */
  #sockets = 0
  #made = 0
  #saved = 0

  constructor(options: SyncOptions) {
    this.#options = options
    this.awareness = new Awareness(options.ydoc)
    if (!options.presence) this.awareness.setLocalState(null)
    options.ydoc.on('update', this.#onLocalUpdate)
    this.awareness.on('update', this.#onPresence)
    this.#line = new Line({
      url: urlOf(options),
      WebSocket: options.WebSocket ?? globalThis.WebSocket,
      onOpen: () => this.#onOpen(),
      onMessages: (all) => this.#onMessages(all),
      // The board is what all write at once; it has come before it may wait.
      canWait: () => options.doc === 'board' && this.#state.at === 'synced',
      onLost: (lost) => this.#onLost(lost),
    })
  }

  get ydoc(): Y.Doc {
    return this.#options.ydoc
  }

  /** Where the connection stands: a new object whenever it changed. */
  get state(): SyncState {
    return this.#state
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves at once or when the document has come; rejects where the server refuses for good. */
  whenSynced(): Promise<void> {
    return this.#when((state) => state.at === 'synced')
  }

  /** Resolves when every local change is on the server's disk; rejects where it never will be. */
  whenSaved(): Promise<void> {
    return this.#when((state) => state.unsaved === 0)
  }

  /** Cuts the network, as a dropped Wi-Fi does, until `restore`. */
  drop(): void {
    this.#line.drop()
  }

  restore(): void {
    this.#line.restore()
  }

  dispose(): void {
    this.#options.ydoc.off('update', this.#onLocalUpdate)
    this.awareness.destroy()
    this.#line.dispose()
    this.#listeners.clear()
  }

  #onOpen(): void {
    this.#sockets += 1
    this.#line.send(writeStep1(Y.encodeStateVector(this.#options.ydoc)))
    if (this.awareness.getLocalState() !== null) this.#sendPresence()
  }

  /** The updates that came together are one change to whoever follows the document. */
  #onMessages(all: readonly unknown[]): void {
    const frames = all.flatMap((data) => frameIn(data) ?? [])
    const updates = frames.filter(({ type }) => type === 'update')
    const others = frames.filter(({ type }) => type !== 'update')
    if (updates.length > 0)
      Y.transact(this.#options.ydoc, () => this.#takeEach(updates), this, false)
    this.#takeEach(others)
  }

  #takeEach(frames: readonly SyncFrame[]): void {
    runEach(frames.map((frame) => () => this.#onFrame(frame)))
  }

  #onFrame(frame: SyncFrame): void {
    switch (frame.type) {
      case 'step1':
        return this.#answer(frame.stateVector)
      case 'step2':
        Y.applyUpdate(this.#options.ydoc, frame.update, this)
        // Synced is not saved: where the disk is full, a page with edits must go on backing off.
        if (this.#unsaved === 0) this.#line.prosper()
        return this.#set({ at: 'synced', unsaved: this.#unsaved })
      case 'update':
        return Y.applyUpdate(this.#options.ydoc, frame.update, this)
      case 'awareness':
        return applyAwarenessUpdate(this.awareness, frame.update, this)
      case 'ack':
        return this.#onSaved(frame.n)
      case 'deflated':
        return this.#inflate(frame.bytes)
      case 'queryAwareness':
        return
    }
  }

  /** What comes meanwhile may stand on this: Yjs keeps it until this is here. */
  #inflate(bytes: Uint8Array): void {
    const socket = this.#sockets
    const take = (frame: ArrayBuffer) => {
      if (socket === this.#sockets) this.#onMessages([frame])
    }
    inflated(bytes).then(take, () => this.#line.lose())
  }

  #answer(stateVector: Uint8Array): void {
    this.#line.send(writeStep2(Y.encodeStateAsUpdate(this.#options.ydoc, stateVector)))
    this.#answered = true
    this.#askAck()
  }

  #onSaved(n: number): void {
    this.#saved = Math.max(this.#saved, Math.min(n, this.#made))
    this.#line.prosper()
    this.#count()
  }

  readonly #onLocalUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return
    this.#made += 1
    this.#count()
    if (!this.#answered) return
    this.#line.send(writeUpdate(update))
    this.#askAck()
  }

  /** One acknowledgement for all that was changed in one go. */
  #askAck(): void {
    if (this.#ackAsked || this.#made === this.#saved) return
    this.#ackAsked = true
    queueMicrotask(() => {
      this.#ackAsked = false
      if (this.#answered) this.#line.send(writeAck(this.#made))
    })
  }

  readonly #onPresence = (
    { added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>,
    origin: unknown,
  ): void => {
    if (origin === this) return
    const own = [...added, ...updated, ...removed].includes(this.awareness.clientID)
    if (own) this.#sendPresence()
  }

  #sendPresence(): void {
    this.#line.send(
      writeAwareness(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])),
    )
  }

  #onLost({ code, reason }: Lost): void {
    this.#answered = false
    this.#forgetOthers()
    const unsaved = this.#unsaved
    if (code !== null && isFinal(code)) this.#set({ at: 'refused', unsaved, code, reason })
    else {
      const at = this.#state.at === 'connecting' ? 'connecting' : 'offline'
      this.#set({ at, unsaved, reason: reason || this.#lastReason })
    }
  }

  /** Tries that fail meanwhile say nothing: the server's last word holds until the page is back. */
  get #lastReason(): string | null {
    return 'reason' in this.#state ? this.#state.reason : null
  }

  #forgetOthers(): void {
    const others = [...this.awareness.getStates().keys()].filter(
      (id) => id !== this.awareness.clientID,
    )
    removeAwarenessStates(this.awareness, others, this)
    // A server that starts anew may count from less: what they say then is news all the same.
    for (const id of others) this.awareness.meta.delete(id)
  }

  get #unsaved(): number {
    return this.#made - this.#saved
  }

  #count(): void {
    if (this.#state.unsaved !== this.#unsaved) this.#set({ ...this.#state, unsaved: this.#unsaved })
  }

  #set(state: SyncState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  #when(holds: (state: SyncState) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (holds(this.#state)) stop(resolve)
        else if (this.#state.at === 'refused') stop(() => reject(new Error(describe(this.#state))))
      }
      const unsubscribe = this.onChange(look)
      const stop = (settle: () => void) => {
        unsubscribe()
        settle()
      }
      look()
    })
  }
}

function frameIn(data: unknown): SyncFrame | null {
  return data instanceof ArrayBuffer ? readFrame(new Uint8Array(data)) : null
}

function describe(state: SyncState): string {
  return state.at === 'refused'
    ? `${state.code}: ${state.reason || closeCodes.notWelcome.reason}`
    : state.at
}

/** What we understand beyond y-websocket's protocol. */
const features = canInflate ? 'ack=1&deflate=1' : 'ack=1'

function urlOf({ server, sessionId, doc, key }: SyncOptions): string {
  return `${server}/sync/${sessionId}/${doc}?${features}&key=${encodeURIComponent(key)}`
}
