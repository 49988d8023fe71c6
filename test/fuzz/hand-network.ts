import type { Socket, WebSocketClass } from '../../client/net/web-socket.ts'
import { socketOpen } from '../../client/net/web-socket.ts'
import type { Peer, RoomConnection } from '../../server/rooms/room-connection.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { readFrame } from '../../shared/wire/sync-frames.ts'

/** On its way: a frame, the news that the server let the page in, or that one end is gone. */
type Parcel =
  | { readonly is: 'frame'; readonly bytes: Uint8Array }
  | { readonly is: 'open' }
  | { readonly is: 'gone' }
  | { readonly is: 'closed'; readonly reason: CloseReason }

type Enter = (peer: Peer) => RoomConnection
type Hear = (frame: Uint8Array) => void

/**
 * A network that moves nothing by itself: what either end sends waits until it is delivered by hand,
 * once or twice, in its order or in another, or never.
 */
export class HandNetwork {
  readonly #wires = new Set<Wire>()

  /** Sockets of somebody into a room; `hear` is told every frame that gets through to the page. */
  socketsInto(enter: Enter, hear: Hear, owner: string): WebSocketClass {
    const add = (wire: Wire) => void this.#wires.add(wire)
    return class extends Wire {
      constructor() {
        super(enter, hear, owner)
        add(this)
      }
    }
  }

  /** The wires on which something waits. */
  get busy(): Wire[] {
    for (const wire of this.#wires) if (wire.isDead) this.#wires.delete(wire)
    return [...this.#wires].filter(({ up, down }) => up.length + down.length > 0)
  }
}

/** One socket: the page's end of it, what is on its way both ways, and the visit at the far end. */
export class Wire implements Socket {
  binaryType = ''
  readyState = 0
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: never) => void) | null = null
  onclose: ((event: never) => void) | null = null
  onerror: ((event: never) => void) | null = null
  readonly up: Parcel[] = []
  readonly down: Parcel[] = [{ is: 'open' }]
  readonly owner: string
  readonly #enter: Enter
  readonly #hear: Hear
  #visit: RoomConnection | null = null
  #isGone = false

  constructor(enter: Enter, hear: Hear, owner: string) {
    this.owner = owner
    this.#enter = enter
    this.#hear = hear
  }

  /** Whether both ends know that it is over. */
  get isDead(): boolean {
    return this.readyState > socketOpen && (this.#isGone || !this.#visit)
  }

  send(data: Uint8Array): void {
    this.up.push({ is: 'frame', bytes: Uint8Array.from(data) })
  }

  /** The page is gone; the server hears of it behind what was sent before. */
  close(): void {
    this.readyState = 3
    this.down.length = 0
    this.up.push({ is: 'gone' })
  }

  /** Loses all that a page which is gone had sent before. That it is gone comes through. */
  loseIfLeft(): void {
    if (this.readyState > socketOpen) this.up.splice(0, this.up.length, { is: 'gone' })
  }

  deliverUp(): void {
    const parcel = this.up.shift()
    if (parcel?.is === 'frame') this.#visit?.receive(parcel.bytes)
    if (parcel?.is === 'gone') this.#leave()
  }

  deliverDown(): void {
    const parcel = this.down.shift()
    if (parcel?.is === 'open') this.#open()
    if (parcel?.is === 'closed') this.#closed(parcel.reason)
    if (parcel?.is !== 'frame') return
    this.#hear(parcel.bytes)
    this.onmessage?.({ data: Uint8Array.from(parcel.bytes).buffer } as never)
  }

  /** The frame that is next comes once more later, behind so many others. */
  repeat(way: 'up' | 'down', behind: number): void {
    const parcel = this[way][0]
    if (parcel?.is !== 'frame') return
    const last = this[way].findLastIndex(({ is }) => is === 'frame')
    this[way].splice(1 + Math.min(behind, last), 0, parcel)
  }

  /**
   * A later frame comes first. A request to acknowledge never overtakes: what it says is "all that I
   * have sent", which is true only behind it.
   */
  overtake(way: 'up' | 'down', at: number): void {
    const parcel = this[way][at]
    if (parcel?.is !== 'frame' || this[way][0]?.is !== 'frame') return
    if (way === 'up' && readFrame(parcel.bytes)?.type === 'ack') return
    this[way].unshift(...this[way].splice(at, 1))
  }

  #open(): void {
    if (this.readyState > socketOpen) return
    this.readyState = socketOpen
    this.#visit = this.#enter({
      backlog: 0,
      send: (bytes) => void this.down.push({ is: 'frame', bytes: Uint8Array.from(bytes) }),
      close: (reason) => void this.down.push({ is: 'closed', reason }),
    })
    this.onopen?.({} as never)
  }

  #closed(reason: CloseReason): void {
    this.readyState = 3
    this.#isGone = true
    this.onclose?.(closeCodes[reason] as never)
  }

  #leave(): void {
    this.#isGone = true
    this.#visit?.leave()
  }
}
