import type { Socket, WebSocketClass } from '../../client/net/web-socket.ts'
import { socketOpen } from '../../client/net/web-socket.ts'
import type { Peer, RoomConnection } from '../../server/rooms/room-connection.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'

/** A WebSocket without a network: it leads straight into a room, a turn of the loop a frame. */
export function socketInto(enter: (peer: Peer) => RoomConnection): WebSocketClass {
  return class implements Socket {
    binaryType = ''
    readyState = 0
    onopen: ((event: never) => void) | null = null
    onmessage: ((event: never) => void) | null = null
    onclose: ((event: never) => void) | null = null
    onerror: ((event: never) => void) | null = null
    #visit: RoomConnection | null = null

    constructor() {
      queueMicrotask(() => {
        this.readyState = socketOpen
        this.#visit = enter({
          backlog: 0,
          send: (frame) => this.#later(() => this.onmessage?.({ data: bufferOf(frame) } as never)),
          close: (reason) => this.#later(() => this.#closed(reason)),
        })
        this.onopen?.({} as never)
      })
    }

    send(data: Uint8Array): void {
      const frame = Uint8Array.from(data)
      this.#later(() => this.#visit?.receive(frame))
    }

    close(): void {
      this.readyState = 3
      this.#visit?.leave()
    }

    #closed(reason: CloseReason): void {
      this.readyState = 3
      this.onclose?.(closeCodes[reason] as never)
    }

    #later(work: () => void): void {
      queueMicrotask(work)
    }
  }
}

function bufferOf(frame: Uint8Array): ArrayBuffer {
  return Uint8Array.from(frame).buffer
}
