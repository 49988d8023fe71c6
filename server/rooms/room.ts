import { Refusal } from '../../shared/errors.ts'
import type { ConnectionId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import type { Author, DocRef, DocRow, Log, RenewedKeyframe, Stored } from '../log/log.ts'
import type { Time } from '../time.ts'
import type { Verdict } from './examine.ts'
import { FanOut } from './fan-out.ts'
import type { Journal, Source } from './journal.ts'
import { isKeyframeDue } from './keyframes.ts'
import { Pace } from './pace.ts'
import { RoomPresence } from './presence.ts'
import type { Told } from './promptness.ts'
import { Promptness } from './promptness.ts'
import type { RoomConnection } from './room-connection.ts'
import { RoomDocument } from './room-document.ts'

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
/** With so many rows behind the last keyframe, loading again is quicker from a new one. */
const worthKeyframe = 200
/** So long newcomers come first, in milliseconds, before a large document is opened for nobody. */
const newcomersFirst = 250

/**
 * One document while people are on it. What comes is judged, given to the journal with the next
 * tick, and applied and told to anybody only once its commit is through. The room is deaf to
 * sockets.
 */
export class Room implements Source {
  readonly ref: DocRef
  readonly document: RoomDocument
  readonly presence: RoomPresence
  readonly promptness: Promptness
  readonly #options: RoomOptions
  readonly #connections = new Set<RoomConnection>()
  readonly #listeners = new Set<Listener>()
  readonly #tick: Pace
  /** Rows that wait for the tick. */
  #gathered: DocRow[] = []
  #lastAt: number
  /** Up to which row a keyframe was made or tried last. */
  #keyframeAt: number
  #waiting: Waiting[] = []
  readonly #stopOpening: () => void
  #closed = false

  private constructor(options: RoomOptions, stored: Stored) {
    const { ref, time, documentBytes } = options
    this.ref = ref
    this.#options = options
    this.document = new RoomDocument(stored, documentBytes)
    this.presence = new RoomPresence(time, this.#connections)
    this.promptness = new Promptness(time)
    this.#tick = new Pace({ time, interval: () => this.#interval, beat: () => this.give() })
    this.#lastAt = stored.at
    this.#keyframeAt = stored.keyframe?.seq ?? 0
    this.#stopOpening = this.later(newcomersFirst, () => this.document.open())
  }

  /** The room of a document as the log has it. Nothing is sent or written before that. */
  static async load(options: RoomOptions): Promise<Room> {
    const stored = await options.log.load(options.ref)
    const room = new Room(options, stored)
    if (stored.damaged.length > 0 || stored.keyframeDamaged) options.onDamaged(stored)
    return room
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The moment of the last row, 0 before the first. */
  get lastAt(): number {
    return this.#lastAt
  }

  /** Whether nobody is here and nothing is on its way to the disk. */
  get isIdle(): boolean {
    return this.#connections.size === 0 && this.#listeners.size === 0 && this.#isSaved
  }

  /** Whether the next load is worth a keyframe of the document as it is now. */
  get isWorthKeyframe(): boolean {
    const rows = this.document.head - this.#keyframeAt
    return rows >= (this.document.isLarge ? 1 : worthKeyframe)
  }

  get connections(): ReadonlySet<RoomConnection> {
    return this.#connections
  }

  /** Calls back once after some milliseconds, unless the returned function is called before. */
  later(milliseconds: number, callback: () => void): () => void {
    return this.#options.time.after(milliseconds, callback)
  }

  /** Puts an update that was judged `new` on its way to the disk. */
  submit(update: Uint8Array, verdict: Verdict & { is: 'new' }, writer: Writer): void {
    const seq = this.document.take(update, verdict)
    this.#lastAt = Math.max(this.#lastAt, this.#options.time.now())
    if (this.#gathered.length === 0) this.promptness.came(seq, writer.connection)
    const { sessionId, doc } = this.ref
    this.#gathered.push({
      sessionId,
      doc,
      seq,
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
    if (this.#isSaved) return Promise.resolve()
    const seq = this.document.tail
    return new Promise((resolve, reject) => this.#waiting.push({ seq, resolve, reject }))
  }

  committed(rows: readonly DocRow[]): void {
    if (this.#closed) return
    const fanOut = new FanOut(rows, this.document.apply(rows))
    for (const connection of this.#connections) connection.onCommit(fanOut)
    const { head } = this.document
    const told = this.promptness.told(head)
    if (told) this.#options.onTold?.(told)
    this.presence.ride()
    for (const listener of this.#listeners) listener.committed(rows)
    const saved = this.#waiting.filter(({ seq }) => seq <= head)
    this.#waiting = this.#waiting.filter(({ seq }) => seq > head)
    for (const { resolve } of saved) resolve()
    if (isKeyframeDue(this.#keyframeAt, head)) this.#renewKeyframe()
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
    this.document.destroy()
  }

  get #isSaved(): boolean {
    return this.document.head === this.document.tail
  }

  get #interval(): number {
    return Math.min((this.#connections.size - few) * tickEach, longestTick)
  }

  #letGo(): void {
    this.#stopOpening()
    this.#gathered = []
    this.#tick.dispose()
    this.presence.dispose()
  }

  #renewKeyframe(): void {
    this.#keyframeAt = this.document.head
    void this.document.weigh(this.#options.renewKeyframe())
  }
}

/** The refusal of whatever was given to a room that could not save it. */
export function notSaved(): Refusal {
  return new Refusal('not-saved', closeCodes.tryLater.reason)
}
