import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Peer } from '../rooms/room-connection.ts'
import { framed } from './framed.ts'

/** Below this size, in bytes, copying frames into one costs less than giving the system a list. */
const worthCopying = 16 * 1024

export interface OutletEvents {
  readonly closed: (reason: CloseReason) => void
  /** All that was given has left. */
  readonly drained: () => void
}

/** The outlets that were given something in this turn of the event loop. */
let laden: Outlet[] = []

/**
 * The way out of one sync socket: all that one turn of the event loop sends leaves in one system
 * call. Frames go straight into the stream under the WebSocket, for the same frame is made ready
 * once for everybody (no extension is negotiated, so nothing of it is one socket's own).
 */
export class Outlet implements Peer {
  readonly #webSocket: WebSocket
  readonly #stream: Duplex
  readonly #on: OutletEvents
  #frames: Buffer[] = []
  #bytes = 0

  constructor(webSocket: WebSocket, stream: Duplex, on: OutletEvents) {
    this.#webSocket = webSocket
    this.#stream = stream
    this.#on = on
    stream.on('drain', () => this.#checkDrained())
  }

  get backlog(): number {
    return this.#bytes + this.#stream.writableLength
  }

  send(payload: Uint8Array): void {
    if (this.#frames.length === 0) enlist(this)
    const frame = framed(payload)
    this.#frames.push(frame)
    this.#bytes += frame.length
  }

  close(reason: CloseReason): void {
    this.flush()
    this.#on.closed(reason)
    this.#webSocket.close(closeCodes[reason].code, closeCodes[reason].reason)
  }

  /** Sends what it was given, without waiting for the end of the turn. */
  flush(): void {
    const frames = this.#frames
    const bytes = this.#bytes
    const first = frames[0]
    if (!first) return
    this.#frames = []
    this.#bytes = 0
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return
    if (frames.length === 1) this.#stream.write(first)
    else if (bytes <= worthCopying) this.#stream.write(joined(frames, bytes))
    else this.#writeAll(frames)
    this.#checkDrained()
  }

  /** A stream tells that it has drained only where it could not pass on all that it got at once. */
  #checkDrained(): void {
    if (this.backlog === 0) this.#on.drained()
  }

  #writeAll(frames: readonly Buffer[]): void {
    this.#stream.cork()
    for (const frame of frames) this.#stream.write(frame)
    this.#stream.uncork()
  }
}

function enlist(outlet: Outlet): void {
  if (laden.length === 0) process.nextTick(flushAll)
  laden.push(outlet)
}

function flushAll(): void {
  const outlets = laden
  laden = []
  for (const outlet of outlets) outlet.flush()
  last = nothing
}

/** Frames, and the same in one piece. */
interface Joined {
  readonly frames: readonly Buffer[]
  readonly bytes: Buffer
}

const nothing: Joined = { frames: [], bytes: Buffer.alloc(0) }
/** What was joined last: in one turn most people are given the same frames. */
let last = nothing

function joined(frames: readonly Buffer[], bytes: number): Buffer {
  const isSame =
    frames.length === last.frames.length && frames.every((frame, at) => frame === last.frames[at])
  if (!isSame) last = { frames, bytes: Buffer.concat(frames, bytes) }
  return last.bytes
}
