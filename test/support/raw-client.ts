import type { RawData } from 'ws'
import { WebSocket } from 'ws'
import type { SessionId } from '../../shared/ids.ts'
import type { SyncFrame } from '../../shared/wire/sync-frames.ts'
import { readFrame } from '../../shared/wire/sync-frames.ts'
import { until } from './until.ts'

export interface Closed {
  readonly code: number
  readonly reason: string
}

/** A sync socket with nothing behind it: a test sends what bytes it likes and sees what comes. */
export class RawClient {
  readonly received: Uint8Array[] = []
  closed: Closed | null = null
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: RawData) => this.received.push(new Uint8Array(data as Buffer)))
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
    socket.on('error', () => undefined)
  }

  static async open(wsUrl: string, session: SessionId, doc: string, key: string, headers = {}) {
    const url = `${wsUrl}/sync/${session}/${doc}?ack=1&key=${key}`
    const socket = new WebSocket(url, { headers })
    const client = new RawClient(socket)
    await until('the socket opens', () => socket.readyState !== WebSocket.CONNECTING)
    return client
  }

  get frames(): SyncFrame[] {
    return this.received.flatMap((bytes) => readFrame(bytes) ?? [])
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes)
  }

  async frame<Type extends SyncFrame['type']>(
    type: Type,
    which: (frame: SyncFrame & { type: Type }) => boolean = () => true,
  ): Promise<SyncFrame & { type: Type }> {
    const find = () =>
      this.frames.find(
        (frame): frame is SyncFrame & { type: Type } =>
          frame.type === type && which(frame as SyncFrame & { type: Type }),
      )
    await until(`a ${type} frame comes`, find)
    return find() as SyncFrame & { type: Type }
  }

  async whenClosed(): Promise<Closed> {
    await until('the socket closes', () => this.closed)
    return this.closed as Closed
  }

  /** Reads nothing more off the network, until `resume`. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.terminate()
  }
}
