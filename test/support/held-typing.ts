import { WebSocket } from 'ws'
import { readFrame } from '../../shared/wire/sync-frames.ts'

/** A network on which what somebody types waits until it is let go; everything else passes. */
export class HeldTyping {
  /** The class of socket to give to their provider. */
  readonly WebSocket: typeof WebSocket
  #held: (() => void)[] = []

  constructor() {
    const hold = (send: () => void) => void this.#held.push(send)
    this.WebSocket = class extends WebSocket {
      override send(data: Uint8Array): void {
        if (readFrame(data)?.type === 'update') hold(() => super.send(data))
        else super.send(data)
      }
    }
  }

  get held(): number {
    return this.#held.length
  }

  letGo(count: number): void {
    for (const send of this.#held.splice(0, count)) send()
  }

  /** The network is lost, and all that waited with it. */
  lose(): void {
    this.#held = []
  }
}
