import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Peer } from '../rooms/room-connection.ts'
import { framed } from './framed.ts'

/**
 * The way out of one sync socket: all that one turn of the event loop sends leaves in one system
 * call. Frames go straight into the stream under the WebSocket, for the same frame is made ready
 * once for everybody (no extension is negotiated, so nothing of it is one socket's own).
 */
export class Outlet implements Peer {
  readonly #webSocket: WebSocket
  readonly #stream: Duplex
  #waiting: Uint8Array[] = []
  #waitingBytes = 0

  constructor(webSocket: WebSocket, stream: Duplex) {
    this.#webSocket = webSocket
    this.#stream = stream
  }

  get backlog(): number {
    return this.#waitingBytes + this.#stream.writableLength
  }

  send(frame: Uint8Array): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return
    if (this.#waiting.length === 0) process.nextTick(this.#flush)
    const bytes = framed(frame)
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
  }

  close(reason: CloseReason): void {
    this.#flush()
    this.#webSocket.close(closeCodes[reason].code, closeCodes[reason].reason)
  }

  readonly #flush = (): void => {
    const frames = this.#waiting
    if (frames.length === 0) return
    this.#waiting = []
    this.#waitingBytes = 0
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return
    if (frames.length > 1) this.#stream.cork()
    for (const frame of frames) this.#stream.write(frame)
    if (frames.length > 1) this.#stream.uncork()
  }
}
