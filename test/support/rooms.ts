import type { DocRef, Log } from '../../server/log/log.ts'
import { Journal } from '../../server/rooms/journal.ts'
import type { Told } from '../../server/rooms/promptness.ts'
import type { Peer } from '../../server/rooms/room-connection.ts'
import { Room } from '../../server/rooms/room.ts'
import type { Time } from '../../server/time.ts'
import { systemTime } from '../../server/time.ts'

export interface RoomParts {
  readonly ref: DocRef
  readonly log: Log
  readonly time?: Time
  readonly documentBytes?: number
  readonly onTold?: (told: Told) => void
  readonly onDamaged?: () => void
  readonly onFailed?: (error: unknown) => void
}

/** A room by itself, with a journal of its own. */
export async function openRoom(parts: RoomParts): Promise<{ room: Room; journal: Journal }> {
  const {
    ref,
    log,
    time = systemTime,
    documentBytes = Infinity,
    onDamaged = fail,
    onFailed = fail,
  } = parts
  const journal = new Journal({ log, time })
  const room = await Room.load({
    ref,
    log,
    journal,
    time,
    documentBytes,
    onDamaged,
    renewKeyframe: () => log.renewKeyframe(ref),
    ...(parts.onTold && { onTold: parts.onTold }),
    onFailed,
  })
  return { room, journal }
}

/** A far end that hears nothing but what it is given, and takes everything at once. */
export function peer(on: Partial<Pick<Peer, 'send' | 'close'>> = {}): Peer {
  return { send: () => undefined, close: () => undefined, backlog: 0, ...on }
}

function fail(error: unknown): void {
  throw error
}
