import * as Y from 'yjs'
import { Places } from './places.ts'
import { isWellFormed } from './well-formed.ts'

/** The next clock of every Yjs client whose structs are known: committed, or on their way. */
export type Frontier = ReadonlyMap<number, number>

/**
 * What an update would do to a document.
 * - `bad`: it cannot be read, contradicts itself or what is known, or Yjs could not hold it.
 * - `missing`: it stands on something the document has not got yet, from `clock` of `client` on.
 * - `nothing`: everything in it is known.
 * - `new`: it can be applied; `frontier` holds the clocks it moves on, `places` where its items stand,
 *   and `isFresh` says that nothing it makes was known, so that it can be merged with others.
 */
export type Verdict =
  | { readonly is: 'bad' }
  | { readonly is: 'missing'; readonly client: number; readonly clock: number }
  | { readonly is: 'nothing' }
  | {
      readonly is: 'new'
      readonly frontier: Frontier
      readonly places: Places
      readonly isFresh: boolean
    }

type Struct = Y.Item | Y.GC | Y.Skip
interface Range {
  readonly clock: number
  readonly len: number
}

/**
 * Judges an update before it is applied anywhere. Yjs itself would keep an update with missing
 * dependencies as pending; here nothing may be logged, relayed or acknowledged until they have
 * come, so the dependencies are followed as Yjs's `integrateStructs` would (a depth-first walk over
 * the clients of the update), without touching the document. `awaited` are the places of what is
 * known and on its way.
 */
export function examine(
  update: Uint8Array,
  known: Frontier,
  doc: Y.Doc,
  awaited = new Places(doc),
): Verdict {
  const decoded = decode(update)
  if (!decoded) return { is: 'bad' }
  const walk = new Walk(known, decoded.structs, new Places(doc, awaited))
  const stuck = walk.run() ?? walk.firstUnknown(decoded.deletes)
  if (stuck) return stuck
  const isNew = walk.advanced.size > 0 || decoded.deletes.some((range) => !isDeleted(doc, range))
  if (!isNew) return { is: 'nothing' }
  const { advanced: frontier, places, isFresh } = walk
  return { is: 'new', frontier, places, isFresh }
}

interface Deletion extends Range {
  readonly client: number
}

function decode(update: Uint8Array): { structs: Struct[]; deletes: Deletion[] } | null {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const deletes = [...ds.clients].flatMap(([client, ranges]) =>
      ranges.map(({ clock, len }) => ({ client, clock, len })),
    )
    return isWellFormed(update, { structs, deletes }) ? { structs, deletes } : null
  } catch {
    return null
  }
}

/** Whether everything in a range is deleted already. */
function isDeleted(doc: Y.Doc, { client, clock, len }: Deletion): boolean {
  const structs = doc.store.clients.get(client) ?? []
  if (clock + len > Y.getState(doc.store, client)) return false
  let at = clock
  while (at < clock + len) {
    const struct = structs[Y.findIndexSS(structs, at)]
    if (!struct?.deleted) return false
    at = struct.id.clock + struct.length
  }
  return true
}

/** A place in the queue of a client's structs, to be followed until its clock is past `until`. */
interface Errand {
  readonly client: number
  readonly until: number
}

class Walk {
  /** Next clocks of the clients that the update moves on. */
  readonly advanced = new Map<number, number>()
  readonly places: Places
  isFresh = true
  readonly #known: Frontier
  readonly #queues = new Map<number, Struct[]>()
  readonly #positions = new Map<number, number>()

  constructor(known: Frontier, structs: readonly Struct[], places: Places) {
    this.#known = known
    this.places = places
    for (const struct of structs) {
      const queue = this.#queues.get(struct.id.client)
      if (queue) queue.push(struct)
      else this.#queues.set(struct.id.client, [struct])
    }
  }

  run(): Verdict | null {
    for (const client of this.#queues.keys()) {
      const stuck = this.#follow({ client, until: Infinity })
      if (stuck) return stuck
    }
    return null
  }

  /** The first deleted range that reaches past what is known, as the verdict on it. */
  firstUnknown(deletes: readonly Deletion[]): Verdict | null {
    const unknown = deletes.find(({ client, clock, len }) => clock + len > this.#next(client))
    return unknown ? this.#missing(unknown.client) : null
  }

  #follow(first: Errand): Verdict | null {
    const errands = [first]
    for (let errand = errands.at(-1); errand; errand = errands.at(-1)) {
      const struct = this.#head(errand.client)
      if (this.#next(errand.client) > errand.until || (!struct && errand.until === Infinity)) {
        errands.pop()
        continue
      }
      if (!struct) return this.#missing(errand.client)
      const needed = this.#firstNeed(struct)
      if (!needed) {
        const refused = this.#take(struct)
        if (refused) return refused
      } else if (needed.client === errand.client) return this.#missing(needed.client)
      // Whoever waits for somebody who waits for them can never be applied.
      else if (errands.some(({ client }) => client === needed.client)) return { is: 'bad' }
      else errands.push({ client: needed.client, until: needed.clock })
    }
    return null
  }

  #firstNeed(struct: Struct): Y.ID | null {
    const { client, clock } = struct.id
    if (clock > this.#next(client)) return Y.createID(client, this.#next(client))
    // Yjs looks for what an item stands on even where it knows the item: here too, then.
    if (!(struct instanceof Y.Item)) return null
    const parent = struct.parent instanceof Y.ID ? struct.parent : null
    const needs = [struct.origin, struct.rightOrigin, parent]
    return needs.find((need) => need !== null && need.clock >= this.#next(need.client)) ?? null
  }

  #take(struct: Struct): Verdict | null {
    const { client, clock } = struct.id
    this.#positions.set(client, (this.#positions.get(client) ?? 0) + 1)
    const [from, end] = [this.#next(client), clock + struct.length]
    if (struct instanceof Y.Skip || from > clock) this.isFresh = false
    if (struct instanceof Y.Skip || end <= from) return null
    this.advanced.set(client, end)
    const standing = this.places.add(struct, from)
    if (standing === 'sound') return null
    // Its author hears of the deletion with the next commit; then it can be given as it is.
    return standing === 'gone' ? { is: 'missing', client, clock: from - 1 } : { is: 'bad' }
  }

  #head(client: number): Struct | undefined {
    return this.#queues.get(client)?.[this.#positions.get(client) ?? 0]
  }

  #next(client: number): number {
    return this.advanced.get(client) ?? this.#known.get(client) ?? 0
  }

  #missing(client: number): Verdict {
    return { is: 'missing', client, clock: this.#next(client) }
  }
}
