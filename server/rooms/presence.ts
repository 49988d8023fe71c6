import type { ParticipantId } from '../../shared/ids.ts'
import type { Time } from '../time.ts'
import type { PresenceEntry } from './presence-frames.ts'
import { readPresence, writeEntry, writePresenceFrame } from './presence-frames.ts'

/** Somebody who is present: whose presence it is, and how to tell them about the others'. */
export interface Present {
  readonly author: ParticipantId
  send(frame: Uint8Array): void
}

interface Seat {
  readonly clientId: number
  clock: number
  state: PresenceEntry['state']
}

/** Presence goes out at most this often, in milliseconds; the latest state of each is enough. */
const tick = 50

/**
 * Who is here, as Yjs awareness. Each connection speaks for the one client id it names first; what
 * it says of others (the stock client sends on everything it hears) is ignored. The server stamps
 * each state with the participant and a clock of its own that never runs back, so that somebody
 * who comes back is heard at once.
 */
export class RoomPresence {
  readonly #time: Time
  readonly #seats = new Map<Present, Seat>()
  readonly #everyone: ReadonlySet<Present>
  #news = new Map<number, Uint8Array>()
  #clock = 0
  #cancelTick: (() => void) | null = null

  constructor(time: Time, everyone: ReadonlySet<Present>) {
    this.#time = time
    this.#everyone = everyone
  }

  /** Takes what a connection sent; false where it is malformed. */
  hear(from: Present, update: Uint8Array): boolean {
    const entries = readPresence(update)
    const own = entries && this.#ownEntry(from, entries)
    if (own) this.#take(from, own)
    return entries !== null
  }

  leave(from: Present): void {
    const seat = this.#seats.get(from)
    if (!seat) return
    this.#seats.delete(from)
    this.#tell({ clientId: seat.clientId, clock: 0, state: null })
  }

  /** Tells somebody about all the others. */
  greet(newcomer: Present): void {
    const others = [...this.#seats].filter(([who, seat]) => who !== newcomer && seat.state !== null)
    if (others.length === 0) return
    const clock = this.#nextClock()
    newcomer.send(
      writePresenceFrame(others.map(([who, seat]) => writeEntry(stamped(who, seat, clock)))),
    )
  }

  dispose(): void {
    this.#cancelTick?.()
  }

  #ownEntry(from: Present, entries: readonly PresenceEntry[]): PresenceEntry | undefined {
    const seat = this.#seats.get(from)
    if (seat) return entries.find((entry) => entry.clientId === seat.clientId)
    return entries.find((entry) => !this.#isTaken(entry.clientId, from))
  }

  /** A client id is free for the person it belongs to: their old socket may not have closed yet. */
  #isTaken(clientId: number, by: Present): boolean {
    for (const [who, seat] of this.#seats) {
      if (seat.clientId !== clientId) continue
      if (who.author !== by.author) return true
      this.#seats.delete(who)
    }
    return false
  }

  #take(from: Present, { clientId, clock, state }: PresenceEntry): void {
    const seat = this.#seats.get(from)
    if (seat && clock <= seat.clock) return
    const next: Seat = { clientId, clock, state }
    this.#seats.set(from, next)
    this.#tell(stamped(from, next, 0))
  }

  #tell(entry: PresenceEntry): void {
    this.#news.set(entry.clientId, writeEntry({ ...entry, clock: this.#nextClock() }))
    this.#cancelTick ??= this.#time.after(tick, () => this.#sendNews())
  }

  #sendNews(): void {
    this.#cancelTick = null
    const news = this.#news
    this.#news = new Map()
    const forAll = writePresenceFrame([...news.values()])
    for (const present of this.#everyone) {
      const own = this.#seats.get(present)?.clientId
      if (own === undefined || !news.has(own)) present.send(forAll)
      else if (news.size > 1) present.send(writePresenceFrame(without(news, own)))
    }
  }

  /** From the wall clock, so that it is ahead of what clients remember from before a restart. */
  #nextClock(): number {
    this.#clock = Math.max(this.#clock + 1, this.#time.now())
    return this.#clock
  }
}

function stamped(who: Present, seat: Seat, clock: number): PresenceEntry {
  const { clientId, state } = seat
  return { clientId, clock, state: state && { ...state, participantId: who.author } }
}

function without(news: ReadonlyMap<number, Uint8Array>, own: number): Uint8Array[] {
  return [...news].filter(([clientId]) => clientId !== own).map(([, entry]) => entry)
}
