import * as Y from 'yjs'
import { Refusal } from '../../shared/errors.ts'
import type { ConnectionId } from '../../shared/ids.ts'
import { applyRows } from '../../shared/replay/frame.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Author, DocRef, DocRow, Log, RenewedKeyframe, Stored } from '../log/log.ts'
import type { Time } from '../time.ts'
import type { Difference } from './differences.ts'
import { Differences } from './differences.ts'
import { examine } from './examine.ts'
import type { Verdict } from './examine.ts'
import { FanOut } from './fan-out.ts'
import type { Journal, Source } from './journal.ts'
import { isKeyframeDue } from './keyframes.ts'
import { Pace } from './pace.ts'
import { Places } from './places.ts'
import { RoomPresence } from './presence.ts'
import type { Told } from './promptness.ts'
import { Promptness } from './promptness.ts'
import type { RoomConnection } from './room-connection.ts'

/** Who or what an update came from. */
export interface Writer {
  readonly author: Author
  readonly connection: ConnectionId | 'server'
}

/** Hears of rows once they are on disk. */
export interface Listener {
  committed(rows: readonly DocRow[]): void
}

/** Somebody who waits until everything up to a row is on disk. */
interface Waiting {
  readonly seq: number
  readonly resolve: () => void
  readonly reject: (error: Refusal) => void
}

/** What a document was when somebody stopped hearing of it. */
export interface Moment {
  readonly head: number
  readonly stateVector: Uint8Array
}

export interface RoomOptions {
  readonly ref: DocRef
  readonly log: Log
  readonly journal: Journal
  readonly time: Time
  /** How many bytes the document may have: its state as it was loaded, and all that is written since. */
  readonly documentBytes: number
  /** Called with what could not be loaded: see `Stored`. All else was. */
  readonly onDamaged: (stored: Stored) => void
  /** Has a keyframe made of the document. */
  readonly renewKeyframe: () => Promise<RenewedKeyframe | null>
  /** Called once a commit, when everybody was told of it. */
  readonly onTold?: (told: Told) => void
  /** Called once when a commit failed and the room can no longer be trusted to be whole. */
  readonly onFailed: (error: unknown) => void
}

/**
 * The tick of a room, in milliseconds: some for everybody past the first few, for whom there is
 * nothing to gain from it. A hundred people are told of several changes in one go.
 */
const few = 8
const tickEach = 0.5
const longestTick = 16

/**
 * One document while people are on it. Its Y.Doc is exactly what is on disk: an update is judged
 * against the frontier of what is known, given to the journal with the next tick, and applied and
 * told to anybody only once its commit is through. The room is deaf to sockets.
 */
export class Room implements Source {
  readonly ref: DocRef
  readonly presence: RoomPresence
  readonly promptness: Promptness
  readonly #options: RoomOptions
  readonly #doc = new Y.Doc()
  readonly #connections = new Set<RoomConnection>()
  readonly #listeners = new Set<Listener>()
  readonly #frontier = new Map<number, number>()
  /** Where the items stand that are on their way to the disk. */
  readonly #awaited = new Places(this.#doc)
  readonly #differences = new Differences(this.#doc)
  /** Updates that repeat what was known: merged with others they may come to say something else. */
  readonly #overlapping = new WeakSet<Uint8Array>()
  readonly #tick: Pace
  /** Rows that wait for the tick. */
  #gathered: DocRow[] = []
  /** The last row on disk, and the last one on its way there. */
  #head = 0
  #tail = 0
  #lastAt = 0
  /** What the document holds, by its last keyframe and all that came since. */
  #bytes = 0
  #bytesSinceAsked = 0
  /** Up to which row a keyframe was made or tried last. */
  #keyframeAt = 0
  #waiting: Waiting[] = []
  #closed = false

  private constructor(options: RoomOptions) {
    this.ref = options.ref
    this.#options = options
    const { time } = options
    this.presence = new RoomPresence(time, this.#connections)
    this.promptness = new Promptness(time)
    this.#tick = new Pace({ time, interval: () => this.#interval, beat: () => this.give() })
  }

  /** The room of a document as the log has it. Nothing is sent or written before that. */
  static async load(options: RoomOptions): Promise<Room> {
    const room = new Room(options)
    room.#open(await options.log.load(options.ref))
    return room
  }

  get head(): number {
    return this.#head
  }

  get tail(): number {
    return this.#tail
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Whether nobody is here and nothing is on its way to the disk. */
  get isIdle(): boolean {
    return this.#connections.size === 0 && this.#listeners.size === 0 && this.#head === this.#tail
  }

  /** How many rows came since a keyframe was made or tried last. */
  get rowsSinceKeyframe(): number {
    return this.#head - this.#keyframeAt
  }

  get connections(): ReadonlySet<RoomConnection> {
    return this.#connections
  }

  /** What somebody with this state vector lacks of what is on disk. */
  diff(stateVector?: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc, stateVector)
  }

  /** The same as frames, which are the same for everybody. Throws where it is malformed. */
  answer(stateVector: Uint8Array): Difference {
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

  /** Calls back once after some milliseconds, unless the returned function is called before. */
  later(milliseconds: number, callback: () => void): () => void {
    return this.#options.time.after(milliseconds, callback)
  }

  get stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc)
  }

