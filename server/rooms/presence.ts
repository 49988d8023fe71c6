import type { ParticipantId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { Time } from '../time.ts'
import type { Bytes } from './byte-cursor.ts'
import { Pace } from './pace.ts'
import type { PresenceEntry } from './presence-frames.ts'
import { findPresence, findPresenceInFrame, gone, PresenceNews, stamp } from './presence-frames.ts'

/** Somebody who is present: whose presence it is, and how to tell them about the others'. */
export interface Present {
  readonly author: ParticipantId
  tell(frame: Uint8Array): void
}

/** What everybody is told of one client id. */
interface Told {
  readonly clock: number
  readonly text: string
}

/** The client id somebody speaks for, with what they said last and its clock. */
interface Seat {
  readonly clientId: number
  readonly clock: number
  readonly text: string
}

/**
 * Presence goes out this often, in milliseconds, or along with an edit shortly before:
 * the latest state of each is enough.
 */
const tick = 100
/** A state is a card id and some flags, in stock clients a name and a caret: far below this. */
const mostBytes = 16 * 1024

/**
 * Who is here, as Yjs awareness. Each connection speaks for the one client id it names first; what
 * it says of others (the stock client sends on everything it hears) is ignored, unread. The server
 * stamps each state with the participant and a clock of its own that never runs back, so that
 * somebody who comes back is heard at once. What a state says is no business of the server's.
 */
export class RoomPresence {
  readonly #time: Time
  readonly #seats = new Map<Present, Seat>()
  readonly #seatedByClientId = new Map<number, Present>()
  readonly #everyone: ReadonlySet<Present>
  readonly #tick: Pace
  #news = new Map<number, Told>()
  #clock = 0

  constructor(time: Time, everyone: ReadonlySet<Present>) {
    this.#time = time
    this.#everyone = everyone
    this.#tick = new Pace({ time, interval: () => tick, beat: () => this.#sendNews() })
  }

  /** Takes what a connection sent, or answers why it must be closed. */
  hear(from: Present, update: Uint8Array): CloseReason | null {
    const own = findPresence(update, this.#isOwn(from))
    if (own === 'malformed') return 'badFrame'
    return own ? this.#take(from, own, update.subarray(own.start, own.end)) : null
  }

  /** Whether an awareness frame is a sound one that holds no news of the connection's own. */
  isEcho(from: Present, frame: Bytes): boolean {
    return findPresenceInFrame(frame, this.#isOwn(from)) === null
  }

  leave(from: Present): void {
    const seat = this.#seats.get(from)
    if (!seat) return
    this.#unseat(from, seat)
    this.#tell({ ...seat, text: gone })
  }

  /** Tells somebody about all the others. */
  greet(newcomer: Present): void {
    const others = [...this.#seats].filter(([who, { text }]) => who !== newcomer && text !== gone)
    if (others.length === 0) return
    const clock = this.#nextClock()
    const told = others.map(([, { clientId, text }]) => [clientId, { clock, text }] as const)
    this.#send(newcomer, new PresenceNews(new Map(told)))
  }

  /** Something goes out to everybody: news that has waited a while goes along. */
  ride(): void {
    this.#tick.ride()
  }

  dispose(): void {
    this.#tick.dispose()
  }

  /** What of an awareness update is news of somebody's own. */
  #isOwn(from: Present): (clientId: number, clock: number) => boolean {
    const seat = this.#seats.get(from)
    if (!seat) return (clientId) => this.#isFree(clientId, from)
    return (clientId, clock) => clientId === seat.clientId && clock > seat.clock
  }

  /** A client id is free for the person it belongs to: their old socket may not have closed yet. */
  #isFree(clientId: number, by: Present): boolean {
    const who = this.#seatedByClientId.get(clientId)
    return !who || who.author === by.author
  }

  #take(from: Present, { clientId, clock }: PresenceEntry, sent: Uint8Array): CloseReason | null {
    if (sent.length > mostBytes) return 'tooLarge'
    const text = stamp(sent, from.author)
    if (text === null) return 'badFrame'
    const before = this.#seatedByClientId.get(clientId)
    if (before) this.#seats.delete(before)
    const seat = { clientId, clock, text }
    this.#seats.set(from, seat)
    this.#seatedByClientId.set(clientId, from)
    this.#tell(seat)
    return null
  }

  #unseat(who: Present, { clientId }: Seat): void {
    this.#seats.delete(who)
    this.#seatedByClientId.delete(clientId)
  }

  #tell({ clientId, text }: Seat): void {
    this.#news.set(clientId, { clock: this.#nextClock(), text })
    this.#tick.ask()
  }

  #sendNews(): void {
    const news = new PresenceNews(this.#news)
    this.#news = new Map()
    for (const present of this.#everyone) this.#send(present, news)
  }

  #send(present: Present, news: PresenceNews): void {
    const frame = news.frameFor(this.#seats.get(present)?.clientId)
    if (frame) present.tell(frame)
  }

  /** From the wall clock, so that it is ahead of what clients remember from before a restart. */
  #nextClock(): number {
    this.#clock = Math.max(this.#clock + 1, this.#time.now())
    return this.#clock
  }
}
