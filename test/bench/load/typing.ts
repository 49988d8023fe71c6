import * as encoding from 'lib0/encoding'

/** Where a writer types on: behind the item of this client and clock. */
export interface Caret {
  readonly client: number
  readonly clock: number
}

const insertBehind = 0x84

/**
 * The Yjs update (v1) of typing `text` at the end of a text, written by hand: one item of
 * `client` that begins at `clock` and stands behind `origin`. Making it with a Y.Doc takes twenty
 * times as long, which the process that measures does not have.
 */
export function typed(client: number, clock: number, origin: Caret, text: string): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeUint8(encoder, insertBehind)
    encoding.writeVarUint(encoder, origin.client)
    encoding.writeVarUint(encoder, origin.clock)
    encoding.writeVarString(encoder, text)
    encoding.writeVarUint(encoder, 0)
  })
}
