import * as decoding from 'lib0/decoding'
import { varUint, withPayload } from './bytes.ts'

/**
 * The frames of `/sync`: y-websocket's protocol (one message per binary frame, a varuint type
 * first), and two types of our own. Source: y-protocols PROTOCOL.md and y-websocket 3.
 *
 *     frame     = sync | awareness | auth | query | ack | deflated
 *     sync      = 0 (0 stateVector | 1 update | 2 update)   each a varUint8Array
 *     awareness = 1 varUint8Array(awarenessUpdate)
 *     query     = 3
 *     ack       = 102 varUint8Array(varUint n)
 *     deflated  = 103 varUint8Array(another frame, by DEFLATE: RFC 1951)
 *
 * Deflated frames go only from the server to clients that say they can inflate (`deflate=1`).
 */
export const frameType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  ack: 102,
  deflated: 103,
} as const

const syncStep = { step1: 0, step2: 1, update: 2 } as const

export type SyncFrame =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'step2'; update: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; update: Uint8Array }
  | { type: 'queryAwareness' }
  | { type: 'ack'; n: number }
  | { type: 'deflated'; bytes: Uint8Array }

/** Reads one frame, or answers null where it is not one, or carries more than one. */
export function readFrame(bytes: Uint8Array): SyncFrame | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readBody(decoder)
    return decoding.hasContent(decoder) ? null : frame
  } catch {
    return null
  }
}

function readBody(decoder: decoding.Decoder): SyncFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case frameType.sync:
      return readSync(decoder)
    case frameType.awareness:
      return { type: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case frameType.queryAwareness:
      return { type: 'queryAwareness' }
    case frameType.ack:
      return { type: 'ack', n: readInner(decoding.readVarUint8Array(decoder)) }
    case frameType.deflated:
      return { type: 'deflated', bytes: decoding.readVarUint8Array(decoder) }
    default:
      return null
  }
}

function readSync(decoder: decoding.Decoder): SyncFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case syncStep.step1:
      return { type: 'step1', stateVector: decoding.readVarUint8Array(decoder) }
    case syncStep.step2:
      return { type: 'step2', update: decoding.readVarUint8Array(decoder) }
    case syncStep.update:
      return { type: 'update', update: decoding.readVarUint8Array(decoder) }
    default:
      return null
  }
}

function readInner(bytes: Uint8Array): number {
  return decoding.readVarUint(decoding.createDecoder(bytes))
}

function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  return withPayload([frameType.sync, step], payload)
}

export const writeStep1 = (stateVector: Uint8Array) => syncFrame(syncStep.step1, stateVector)
export const writeStep2 = (update: Uint8Array) => syncFrame(syncStep.step2, update)
export const writeUpdate = (update: Uint8Array) => syncFrame(syncStep.update, update)

export function writeAwareness(update: Uint8Array): Uint8Array {
  return withPayload([frameType.awareness], update)
}

/** A frame that was deflated, as a frame. */
export function writeDeflated(bytes: Uint8Array): Uint8Array {
  return withPayload([frameType.deflated], bytes)
}

/** An awareness frame with nobody in it: it keeps a stock client from dropping a quiet server. */
export const heartbeat = writeAwareness(Uint8Array.of(0))

/**
 * Acknowledgement `n` of a connection. The client sends it behind its updates; the server sends
 * the same bytes back after the commit that covers every earlier frame of that connection.
 */
export function writeAck(n: number): Uint8Array {
  return withPayload([frameType.ack], Uint8Array.from(varUint(n)))
}
