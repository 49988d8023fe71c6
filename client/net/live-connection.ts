import type { Socket } from 'socket.io-client'
import type { Bell, LiveClientEvents, LiveServerEvents } from '../../shared/wire/bells.ts'
import { serverToClient } from '../../shared/wire/bells.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import { reply } from '../../shared/wire/reply.ts'
import { connectionWords } from '../words/connection.ts'

export interface LiveOptions {
  /** `http(s)://host:port`, or an empty text for the page's own origin. */
  readonly server: string
  readonly key: string
}

type LiveSocket = Socket<LiveServerEvents, LiveClientEvents>

const answerLimit = 10_000

/** Commands to the server and bells from it, over Socket.IO. The documents hold the truth. */
export class LiveConnection {
  readonly #socket: Promise<LiveSocket>
  readonly #listeners = new Set<(bell: Bell) => void>()
  #isOver = false

  constructor(options: LiveOptions) {
    this.#socket = this.#open(options)
    // Where it could not be fetched, every command says that it was not heard.
    this.#socket.catch(() => undefined)
  }

  /** Sends a command. Never rejects: no answer in ten seconds is a reply that says so. */
  async send(command: Command): Promise<Reply> {
    try {
      const socket = await this.#socket
      const answer: unknown = await socket.emitWithAck('command', command)
      return reply.parse(answer)
    } catch {
      return notHeard
    }
  }

  onBell(listener: (bell: Bell) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#listeners.clear()
    this.#isOver = true
    this.#socket.then(
      (socket) => socket.disconnect(),
      () => undefined,
    )
  }

  /** Socket.IO is large, and a board can be seen and typed on without: it comes after. */
  async #open({ server, key }: LiveOptions): Promise<LiveSocket> {
    const { io } = await import('socket.io-client')
    const socket: LiveSocket = io(server || globalThis.location.origin, {
      path: '/live',
      auth: { key },
      transports: ['websocket'],
      ackTimeout: answerLimit,
      autoConnect: !this.#isOver,
    })
    socket.on('bell', (sent) => this.#ring(sent))
    return socket
  }

  #ring(sent: unknown): void {
    const bell = serverToClient.safeParse(sent)
    if (bell.success) for (const listener of this.#listeners) listener(bell.data)
  }
}

const notHeard: Reply = {
  ok: false,
  error: { code: 'not-saved', message: connectionWords.noAnswer },
}
