import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { clientFrame, opcodes } from './client-frame.ts'
import type { OnMessage } from './frame-reader.ts'
import { FrameReader } from './frame-reader.ts'

export interface LeanSocketOptions {
  readonly port: number
  /** Path and query. */
  readonly path: string
  readonly onOpen: () => void
  readonly onMessage: OnMessage
  /** It is over, once: by a close frame (its code), or without one (1006). */
  readonly onClose: (code: number) => void
}

/** Read into by every socket of the process, one at a time: what is kept of it is copied. */
const readBuffer = Buffer.allocUnsafe(256 * 1024)
const abnormal = 1006
const endOfHead = Buffer.from('\r\n\r\n')

/**
 * A WebSocket client that costs next to nothing: with 100 people, 70,000 messages a second come to
 * the process that measures, and it must not be the one that is slow.
 */
export class LeanSocket {
  readonly #options: LeanSocketOptions
  readonly #socket: Socket
  readonly #frames: FrameReader
  #head: Buffer | null = Buffer.alloc(0)
  #closed = false
  #outbox: Uint8Array[] = []

  constructor(options: LeanSocketOptions) {
    this.#options = options
    this.#frames = new FrameReader({
      onMessage: options.onMessage,
      onPing: (payload) => this.write(clientFrame(payload, opcodes.pong)),
      onClose: (code) => this.#end(code),
    })
    this.#socket = connect({
      host: '127.0.0.1',
      port: options.port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          this.#onBytes(readBuffer.subarray(0, length))
          return true
        },
      },
    })
    this.#socket.on('error', () => undefined)
    this.#socket.on('close', () => this.#end(abnormal))
    this.#socket.on('connect', () => this.#socket.write(upgradeOf(options)))
  }

  get isOpen(): boolean {
    return this.#head === null && !this.#closed
  }

  /** Bytes that wait for the server to read what was sent before them. */
  get waiting(): number {
    return this.#socket.writableLength
  }

  send(message: Uint8Array): void {
    this.write(clientFrame(message))
  }

  /** Writes frames that are ready to go; all of one turn of the event loop in one piece. */
  write(frames: Uint8Array): void {
    if (!this.isOpen) return
    if (this.#outbox.push(frames) === 1) queueMicrotask(this.#flush)
  }

  close(): void {
    this.write(clientFrame(Uint8Array.of(1_000 >> 8, 1_000 & 0xff), opcodes.close))
    queueMicrotask(() => this.#socket.end())
  }

  /** Is gone at once, as a page that loses its network. */
  destroy(): void {
    this.#socket.destroy()
  }

  readonly #flush = (): void => {
    const [first, ...more] = this.#outbox
    this.#outbox = []
    if (first && !this.#closed) {
      this.#socket.write(more.length === 0 ? first : Buffer.concat([first, ...more]))
    }
  }

  #onBytes(bytes: Uint8Array): void {
    if (this.#head === null) this.#frames.push(bytes)
    else this.#onHead(Buffer.concat([this.#head, bytes]))
  }

  #onHead(head: Buffer): void {
    const end = head.indexOf(endOfHead)
    this.#head = head
    if (end < 0) return
    if (!head.subarray(0, 12).toString('latin1').endsWith('101')) return this.destroy()
    this.#head = null
    this.#options.onOpen()
    this.#frames.push(head.subarray(end + endOfHead.length))
  }

  #end(code: number): void {
    if (this.#closed) return
    this.#closed = true
    this.#socket.destroy()
    this.#options.onClose(code)
  }
}

function upgradeOf({ port, path }: LeanSocketOptions): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    // The example of RFC 6455: who answers 101 is believed.
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    '\r\n',
  ].join('\r\n')
}
