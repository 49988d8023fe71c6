import * as Y from 'yjs'

/** Boards nest their types two deep. Yjs deletes level by level, and runs out of stack far down. */
const deepest = 64

type RootType = ReturnType<Y.Doc['get']>
/** A type at the root, by name or by itself; any other by the item that holds it. */
type Parent = string | RootType | Y.ID

/** In which type an item stands, under which key of it, and how many types deep. */
interface Place {
  readonly parent: Parent
  readonly sub: string | null
  readonly depth: number
}

/** Structs of one client up to the clock `end`: where they stand, or null where they are gone. */
interface Stretch {
  readonly clock: number
  readonly end: number
  readonly place: Place | null
  readonly isType: boolean
}

/**
 * How a struct goes with what is known. `gone`: its known part was deleted with all around it, which
 * its author has not heard of yet. `unsound`: a type nested too deep, a known part elsewhere, or
 * neighbours that are none of each other's.
 */
export type Standing = 'sound' | 'gone' | 'unsound'

/**
 * Where items stand that a document has not got yet. Yjs takes an update for what it says of itself;
 * what it says may be such that Yjs fails on it only once it is applied, or deleted later.
 */
export class Places {
  readonly #doc: Y.Doc
  readonly #before: Places | null
  readonly #stretchesByClient = new Map<number, Stretch[]>()

  /** `before` are the places of what comes between the document and these. */
  constructor(doc: Y.Doc, before: Places | null = null) {
    this.#doc = doc
    this.#before = before
  }

  /** Adds a struct that is new from the clock `from` on and stands on known ones only. */
  add(struct: Y.Item | Y.GC, from: number): Standing {
    const { client, clock } = struct.id
    if (struct instanceof Y.Item && !this.#isBetweenSiblings(struct)) return 'unsound'
    const place = struct instanceof Y.Item ? this.#placeOf(struct) : null
    const isType = struct instanceof Y.Item && struct.content instanceof Y.ContentType
    if (place && isType && place.depth >= deepest) return 'unsound'
    if (place && from > clock) {
      const known = this.#at(Y.createID(client, from - 1))
      if (!known) return 'gone'
      if (!this.#isSame(place, known)) return 'unsound'
    }
    this.#push(client, { clock: from, end: clock + struct.length, place, isType })
    return 'sound'
  }

  addAll(places: Places): void {
    for (const [client, stretches] of places.#stretchesByClient) {
      for (const stretch of stretches) this.#push(client, stretch)
    }
  }

  /** Forgets what the document has got by now. */
  settle(): void {
    for (const [client, stretches] of this.#stretchesByClient) {
      const state = Y.getState(this.#doc.store, client)
      const settled = stretches.findIndex(({ end }) => end > state)
      if (settled === -1) this.#stretchesByClient.delete(client)
      else stretches.splice(0, settled)
    }
  }

  #push(client: number, stretch: Stretch): void {
    const stretches = this.#stretchesByClient.get(client)
    if (stretches) stretches.push(stretch)
    else this.#stretchesByClient.set(client, [stretch])
  }

  /** What an item says to stand between stands in one type, or is gone. */
  #isBetweenSiblings({ origin, rightOrigin }: Y.Item): boolean {
    const [left, right] = [origin && this.#at(origin), rightOrigin && this.#at(rightOrigin)]
    return !left || !right || this.#isSame(left, right)
  }

  /** As `Item.getMissing` of Yjs finds an item's parent. */
  #placeOf({ origin, rightOrigin, parent, parentSub: sub }: Y.Item): Place | null {
    const sibling = origin ?? rightOrigin
    if (sibling) return this.#at(sibling)
    if (!(parent instanceof Y.ID)) return parent === null ? null : { parent, sub, depth: 0 }
    const depth = this.#depthIn(parent)
    return depth === null ? null : { parent, sub, depth }
  }

  #at(id: Y.ID): Place | null {
    return this.#isInDoc(id) ? placeIn(this.#doc, id) : (this.#stretchAt(id)?.place ?? null)
  }

  /** How deep the items of a type stand, or null where there is no such type (any more). */
  #depthIn(type: Y.ID): number | null {
    if (this.#isInDoc(type)) return depthIn(this.#doc, type)
    const stretch = this.#stretchAt(type)
    return stretch?.place && stretch.isType ? stretch.place.depth + 1 : null
  }

  #isInDoc(id: Y.ID): boolean {
    return id.clock < Y.getState(this.#doc.store, id.client)
  }

  #stretchAt(id: Y.ID): Stretch | null {
    const own = findStretch(this.#stretchesByClient.get(id.client) ?? [], id.clock)
    if (own || !this.#before) return own
    return this.#before.#stretchAt(id)
  }

  #isSame(place: Place, other: Place): boolean {
    if (place.sub !== other.sub) return false
    const [one, two] = [this.#resolved(place.parent), this.#resolved(other.parent)]
    return one === two || (one instanceof Y.ID && two instanceof Y.ID && Y.compareIDs(one, two))
  }

  /** The one form of a parent, now. */
  #resolved(parent: Parent): Parent {
    return typeof parent === 'string' ? (this.#doc.share.get(parent) ?? parent) : parent
  }
}

function placeIn(doc: Y.Doc, id: Y.ID): Place | null {
  const struct = Y.getItem(doc.store, id)
  if (!(struct instanceof Y.Item) || !(struct.parent instanceof Y.AbstractType)) return null
  const { parent, parentSub: sub } = struct
  return { parent: parent._item?.id ?? parent, sub, depth: depthOf(parent) }
}

function depthIn(doc: Y.Doc, id: Y.ID): number | null {
  const struct = Y.getItem(doc.store, id)
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return null
  return depthOf(struct.content.type)
}

function depthOf(type: { readonly _item: Y.Item | null }): number {
  let depth = 0
  for (let item = type._item; item && depth < deepest; depth++) {
    item = item.parent instanceof Y.AbstractType ? item.parent._item : null
  }
  return depth
}

/** The one of these stretches, ordered by clock, that holds a clock. */
function findStretch(stretches: readonly Stretch[], clock: number): Stretch | null {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle] as Stretch).end <= clock) low = middle + 1
    else high = middle
  }
  const found = stretches[low]
  return found && found.clock <= clock ? found : null
}
