import { isFinal } from '../../shared/wire/close-codes.ts'
import { backoff } from './backoff.ts'
import { beforePaint } from './before-paint.ts'
import { isUnplugged, watchNetwork } from './network.ts'
import type { Socket, WebSocketClass } from './web-socket.ts'
import { socketOpen } from './web-socket.ts'

export interface LineOptions {
  readonly url: string
  readonly WebSocket: WebSocketClass
  readonly onOpen: () => void
  /** What came since the last time, in its order. */
  readonly onMessages: (all: readonly unknown[]) => void
  /** Whether what comes now may wait a moment, where the page has much to draw. */
  readonly canWait: () => boolean
  /** The socket is gone; another follows unless the close was final. */
  readonly onLost: (close: Lost) => void
}

export interface Lost {
  readonly code: number | null
  readonly reason: string
}

/** The server sends something at least every 15 s; twice that in silence is a lost network. */
const silenceLimit = 30_000
/** How often to try while the browser says there is no network: it can be wrong about loopback. */
const unpluggedRetry = 5_000

/**
 * A line to the server over as many sockets as it takes: it comes back by itself, at once where the
 * network is back or the page is looked at, and stays away after a final close.
 */
export class Line {
  readonly #options: LineOptions
  readonly #stopWatching: () => void
  #socket: Socket | null = null
  /** What came over this socket and waits for its turn. */
  #arrived: unknown[] = []
  #failures = 0
  #cut = false
  #ended = false
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(options: LineOptions) {
    this.#options = options
    this.#stopWatching = watchNetwork({ back: this.#wake, gone: this.lose })
    this.#connect()
  }

  send(frame: Uint8Array): void {
    if (this.#socket?.readyState === socketOpen) this.#socket.send(frame as Uint8Array<ArrayBuffer>)
  }

  /** The line has served its purpose: the next loss is the first again. */
  prosper(): void {
    this.#failures = 0
  }

  /** Cuts the network, as a dropped Wi-Fi does, until `restore`. */
  drop(): void {
    this.#cut = true
    this.lose()
  }

  restore(): void {
    this.#cut = false
    this.#wake()
  }

  dispose(): void {
    this.#ended = true
    this.#stopWatching()
    this.#letGo()
    clearTimeout(this.#retry)
  }

  #connect(): void {
    if (this.#ended || this.#cut || this.#socket) return
    clearTimeout(this.#retry)
    const socket = new this.#options.WebSocket(this.#options.url)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.#options.onOpen()
    socket.onmessage = (event: { data: unknown }) => {
      this.#expectNews()
      this.#arrived.push(event.data)
      if (this.#arrived.length === 1) beforePaint(this.#deliver, this.#options.canWait())
    }
    socket.onclose = (event: { code: number; reason: string }) => this.#onClose(event)
    // A failed try is also a close; without a listener `ws` would throw.
    socket.onerror = () => undefined
    this.#socket = socket
    this.#expectNews()
  }

  readonly #deliver = (): void => {
    const all = this.#arrived
    this.#arrived = []
    if (all.length > 0) this.#options.onMessages(all)
  }

  #onClose({ code, reason }: { code: number; reason: string }): void {
    this.#letGo()
    this.#ended = isFinal(code)
    this.#options.onLost({ code, reason })
    this.#connectLater()
  }

  /** Lets go of the socket, which is of no more use, and tries again. */
  readonly lose = (): void => {
    if (this.#ended) return
    this.#letGo()
    this.#options.onLost({ code: null, reason: '' })
    this.#connectLater()
  }

  readonly #wake = (): void => {
    this.#failures = 0
    this.#connect()
  }

  #connectLater(): void {
    clearTimeout(this.#retry)
    if (this.#cut || this.#ended) return
    const wait = isUnplugged() ? unpluggedRetry : backoff(this.#failures, Math.random())
    this.#failures += 1
    this.#retry = setTimeout(() => this.#connect(), wait)
  }

  /** Lets go of the socket without hearing from it again. */
  #letGo(): void {
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#socket = null
    // It comes again with the next one.
    this.#arrived = []
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(1000)
  }

  #expectNews(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(this.lose, silenceLimit)
  }
}
