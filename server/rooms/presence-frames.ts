import type { ParticipantId } from '../../shared/ids.ts'
import { varUint } from '../../shared/wire/bytes.ts'
import { frameType } from '../../shared/wire/sync-frames.ts'
import type { Bytes } from './byte-cursor.ts'
import { ByteCursor } from './byte-cursor.ts'
import { isNestedWithin } from './nesting.ts'

/** One client's state in an awareness update: its JSON text stands in `bytes[start..end)`. */
export interface PresenceEntry {
  readonly clientId: number
  readonly clock: number
  readonly start: number
  readonly end: number
}

type IsWanted = (clientId: number, clock: number) => boolean

/**
 * Looks through an awareness update (y-protocols `awareness.js`: a count, then client id, clock and
 * JSON text of each) for the first entry that is wanted, without reading a text or making anything
 * of what is passed by. Null where there is none.
 */
export function findPresence(
  update: Bytes,
  isWanted: IsWanted,
): PresenceEntry | null | 'malformed' {
  return orMalformed(() => find(new ByteCursor(update), isWanted))
}

/** The same in a whole awareness frame: see `shared/wire/sync-frames.ts`. */
export function findPresenceInFrame(
  frame: Bytes,
  isWanted: IsWanted,
): PresenceEntry | null | 'malformed' {
  return orMalformed(() => {
    const cursor = new ByteCursor(frame)
    cursor.varUint()
    const length = cursor.varUint()
    if (cursor.at + length !== frame.length) throw new RangeError('The frame ends elsewhere.')
    return find(cursor, isWanted)
  })
}

function find(cursor: ByteCursor, isWanted: IsWanted): PresenceEntry | null {
  let found: PresenceEntry | null = null
  for (let left = cursor.varUint(); left > 0; left -= 1) {
    const clientId = cursor.varUint()
    const clock = cursor.varUint()
    const start = cursor.skip(cursor.varUint())
    if (!found && isWanted(clientId, clock)) found = { clientId, clock, start, end: cursor.at }
  }
  if (!cursor.isAtEnd) throw new RangeError('The awareness update does not end where it says.')
  return found
}

function orMalformed<Found>(look: () => Found): Found | 'malformed' {
  try {
    return look()
  } catch (error) {
    if (error instanceof RangeError) return 'malformed'
    throw error
  }
}

/** The text of somebody who left. */
export const gone = 'null'

/** A state is read level by level by whoever gets it; ours are flat. */
const deepest = 16

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The JSON text of a state with its person stamped on it; `null` stays what it is. Answers null
 * where the text is no such thing.
 */
export function stamp(text: Uint8Array, participantId: ParticipantId): string | null {
  try {
    const sent = utf8.decode(text).trim()
    const state: unknown = JSON.parse(sent)
    if (state === null) return gone
    if (typeof state !== 'object' || Array.isArray(state) || !isNestedWithin(state, deepest)) {
      return null
    }
    // Of two equal keys the last one counts, for every reader of JSON that we know: ours is it.
    const own = Object.keys(state).length === 0 ? '{' : `${sent.slice(0, -1)},`
    return `${own}"participantId":${JSON.stringify(participantId)}}`
  } catch {
    return null
  }
}

/** News of several clients, encoded once for everybody, also for those whose own is among it. */
export class PresenceNews {
  readonly #entries: Buffer
  readonly #rangeByClientId = new Map<number, readonly [start: number, end: number]>()
  #all: Buffer | null = null

  /** @param texts by client id, each with the clock that it is told with */
  constructor(texts: ReadonlyMap<number, { readonly clock: number; readonly text: string }>) {
    const entries = [...texts].map(([clientId, { clock, text }]) => entryOf(clientId, clock, text))
    this.#entries = Buffer.concat(entries)
    let start = 0
    for (const [index, clientId] of [...texts.keys()].entries()) {
      const end = start + (entries[index]?.length ?? 0)
      this.#rangeByClientId.set(clientId, [start, end])
      start = end
    }
  }

  /** The awareness frame for somebody who speaks for this client id; null where it holds nothing. */
  frameFor(clientId: number | undefined): Uint8Array | null {
    const own = clientId === undefined ? undefined : this.#rangeByClientId.get(clientId)
    const count = this.#rangeByClientId.size
    if (!own) return (this.#all ??= frameOf(count, [this.#entries]))
    if (count === 1) return null
    const [start, end] = own
    return frameOf(count - 1, [this.#entries.subarray(0, start), this.#entries.subarray(end)])
  }
}

/** An awareness frame of so many entries: see `shared/wire/sync-frames.ts`. */
function frameOf(count: number, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, sizeOf(count))
  const head = [frameType.awareness, length, count].flatMap(varUint)
  return Buffer.concat([Buffer.from(head), ...parts])
}

function entryOf(clientId: number, clock: number, text: string): Buffer {
  const state = Buffer.from(text)
  return Buffer.concat([Buffer.from([clientId, clock, state.length].flatMap(varUint)), state])
}

function sizeOf(value: number): number {
  return varUint(value).length
}
