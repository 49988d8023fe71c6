import * as encoding from 'lib0/encoding'

type Id = readonly [client: number, clock: number]

/** An item as somebody may make it up: a map or a text, in a type at the root or in another item. */
export interface ForgedItem {
  readonly content: 'map' | { readonly text: string }
  readonly parent?: string | Id
  readonly sub?: string
  readonly origin?: Id
}

/** What a made-up update holds: structs of one client from a clock on, and one deletion. */
export interface Forgery {
  readonly from?: Id
  readonly structs?: readonly (ForgedItem | { readonly gone: number })[]
  readonly deletes?: { readonly from: Id; readonly length: number }
}

/** Writes an update as Yjs would, were it ever to hold this. */
export function forgedUpdate({ from = [0, 0], structs = [], deletes }: Forgery): Uint8Array {
  return encoding.encode((to) => {
    encoding.writeVarUint(to, structs.length > 0 ? 1 : 0)
    if (structs.length > 0) encoding.writeVarUint(to, structs.length)
    if (structs.length > 0) writeId(to, from)
    for (const struct of structs) {
      if ('gone' in struct) writeGone(to, struct.gone)
      else writeItem(to, struct)
    }
    encoding.writeVarUint(to, deletes ? 1 : 0)
    if (deletes) writeDeletion(to, deletes)
  })
}

/** Maps in each other, so many deep. */
export function nest(client: number, from: number, depth: number, inside: string | Id) {
  return Array.from({ length: depth }, (_, level): ForgedItem => ({
    content: 'map',
    parent: level === 0 ? inside : [client, from + level - 1],
    sub: 'in',
  }))
}

function writeGone(to: encoding.Encoder, length: number): void {
  encoding.writeUint8(to, 0)
  encoding.writeVarUint(to, length)
}

/** See `Item.write` of Yjs. */
function writeItem(to: encoding.Encoder, { content, parent = '', sub, origin }: ForgedItem): void {
  const hasSub = sub !== undefined && !origin
  const kind = content === 'map' ? 7 : 4
  encoding.writeUint8(to, kind | (origin ? 0x80 : 0) | (hasSub ? 0x20 : 0))
  if (origin) writeId(to, origin)
  else writeParent(to, parent)
  if (hasSub) encoding.writeVarString(to, sub)
  if (content === 'map') encoding.writeVarUint(to, 1)
  else encoding.writeVarString(to, content.text)
}

function writeParent(to: encoding.Encoder, parent: string | Id): void {
  encoding.writeVarUint(to, typeof parent === 'string' ? 1 : 0)
  if (typeof parent === 'string') encoding.writeVarString(to, parent)
  else writeId(to, parent)
}

function writeDeletion(
  to: encoding.Encoder,
  { from: [client, clock], length }: { from: Id; length: number },
): void {
  encoding.writeVarUint(to, client)
  encoding.writeVarUint(to, 1)
  encoding.writeVarUint(to, clock)
  encoding.writeVarUint(to, length)
}

function writeId(to: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(to, client)
  encoding.writeVarUint(to, clock)
}
