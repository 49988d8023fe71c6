import * as Y from 'yjs'
import { applyRows } from '../../shared/replay/frame.ts'
import type { DocRow, Keyframe, RenewedKeyframe, Stored } from '../log/log.ts'
import type { Difference } from './differences.ts'
import { Differences, isLarge } from './differences.ts'
import type { Verdict } from './examine.ts'
import { examine } from './examine.ts'
import { Places } from './places.ts'

/** What a document was when somebody stopped hearing of it. */
export interface Moment {
  readonly head: number
  readonly stateVector: Uint8Array
}

/**
 * A room's document and what is on its way to it. The Y.Doc is exactly what is on disk: an update
 * is judged against the frontier of what is known, taken, and applied only once it is committed.
 *
 * A large one that was stored as a keyframe alone stays sealed at first. Yjs takes long to
 * integrate it, and newcomers, who are given the keyframe as it is, need not wait for that.
 */
export class RoomDocument {
  readonly #doc = new Y.Doc()
  readonly #mostBytes: number
  readonly #frontier = new Map<number, number>()
  /** Where the items stand that are on their way to the disk. */
  readonly #awaited = new Places(this.#doc)
  readonly #differences = new Differences(this.#doc)
  /** Updates that repeat what was known: merged with others they may come to say something else. */
  readonly #overlapping = new WeakSet<Uint8Array>()
  /** The last row on disk, and the last one on its way there. */
  #head: number
  #tail: number
  /** What the document holds, by its last keyframe and all that came since. */
  #bytes: number
  /** How much was taken since it was loaded. */
  #taken = 0
  #sealed: Keyframe | null = null
  #whenOpen: (() => void)[] = []

  /** @param mostBytes how much it may hold: as it was loaded, and all that is taken since */
  constructor(stored: Stored, mostBytes: number) {
    this.#mostBytes = mostBytes
    this.#head = this.#tail = stored.seq
    this.#bytes = stored.bytes
    // A keyframe was a whole document once; what rows are is seen when they are applied.
    if (stored.keyframe && stored.seq === stored.keyframe.seq && isLarge(stored.bytes)) {
      this.#sealed = stored.keyframe
      this.#differences.prime(stored.keyframe.update, [])
    } else {
      this.#load(stored)
    }
  }

  get isOpen(): boolean {
    return this.#sealed === null
  }

  /** Whether loading it takes a while without a keyframe of its last row. */
  get isLarge(): boolean {
    return isLarge(this.#bytes)
  }

  /** Calls back now, or as soon as it is open: whatever needs the document opens it. */
  whenOpen(callback: () => void): void {
    if (this.isOpen) callback()
    else this.#whenOpen.push(callback)
  }

  open(): void {
    const keyframe = this.#sealed
    if (!keyframe) return
    this.#sealed = null
    this.#integrate([keyframe])
    for (const callback of this.#whenOpen.splice(0)) callback()
  }

  get head(): number {
    return this.#head
  }

  get tail(): number {
    return this.#tail
  }

  get stateVector(): Uint8Array {
    this.open()
    return Y.encodeStateVector(this.#doc)
  }

  /** What somebody with this state vector lacks of what is on disk. */
  diff(stateVector?: Uint8Array): Uint8Array {
    this.open()
    return Y.encodeStateAsUpdate(this.#doc, stateVector)
  }

  /** The same as frames, which are the same for everybody. Throws where it is malformed. */
  answer(stateVector: Uint8Array): Difference {
    if (!this.#differences.has(stateVector)) this.open()
    return this.#differences.since(stateVector)
  }

  /** What the document is now, for `since`. */
  get moment(): Moment {
    return { head: this.#head, stateVector: this.stateVector }
  }

  /** All that came to the disk after a moment, as frames. */
  since({ head, stateVector }: Moment): readonly Uint8Array[] {
    return head === this.#head ? [] : this.answer(stateVector).frames
  }

  /** Whether something that a connection was waiting for has come since. */
  knows(client: number, clock: number): boolean {
    return (this.#frontier.get(client) ?? 0) > clock
  }

  /** Whether there is no room for an update of somebody's. */
  isFullFor(update: Uint8Array): boolean {
    return this.#bytes + update.byteLength > this.#mostBytes
  }

  judge(update: Uint8Array): Verdict {
    this.open()
    return examine(update, this.#frontier, this.#doc, this.#awaited)
  }

  /** Takes note of an update that was judged `new`, and gives the `seq` of its row. */
  take(update: Uint8Array, verdict: Verdict & { is: 'new' }): number {
    if (!verdict.isFresh) this.#overlapping.add(update)
    for (const [client, clock] of verdict.frontier) this.#frontier.set(client, clock)
    this.#awaited.addAll(verdict.places)
    this.#bytes += update.byteLength
    this.#taken += update.byteLength
    this.#tail += 1
    return this.#tail
  }

  /** Puts rows that are on disk on the document. Gives whether they may be merged: see `Verdict`. */
  apply(rows: readonly DocRow[]): boolean {
    applyRows(this.#doc, rows)
    this.#awaited.settle()
    this.#head = rows.at(-1)?.seq ?? this.#head
    const mayMerge = !rows.some(({ update }) => this.#overlapping.has(update))
    this.#differences.add(rows, mayMerge)
    return mayMerge
  }

  /** Counts anew what the document holds, once a keyframe that is asked for now is made. */
  async weigh(renewal: Promise<RenewedKeyframe | null>): Promise<void> {
    const takenBefore = this.#taken
    const renewed = await renewal
    if (renewed) this.#bytes = renewed.bytes + this.#taken - takenBefore
  }

  destroy(): void {
    this.#doc.destroy()
  }

  #load({ keyframe, rows }: Stored): void {
    this.#integrate(keyframe ? [keyframe, ...rows] : rows)
    const { store } = this.#doc
    const isWhole = store.pendingStructs === null && store.pendingDs === null
    if (keyframe && isWhole) this.#differences.prime(keyframe.update, rows)
    // What stands on a damaged row is asked for again, as part of a whole, from whoever has it.
    store.pendingStructs = null
    store.pendingDs = null
  }

  #integrate(updates: readonly { readonly update: Uint8Array }[]): void {
    applyRows(this.#doc, updates)
    const { store } = this.#doc
    for (const client of store.clients.keys()) {
      this.#frontier.set(client, Y.getState(store, client))
    }
  }
}
