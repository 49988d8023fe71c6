import type { DocName } from '../../shared/documents.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { DocRef, Log, Stored } from '../log/log.ts'
import type { Time } from '../time.ts'
import type { Journal } from './journal.ts'
import { Keyframes } from './keyframes.ts'
import type { Told } from './promptness.ts'
import { Room } from './room.ts'

export interface RoomsOptions {
  readonly log: Log
  readonly journal: Journal
  readonly time: Time
  /** How long a room stays loaded with nobody on it, in milliseconds. */
  readonly idleLimit: number
  /** How many bytes a document may have. */
  readonly documentBytes: number
  /** Something of a document is damaged on disk; the rest was loaded. */
  readonly onDamaged: (ref: DocRef, stored: Stored) => void
  readonly onKeyframe?: (ref: DocRef, seconds: number) => void
  readonly onKeyframeFailed: (ref: DocRef, error: unknown) => void
  /** Everybody on a document was told of one commit. */
  readonly onTold?: (ref: DocRef, told: Told) => void
  /** A room was lost because its rows could not be written. */
  readonly onFailed: (ref: DocRef, error: unknown) => void
}

/** The rooms that are loaded: each document at most once, let go when nobody is on it. */
export class Rooms {
  readonly #options: RoomsOptions
  readonly #roomsByKey = new Map<string, Promise<Room>>()
  readonly #roomByLoading = new WeakMap<Promise<Room>, Room>()
  readonly #cancelByKey = new Map<string, () => void>()
  readonly #keyframes: Keyframes

  constructor(options: RoomsOptions) {
    const { log, time, onKeyframe: onMade, onKeyframeFailed: onFailed } = options
    this.#options = options
    this.#keyframes = new Keyframes({ log, time, onMade, onFailed })
  }

  get size(): number {
    return this.#roomsByKey.size
  }

  /** The rooms that are there at once: those that are still loading are not among them. */
  get here(): Room[] {
    return [...this.#roomsByKey.values()].flatMap((room) => this.#roomByLoading.get(room) ?? [])
  }

  /** The room of a document, loaded where it is not yet. A failed load is forgotten and rejects. */
  open(ref: DocRef): Promise<Room> {
    const key = keyOf(ref)
    const open = this.#roomsByKey.get(key)
    if (open) return open
    const loading = this.#load(ref, key)
    this.#roomsByKey.set(key, loading)
    loading.then(
      (room) => this.#roomByLoading.set(loading, room),
      () => this.#forget(key, loading),
    )
    return loading
  }

  /** Looks again in a while whether a room can be let go. Call it when somebody has left. */
  release(ref: DocRef): void {
    const key = keyOf(ref)
    this.#cancelByKey.get(key)?.()
    const { time, idleLimit } = this.#options
    this.#cancelByKey.set(
      key,
      time.after(idleLimit, () => void this.#unload(ref, key)),
    )
  }

  /** Closes the connections of one person to a session. */
  async closeMember(
    sessionId: SessionId,
    author: ParticipantId,
    reason: CloseReason,
    which: (doc: DocName) => boolean = () => true,
  ): Promise<void> {
    for (const room of await this.#loaded()) {
      if (room.ref.sessionId !== sessionId || !which(room.ref.doc)) continue
      const own = [...room.connections].filter((connection) => connection.author === author)
      for (const connection of own) connection.close(reason)
    }
  }

  /** Waits until everything that rooms were given is on disk, or has failed. */
  async settled(): Promise<void> {
    for (const room of await this.#loaded()) room.give()
    await this.#options.journal.settled()
  }

  async closeAll(reason: CloseReason): Promise<void> {
    for (const cancel of this.#cancelByKey.values()) cancel()
    this.#cancelByKey.clear()
    for (const room of await this.#loaded()) {
      room.close(reason)
      this.#easeLoading(room)
    }
    this.#roomsByKey.clear()
  }

  /** Waits a moment for the keyframes of what was closed. Nothing may be asked of the rooms any more. */
  dispose(): Promise<void> {
    return this.#keyframes.dispose()
  }

  async #loaded(): Promise<Room[]> {
    const settled = await Promise.allSettled(this.#roomsByKey.values())
    return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  }

  #load(ref: DocRef, key: string): Promise<Room> {
    const { log, journal, time, documentBytes, onDamaged, onTold, onFailed } = this.#options
    const loading: Promise<Room> = Room.load({
      ref,
      log,
      journal,
      time,
      documentBytes,
      onDamaged: (stored) => onDamaged(ref, stored),
      renewKeyframe: () => this.#keyframes.renew(ref),
      onTold: (told) => onTold?.(ref, told),
      onFailed: (error) => {
        this.#forget(key, loading)
        onFailed(ref, error)
      },
    })
    this.release(ref)
    return loading
  }

  #forget(key: string, loading: Promise<Room>): void {
    if (this.#roomsByKey.get(key) === loading) this.#roomsByKey.delete(key)
  }

  async #unload(ref: DocRef, key: string): Promise<void> {
    this.#cancelByKey.delete(key)
    const loading = this.#roomsByKey.get(key)
    if (!loading) return
    const room = await loading.catch(() => null)
    if (!room) return
    if (!room.isIdle) {
      this.release(ref)
      return
    }
    this.#forget(key, loading)
    room.dispose()
    this.#easeLoading(room)
  }

  /** Has the next load of a room that is let go begin from a new keyframe, where that pays. */
  #easeLoading({ ref, isWorthKeyframe }: Room): void {
    if (isWorthKeyframe) void this.#keyframes.renew(ref)
  }
}

function keyOf({ sessionId, doc }: { sessionId: SessionId; doc: DocName }): string {
  return `${sessionId}/${doc}`
}
