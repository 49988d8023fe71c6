import { clientFrame } from './client-frame.ts'
import { LeanSocket } from './lean-socket.ts'
import type { Seat } from './person.ts'

const framesAtOnce = 20
const longestFrame = 200

/** Sends frames of chance bytes, and comes back at once whenever it is thrown out. */
export class Vandal {
  /** How often it has come in. */
  attempts = 0
  readonly #seat: Seat
  readonly #garbage: Buffer
  #socket: LeanSocket | null = null
  #stopped = false

  constructor(seat: Seat, random: () => number) {
    this.#seat = seat
    this.#garbage = Buffer.concat(Array.from({ length: framesAtOnce }, () => rubbish(random)))
    this.#enter()
  }

  stop(): void {
    this.#stopped = true
    this.#socket?.destroy()
  }

  #enter(): void {
    if (this.#stopped) return
    this.#socket = new LeanSocket({
      ...this.#seat,
      onOpen: () => {
        this.attempts += 1
        this.#throw()
      },
      onMessage: () => undefined,
      onClose: () => setImmediate(() => this.#enter()),
    })
  }

  /** Again and again, for as long as nobody throws it out. */
  #throw(): void {
    if (this.#stopped || !this.#socket?.isOpen) return
    this.#socket.write(this.#garbage)
    setImmediate(() => this.#throw())
  }
}

/** No message type of the protocol begins like this one. */
function rubbish(random: () => number): Buffer {
  const length = 1 + Math.floor(random() * longestFrame)
  const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256))
  bytes[0] = 0x7f
  return clientFrame(bytes)
}
