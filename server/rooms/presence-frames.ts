import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { writeAwareness } from '../../shared/wire/sync-frames.ts'
import { isNestedWithin } from './nesting.ts'

/** One client's state in an awareness update; `state` is null for one that left. */
export interface PresenceEntry {
  readonly clientId: number
  readonly clock: number
  readonly state: Readonly<Record<string, unknown>> | null
}

/**
 * Reads an awareness update (y-protocols `awareness.js`: a count, then client id, clock and JSON
 * text of each), or answers null where it is malformed.
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
  const state: unknown = JSON.parse(decoding.readVarString(decoder))
  if (!isState(state)) throw new TypeError('A state is a flat object or null.')
  return { clientId, clock, state }
}

/** A state is read level by level when it is sent on; ours are flat. */
const deepest = 16

function isState(value: unknown): value is Record<string, unknown> | null {
  return typeof value === 'object' && !Array.isArray(value) && isNestedWithin(value, deepest)
}

export function writeEntry({ clientId, clock, state }: PresenceEntry): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
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
