import * as encoding from 'lib0/encoding'
import type { ServerName } from '../servers/server-name.ts'

/** What came, as far as the load needs to know. */
export type Kind = 'step1' | 'step2' | 'update' | 'awareness' | 'acknowledged' | 'other'

/**
 * How a server wants y-websocket's messages: all speak the same ones, each with a word before or
 * behind.
 */
export interface Dialect {
  /** Stands before every message, in both directions. */
  readonly prefix: Uint8Array
  /** What a client says before anything else. */
  readonly greeting: readonly Uint8Array[]
  /** Whether the server acknowledges what it is asked to, each update by itself, or nothing. */
  readonly acknowledges: 'asked' | 'each' | 'never'
  /** Whether the server keeps a document and answers step 1. */
  readonly syncs: boolean
  /**
   * Whether a client sends on what it hears of others' presence, as the stock y-websocket client
   * does; that of Hocuspocus does not.
   */
  readonly repeatsPresence: boolean
}

const types = { sync: 0, awareness: 1, auth: 2, syncReply: 4, syncStatus: 8, ack: 102 } as const
const nothing = new Uint8Array()

export function dialectOf(server: ServerName, doc: string): Dialect {
  const plain = {
    prefix: nothing,
    greeting: [],
    acknowledges: 'never' as const,
    syncs: true,
    repeatsPresence: true,
  }
  switch (server) {
    case 'gamelan':
    case 'before':
      return { ...plain, acknowledges: 'asked' }
    case 'y-websocket':
      return plain
    case 'relay':
      return { ...plain, syncs: false, repeatsPresence: false }
    case 'hocuspocus':
      return {
        ...plain,
        prefix: nameOf(doc),
        greeting: [authentication],
        acknowledges: 'each',
        repeatsPresence: false,
      }
  }
}

/** Reads what kind of message stands in `bytes[start..end)`. */
export function kindOf({ prefix }: Dialect, bytes: Uint8Array, start: number, end: number): Kind {
  const at = start + prefix.length
  if (at >= end) return 'other'
  switch (bytes[at] ?? 0) {
    case types.sync:
    case types.syncReply:
      return (['step1', 'step2', 'update'] as const)[bytes[at + 1] ?? 0] ?? 'other'
    case types.awareness:
      return 'awareness'
    case types.ack:
    case types.syncStatus:
      return 'acknowledged'
    default:
      return 'other'
  }
}

/** The message as this server wants it. */
export function spoken({ prefix }: Dialect, message: Uint8Array): Uint8Array {
  return prefix.length === 0 ? message : Buffer.concat([prefix, message])
}

function nameOf(doc: string): Uint8Array {
  return encoding.encode((encoder) => encoding.writeVarString(encoder, doc))
}

/** Hocuspocus lets nobody in who has not shown a token, though it may be any. */
const authentication = encoding.encode((encoder) => {
  const token = 0
  encoding.writeVarUint(encoder, types.auth)
  encoding.writeVarUint(encoder, token)
  encoding.writeVarString(encoder, 'anybody')
  encoding.writeVarString(encoder, '4.7.0')
})
