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
import { backoff } from './backoff.ts'
import { isUnplugged, watchNetwork } from './network.ts'
import type { Socket, WebSocketClass } from './web-socket.ts'
import { socketOpen } from './web-socket.ts'

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

/** `unsaved` counts the local changes that the server has not yet said are on disk. */
export type SyncState =
  | { readonly at: 'connecting'; readonly unsaved: number }
  | { readonly at: 'synced'; readonly unsaved: number }
  | { readonly at: 'offline'; readonly unsaved: number; readonly reason: string | null }
  | {
      readonly at: 'refused'
      readonly unsaved: number
      readonly code: number
      readonly reason: string
    }

/** The server sends something at least every 15 s; twice that in silence is a lost network. */
const silenceLimit = 30_000
/** How often to try while the browser says there is no network: it can be wrong about loopback. */
const unpluggedRetry = 5_000

/**
 * Keeps one Y.Doc in step with the server's, over as many sockets as it takes. Local changes are
 * numbered as they are made; the server echoes a number once everything up to it is on disk, and
 * what lies beyond the last echo is unsaved.
 */
export class SyncConnection {
  readonly awareness: Awareness
  readonly #options: SyncOptions
  readonly #listeners = new Set<() => void>()
  readonly #stopWatching: () => void
  #state: SyncState = { at: 'connecting', unsaved: 0 }
  #socket: Socket | null = null
  /** Whether this socket's step 1 was answered: only then do later updates stand on known ground. */
  #answered = false
  #ackAsked = false
  #made = 0
  #saved = 0
  #failures = 0
  #cut = false
  #disposed = false
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(options: SyncOptions) {
    this.#options = options
    this.awareness = new Awareness(options.ydoc)
    if (!options.presence) this.awareness.setLocalState(null)
    options.ydoc.on('update', this.#onLocalUpdate)
    this.awareness.on('update', this.#onPresence)
    this.#stopWatching = watchNetwork({ back: this.#wake, gone: this.#lose })
    this.#connect()
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
    this.#cut = true
    this.#lose()
  }

  restore(): void {
    this.#cut = false
    this.#wake()
  }

  dispose(): void {
    this.#disposed = true
    this.#stopWatching()
    this.#options.ydoc.off('update', this.#onLocalUpdate)
    this.awareness.destroy()
    this.#letGo()
    clearTimeout(this.#retry)
    this.#listeners.clear()
  }

  #connect(): void {
    if (this.#disposed || this.#cut || this.#socket || this.#state.at === 'refused') return
    clearTimeout(this.#retry)
    const socket = new (this.#options.WebSocket ?? globalThis.WebSocket)(this.#url())
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.#onOpen()
    socket.onmessage = (event: { data: unknown }) => this.#onMessage(event.data)
    socket.onclose = (event: { code: number; reason: string }) => this.#onClose(event)
    // A failed try is also a close; without a listener `ws` would throw.
    socket.onerror = () => undefined
    this.#socket = socket
    this.#expectNews()
  }

  #url(): string {
    const { server, sessionId, doc, key } = this.#options
    return `${server}/sync/${sessionId}/${doc}?ack=1&key=${encodeURIComponent(key)}`
  }

  #onOpen(): void {
    this.#send(writeStep1(Y.encodeStateVector(this.#options.ydoc)))
    if (this.awareness.getLocalState() !== null) this.#sendPresence()
  }

  #onMessage(data: unknown): void {
    this.#expectNews()
    const frame = data instanceof ArrayBuffer ? readFrame(new Uint8Array(data)) : null
    if (frame) this.#onFrame(frame)
  }

  #onFrame(frame: SyncFrame): void {
    switch (frame.type) {
      case 'step1':
        return this.#answer(frame.stateVector)
      case 'step2':
        Y.applyUpdate(this.#options.ydoc, frame.update, this)
        // Synced is not saved: where the disk is full, a page with edits must go on backing off.
        if (this.#unsaved === 0) this.#failures = 0
        return this.#set({ at: 'synced', unsaved: this.#unsaved })
      case 'update':
        return Y.applyUpdate(this.#options.ydoc, frame.update, this)
      case 'awareness':
        return applyAwarenessUpdate(this.awareness, frame.update, this)
      case 'ack':
        return this.#onSaved(frame.n)
      case 'queryAwareness':
        return
    }
  }

  #answer(stateVector: Uint8Array): void {
    this.#send(writeStep2(Y.encodeStateAsUpdate(this.#options.ydoc, stateVector)))
    this.#answered = true
    this.#askAck()
  }

  #onSaved(n: number): void {
    this.#saved = Math.max(this.#saved, Math.min(n, this.#made))
    this.#failures = 0
    this.#count()
  }

  readonly #onLocalUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return
    this.#made += 1
    this.#count()
    if (!this.#answered) return
    this.#send(writeUpdate(update))
    this.#askAck()
  }

  /** One acknowledgement for all that was changed in one go. */
  #askAck(): void {
    if (this.#ackAsked || this.#made === this.#saved) return
    this.#ackAsked = true
    queueMicrotask(() => {
      this.#ackAsked = false
      if (this.#answered) this.#send(writeAck(this.#made))
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
    this.#send(writeAwareness(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])))
  }

  #send(frame: Uint8Array): void {
    if (this.#socket?.readyState === socketOpen) this.#socket.send(frame as Uint8Array<ArrayBuffer>)
  }

  #onClose({ code, reason }: { code: number; reason: string }): void {
    this.#letGo()
    if (isFinal(code)) return this.#set({ at: 'refused', unsaved: this.#unsaved, code, reason })
    this.#goOffline(reason)
    this.#connectLater()
  }

  readonly #lose = (): void => {
    if (this.#state.at === 'refused') return
    this.#letGo()
    this.#goOffline(null)
    this.#connectLater()
  }

  readonly #wake = (): void => {
    this.#failures = 0
    this.#connect()
  }

  #connectLater(): void {
    clearTimeout(this.#retry)
    if (this.#cut || this.#disposed) return
    const wait = isUnplugged() ? unpluggedRetry : backoff(this.#failures, Math.random())
    this.#failures += 1
    this.#retry = setTimeout(() => this.#connect(), wait)
  }

  /** Lets go of the socket without hearing from it again. */
  #letGo(): void {
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#socket = null
    this.#answered = false
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(1000)
    this.#forgetOthers()
  }

  #forgetOthers(): void {
    const others = [...this.awareness.getStates().keys()].filter(
      (id) => id !== this.awareness.clientID,
    )
    removeAwarenessStates(this.awareness, others, this)
  }

  #expectNews(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(this.#lose, silenceLimit)
  }

  get #unsaved(): number {
    return this.#made - this.#saved
  }

  #goOffline(reason: string | null): void {
    if (this.#state.at === 'connecting') return
    this.#set({ at: 'offline', unsaved: this.#unsaved, reason: reason || null })
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

function describe(state: SyncState): string {
  return state.at === 'refused'
    ? `${state.code}: ${state.reason || closeCodes.notWelcome.reason}`
    : state.at
}
