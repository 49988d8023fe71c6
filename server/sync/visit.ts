import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { Visitor } from '../rooms/room-connection.ts'
import { RoomConnection } from '../rooms/room-connection.ts'
import type { Room } from '../rooms/room.ts'
import type { Time } from '../time.ts'
import { ExpressLane } from './express-lane.ts'
import { FrameRate } from './frame-rate.ts'
import type { MaskedFrame } from './masked-frame.ts'
import { Outlet } from './outlet.ts'

export interface VisitOptions {
  readonly socket: WebSocket
  /** What the socket runs on. */
  readonly stream: Duplex
  readonly room: Room
  readonly visitor: Visitor
  readonly time: Time
  readonly frameBytes: number
  readonly framesPerSecond: number
  readonly onClosed: (reason: CloseReason) => void
  readonly onLeft: () => void
}

/** So many frames may still be on their way to us when we close; more is a flood. */
const mostStray = 100
/** How long a flood is held up, unread, before its socket is cut, in milliseconds. */
const strayMoment = 1_000

/** One socket on its visit to one room. */
export class Visit {
  readonly #options: VisitOptions
  readonly #connection: RoomConnection
  readonly #rate: FrameRate
  #isClosed = false
  #stray = 0

  constructor(options: VisitOptions) {
    const { socket, stream, room, visitor, time, frameBytes } = options
    this.#options = options
    this.#rate = new FrameRate(time, options.framesPerSecond)
    const outlet = new Outlet(socket, stream, {
      closed: (reason) => this.#onClosed(reason),
      drained: () => this.#connection.onDrained(),
    })
    this.#connection = new RoomConnection(room, outlet, visitor)
    new ExpressLane({ socket, stream, frameBytes, onFrame: (frame) => this.#look(frame) })
    socket.on('message', (data) => this.#receive(data))
    socket.on('ping', () => this.#count())
    socket.on('close', () => this.#leave())
  }

  #look(frame: MaskedFrame): void {
    if (!this.#count() || this.#connection.isEcho(frame)) return
    this.#connection.receive(frame.open())
  }

  #receive(data: RawData): void {
    if (this.#count()) this.#connection.receive(bytesOf(data))
  }

  /** Whether there may be one more frame. */
  #count(): boolean {
    if (this.#isClosed) this.#onStray()
    else if (this.#rate.take()) return true
    else this.#connection.close('tooFast')
    return false
  }

  #onClosed(reason: CloseReason): void {
    this.#isClosed = true
    this.#options.onClosed(reason)
  }

  #onStray(): void {
    this.#stray += 1
    if (this.#stray !== mostStray) return
    const { socket, time } = this.#options
    socket.pause()
    time.after(strayMoment, () => socket.terminate())
  }

  #leave(): void {
    this.#isClosed = true
    this.#connection.leave()
    this.#options.onLeft()
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
