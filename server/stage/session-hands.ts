import type * as Y from 'yjs'
import { inboxOf, inboxOwner } from '../../shared/documents.ts'
import type { DocName } from '../../shared/documents.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import type { Author, Log } from '../log/log.ts'
import { Hand } from '../rooms/hand.ts'
import { notSaved } from '../rooms/room.ts'
import type { Rooms } from '../rooms/rooms.ts'

export interface SessionHandsOptions {
  readonly sessionId: SessionId
  readonly rooms: Rooms
  readonly log: Log
}

/** What to change in one of the documents. */
export type HandWrite = readonly [hand: Hand, change: (doc: Y.Doc) => void]

/**
 * The server's hands on the documents of one session that it writes, and on the board, which it
 * only reads. Inboxes and the board open when needed.
 */
export class SessionHands {
  readonly stage: Hand
  readonly script: Hand
  readonly #options: SessionHandsOptions
  readonly #handsByDoc = new Map<DocName, Promise<Hand>>()
  readonly #openByDoc = new Map<DocName, Hand>()
  #isDisposed = false

  private constructor(options: SessionHandsOptions, stage: Hand, script: Hand) {
    this.#options = options
    this.stage = stage
    this.script = script
  }

  /** Opens stage, script, and every inbox that something was ever written in. */
  static async open(options: SessionHandsOptions): Promise<SessionHands> {
    const stage = await openHand(options, 'stage')
    const script = await openHand(options, 'script').catch((error: unknown) => {
      stage.dispose()
      throw error
    })
    const hands = new SessionHands(options, stage, script)
    try {
      await hands.#openInboxesOf(await options.log.documents(options.sessionId))
    } catch (error) {
      hands.dispose()
      throw error
    }
    return hands
  }

  async #openInboxesOf(docs: readonly DocName[]): Promise<void> {
    for (const owner of docs.map(inboxOwner)) if (owner) await this.inbox(owner)
  }

  inbox(person: ParticipantId): Promise<Hand> {
    return this.#open(inboxOf(person))
  }

  /** The inbox of a person, or null where nothing was ever written in it. */
  openInbox(person: ParticipantId): Hand | null {
    return this.#openByDoc.get(inboxOf(person)) ?? null
  }

  /** The board, to be read only: it is the people's. Opened when it is first asked for. */
  board(): Promise<Hand> {
    return this.#open('board')
  }

  /** The inboxes that are open, in no order. */
  get inboxDocs(): readonly Y.Doc[] {
    const isInbox = ([doc]: [DocName, Hand]) => inboxOwner(doc) !== null
    return [...this.#openByDoc].filter(isInbox).map(([, hand]) => hand.doc)
  }

  /** Changes several documents in one commit: all of it is on disk in the end, or nothing. */
  async writeTogether(author: Author, writes: readonly HandWrite[]): Promise<void> {
    if (writes.some(([hand]) => hand.isLost)) throw notSaved()
    const saved = writes.map(([hand, change]) => hand.write(author, change))
    // Rooms tick each for themselves; what is given in one turn is one commit.
    for (const [hand] of writes) hand.give()
    await Promise.all(saved)
  }

  #open(doc: DocName): Promise<Hand> {
    const open = this.#handsByDoc.get(doc)
    if (open) return open
    const opening = openHand(this.#options, doc).then((hand) => {
      if (this.#isDisposed) this.#letGo(doc, hand)
      else this.#openByDoc.set(doc, hand)
      return hand
    })
    this.#handsByDoc.set(doc, opening)
    opening.catch(() => this.#handsByDoc.delete(doc))
    return opening
  }

  #letGo(doc: DocName, hand: Hand): void {
    const { sessionId, rooms } = this.#options
    hand.dispose()
    rooms.release({ sessionId, doc })
  }

  dispose(): void {
    const { sessionId, rooms } = this.#options
    this.#isDisposed = true
    for (const hand of [this.stage, this.script, ...this.#openByDoc.values()]) hand.dispose()
    // What is still being opened is let go of when it is here.
    const docs: DocName[] = ['stage', 'script', ...this.#openByDoc.keys()]
    for (const doc of docs) rooms.release({ sessionId, doc })
  }
}

async function openHand({ sessionId, rooms }: SessionHandsOptions, doc: DocName): Promise<Hand> {
  return Hand.on(await rooms.open({ sessionId, doc }))
}
