import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { isNestedWithin } from './nesting.ts'

/** A decoded update: its structs in the order they were written, and what it deletes. */
export interface DecodedUpdate {
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[]
  readonly deletes: readonly { readonly clock: number; readonly len: number }[]
}

/** Values on a board are nested a few levels deep; no page of ours goes near this. */
const deepest = 64

/**
 * Whether an update that could be decoded is one that Yjs could have written. Yjs takes others,
 * too, but its structures do not survive them: searching among structs of no length ends outside of
 * them, clocks past the whole numbers cannot be sent on, and of two blocks of structs by one client
 * it forgets the first.
 */
export function isWellFormed(update: Uint8Array, { structs, deletes }: DecodedUpdate): boolean {
  const blocks = decoding.readVarUint(decoding.createDecoder(update))
  return (
    new Set(structs.map(({ id }) => id.client)).size === blocks &&
    structs.every(isSound) &&
    deletes.every(({ clock, len }) => isRange(clock, len))
  )
}

function isSound(struct: Y.Item | Y.GC | Y.Skip): boolean {
  if (!isRange(struct.id.clock, struct.length)) return false
  return !(struct instanceof Y.Item) || (isShallow(struct) && looksBack(struct))
}

/** What an item stands on of its own client was made before it. */
function looksBack({ id, origin, rightOrigin, parent }: Y.Item): boolean {
  const needs = [origin, rightOrigin, parent instanceof Y.ID ? parent : null]
  return needs.every((need) => need?.client !== id.client || need.clock < id.clock)
}

function isRange(clock: number, length: number): boolean {
  return length > 0 && Number.isSafeInteger(clock + length)
}

function isShallow({ content }: Y.Item): boolean {
  return isNestedWithin(valuesOf(content), deepest)
}

/** The values a content carries that are not Yjs's own. */
function valuesOf(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON)
    return content.getContent()
  if (content instanceof Y.ContentEmbed) return content.embed
  if (content instanceof Y.ContentFormat) return content.value
  if (content instanceof Y.ContentDoc) return content.opts
  return null
}
