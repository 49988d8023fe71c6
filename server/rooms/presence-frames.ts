import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ParticipantId } from '../../shared/ids.ts'
import { writeAwareness } from '../../shared/wire/sync-frames.ts'
import { isNestedWithin } from './nesting.ts'

/** One client's state in an awareness update, as the JSON text it came as; `null` for one that left. */
export interface PresenceEntry {
  readonly clientId: number
  readonly clock: number
  readonly text: Uint8Array
}

/**
 * Takes an awareness update apart (y-protocols `awareness.js`: a count, then client id, clock and
 * JSON text of each) without reading the texts. Null where it is malformed.
 */
export function readPresence(update: Uint8Array): PresenceEntry[] | null {
  try {
    const decoder = decoding.createDecoder(update)
    const entries: PresenceEntry[] = []
    for (let left = decoding.readVarUint(decoder); left > 0; left--)
      entries.push(readEntry(decoder))
    return decoding.hasContent(decoder) ? null : entries
  } catch {
    return null
  }
}

function readEntry(decoder: decoding.Decoder): PresenceEntry {
  const clientId = decoding.readVarUint(decoder)
  const clock = decoding.readVarUint(decoder)
  return { clientId, clock, text: decoding.readVarUint8Array(decoder) }
}

/** The text of somebody who left. */
export const gone = 'null'

/** A state is read level by level by whoever gets it; ours are flat. */
const deepest = 16

/**
 * The JSON text of a state with its person stamped on it; `null` stays what it is. Answers null
 * where the text is no such thing.
 */
export function stamp(text: Uint8Array, participantId: ParticipantId): string | null {
  try {
    const sent = new TextDecoder('utf-8', { fatal: true }).decode(text).trim()
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

/** An entry as the server sends it. */
export function writeEntry(clientId: number, clock: number, text: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, text)
  })
}

/** An awareness frame of entries that are already written. */
export function writePresenceFrame(entries: readonly Uint8Array[]): Uint8Array {
  const update = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const entry of entries) encoding.writeUint8Array(encoder, entry)
  })
  return writeAwareness(update)
}
