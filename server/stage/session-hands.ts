import type * as Y from 'yjs'
import { inboxOf, inboxOwner } from '../../shared/documents.ts'
import type { DocName } from '../../shared/documents.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import type { Log } from '../log/log.ts'
import { Hand } from '../rooms/hand.ts'
import type { Rooms } from '../rooms/rooms.ts'

export interface SessionHandsOptions {
  readonly sessionId: SessionId
  readonly rooms: Rooms
  readonly log: Log
}

/** The server's hands on the documents of one session that it writes. Inboxes open when needed. */
export class SessionHands {
  readonly stage: Hand
  readonly script: Hand
  readonly #options: SessionHandsOptions
  readonly #inboxes = new Map<ParticipantId, Promise<Hand>>()
  readonly #openInboxes: Hand[] = []
  #board: Promise<Hand> | null = null

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
    const open = this.#inboxes.get(person)
    if (open) return open
    const opening = openHand(this.#options, inboxOf(person)).then((hand) => {
      this.#openInboxes.push(hand)
      return hand
    })
    this.#inboxes.set(person, opening)
    opening.catch(() => this.#inboxes.delete(person))
    return opening
  }

  /** The board, to be read only: it is the people's. Opened when it is first asked for. */
  board(): Promise<Hand> {
    this.#board ??= openHand(this.#options, 'board')
    this.#board.catch(() => (this.#board = null))
    return this.#board
  }

  /** The inboxes that are open, in no order. */
  get inboxDocs(): readonly Y.Doc[] {
    return this.#openInboxes.map((hand) => hand.doc)
  }

  dispose(): void {
    const { sessionId, rooms } = this.#options
    for (const hand of [this.stage, this.script, ...this.#openInboxes]) hand.dispose()
    const docs: DocName[] = ['stage', 'script', ...[...this.#inboxes.keys()].map(inboxOf)]
    for (const doc of docs) rooms.release({ sessionId, doc })
    // One that is still being opened is let go of as soon as it is there.
    const letGo = (board: Hand) => {
      board.dispose()
      rooms.release({ sessionId, doc: 'board' })
    }
    this.#board?.then(letGo).catch(() => undefined)
  }
}

async function openHand({ sessionId, rooms }: SessionHandsOptions, doc: DocName): Promise<Hand> {
  return Hand.on(await rooms.open({ sessionId, doc }))
}
