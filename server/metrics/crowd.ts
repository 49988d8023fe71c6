import type { Registry } from 'prom-client'
import { Gauge } from 'prom-client'
import type { DocName } from '../../shared/documents.ts'
import { inboxOwner } from '../../shared/documents.ts'
import type { Room } from '../rooms/room.ts'

/** Who is there, as the services know it. */
export interface Present {
  readonly rooms: readonly Room[]
  /** Open sockets, those on their way in or out among them. */
  readonly sync: number
  readonly live: number
}

const kinds = ['board', 'stage', 'script', 'inbox'] as const

/** Who is there and what waits for them: read when somebody asks, and costs nothing before. */
export class Crowd {
  readonly #rooms: Gauge
  readonly #sync: Gauge
  readonly #live: Gauge
  readonly #byKind: Gauge<'document'>
  readonly #behind: Gauge
  readonly #buffered: Gauge
  readonly #mostBuffered: Gauge
  readonly #unsaved: Gauge

  constructor(registry: Registry) {
    const registers = [registry]
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
    this.#rooms = gauge('gamelan_rooms', 'Documents that are loaded')
    this.#sync = gauge('gamelan_sync_connections', 'Open sync sockets')
    this.#live = gauge('gamelan_live_connections', 'Open live connections')
    this.#byKind = new Gauge({
      name: 'gamelan_document_connections',
      help: 'Connections to loaded documents, by kind of document',
      labelNames: ['document'],
      registers,
    })
    this.#behind = gauge('gamelan_slow_connections', 'Connections that are behind just now')
    this.#buffered = gauge('gamelan_buffered_bytes', 'Bytes that sync sockets have not taken yet')
    this.#mostBuffered = gauge(
      'gamelan_buffered_max_bytes',
      'Bytes that the slowest sync socket has not taken yet',
    )
    this.#unsaved = gauge(
      'gamelan_unsaved_seconds',
      'How long the oldest update that is not on disk has waited',
    )
  }

  look({ rooms, sync, live }: Present): void {
    const connections = rooms.flatMap((room) => [...room.connections])
    const backlogs = connections.map(({ backlog }) => backlog)
    this.#rooms.set(rooms.length)
    this.#sync.set(sync)
    this.#live.set(live)
    this.#behind.set(connections.filter(({ isBehind }) => isBehind).length)
    this.#buffered.set(backlogs.reduce((sum, backlog) => sum + backlog, 0))
    this.#mostBuffered.set(most(backlogs))
    this.#unsaved.set(most(rooms.map(({ promptness }) => promptness.waiting)))
    for (const kind of kinds) this.#byKind.set({ document: kind }, countOf(rooms, kind))
  }
}

function countOf(rooms: readonly Room[], kind: (typeof kinds)[number]): number {
  const ofKind = rooms.filter(({ ref }) => kindOf(ref.doc) === kind)
  return ofKind.reduce((sum, { connections }) => sum + connections.size, 0)
}

function kindOf(doc: DocName): string {
  return inboxOwner(doc) ? 'inbox' : doc
}

/** There may be more of them than a call takes arguments. */
function most(numbers: readonly number[]): number {
  return numbers.reduce((highest, number) => Math.max(highest, number), 0)
}