  /** Whether something that a connection was waiting for has come since. */
  knows(client: number, clock: number): boolean {
    return (this.#frontier.get(client) ?? 0) > clock
  }

  /** Whether there is no room for an update of somebody's. */
  isFullFor(update: Uint8Array): boolean {
    return this.#bytes + update.byteLength > this.#options.documentBytes
  }

  judge(update: Uint8Array): Verdict {
    return examine(update, this.#frontier, this.#doc, this.#awaited)
  }

  /** Puts an update that was judged `new` on its way to the disk. */
  submit(update: Uint8Array, verdict: Verdict & { is: 'new' }, writer: Writer): void {
    if (!verdict.isFresh) this.#overlapping.add(update)
    for (const [client, clock] of verdict.frontier) this.#frontier.set(client, clock)
    this.#awaited.addAll(verdict.places)
    this.#tail += 1
    this.#bytes += update.byteLength
    this.#bytesSinceAsked += update.byteLength
    this.#lastAt = Math.max(this.#lastAt, this.#options.time.now())
    if (this.#gathered.length === 0) this.promptness.came(this.#tail, writer.connection)
    const { sessionId, doc } = this.ref
    this.#gathered.push({
      sessionId,
      doc,
      seq: this.#tail,
      at: this.#lastAt,
      author: writer.author,
      connection: writer.connection,
      update,
    })
    this.#tick.ask()
  }

  /** Gives the journal what has gathered, without waiting for the tick. */
  give(): void {
    const rows = this.#gathered
    this.#gathered = []
    this.#options.journal.append(this, rows)
  }

  /**
   * Resolves when all that was submitted so far is on disk. Rejects with a `not-saved` refusal
   * where it never will be.
   */
  whenSaved(): Promise<void> {
    if (this.#closed) return Promise.reject(notSaved())
    if (this.#tail === this.#head) return Promise.resolve()
    const seq = this.#tail
    return new Promise((resolve, reject) => this.#waiting.push({ seq, resolve, reject }))
  }

  committed(rows: readonly DocRow[]): void {
    if (this.#closed) return
    this.#apply(rows)
    const mayMerge = !rows.some(({ update }) => this.#overlapping.has(update))
    this.#differences.add(rows, mayMerge)
    const fanOut = new FanOut(rows, mayMerge)
    for (const connection of this.#connections) connection.onCommit(fanOut)
    const told = this.promptness.told(this.#head)
    if (told) this.#options.onTold?.(told)
    this.presence.ride()
    for (const listener of this.#listeners) listener.committed(rows)
    const saved = this.#waiting.filter(({ seq }) => seq <= this.#head)
    this.#waiting = this.#waiting.filter(({ seq }) => seq > this.#head)
    for (const { resolve } of saved) resolve()
    if (isKeyframeDue(this.#keyframeAt, this.#head)) void this.#renewKeyframe()
  }

  failed(error: unknown): void {
    this.close('tryLater')
    this.#options.onFailed(error)
  }

  enter(connection: RoomConnection): void {
    if (this.#closed) throw notSaved()
    this.#connections.add(connection)
    this.presence.greet(connection)
  }

  leave(connection: RoomConnection): void {
    this.#connections.delete(connection)
    this.presence.leave(connection)
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(reason: CloseReason): void {
    this.#closed = true
    for (const connection of [...this.#connections]) connection.close(reason)
    for (const { reject } of this.#waiting) reject(notSaved())
    this.#waiting = []
    this.#letGo()
  }

  /** Frees the document. Only for a room that was closed or is idle. */
  dispose(): void {
    this.#closed = true
    this.#letGo()
    this.#doc.destroy()
  }

  get #interval(): number {
    return Math.min((this.#connections.size - few) * tickEach, longestTick)
  }

  #letGo(): void {
    this.#gathered = []
    this.#tick.dispose()
    this.presence.dispose()
  }

  #open(stored: Stored): void {
    const { keyframe, rows, seq, bytes, damaged, keyframeDamaged } = stored
    applyRows(this.#doc, keyframe ? [keyframe, ...rows] : rows)
    const { pendingStructs, pendingDs } = this.#doc.store
    if (keyframe && !pendingStructs && !pendingDs) this.#differences.prime(keyframe.update, rows)
    // What stands on a damaged row is asked for again, as part of a whole, from whoever has it.
    this.#doc.store.pendingStructs = null
    this.#doc.store.pendingDs = null
    for (const client of this.#doc.store.clients.keys()) {
      this.#frontier.set(client, Y.getState(this.#doc.store, client))
    }
    this.#head = this.#tail = seq
    this.#lastAt = stored.at
    this.#bytes = bytes
    this.#keyframeAt = keyframe?.seq ?? 0
    if (damaged.length > 0 || keyframeDamaged) this.#options.onDamaged(stored)
  }

  async #renewKeyframe(): Promise<void> {
    this.#keyframeAt = this.#head
    this.#bytesSinceAsked = 0
    const renewed = await this.#options.renewKeyframe()
    if (renewed) this.#bytes = renewed.bytes + this.#bytesSinceAsked
  }

  #apply(rows: readonly DocRow[]): void {
    applyRows(this.#doc, rows)
    this.#awaited.settle()
    this.#head = rows.at(-1)?.seq ?? this.#head
  }
}

/** The refusal of whatever was given to a room that could not save it. */
export function notSaved(): Refusal {
  return new Refusal('not-saved', closeCodes.tryLater.reason)
}
