import type { ConnectionId, ParticipantId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { SyncFrame } from '../../shared/wire/sync-frames.ts'
import { frameType, readFrame, writeAck, writeStep1 } from '../../shared/wire/sync-frames.ts'
import type { Bytes } from './byte-cursor.ts'
import type { Difference } from './differences.ts'
import type { FanOut } from './fan-out.ts'
import type { Present } from './presence.ts'
import type { Moment } from './room-document.ts'
import type { Room } from './room.ts'

/** The far end of a connection: all that a room knows of a socket. */
export interface Peer {
  send(frame: Uint8Array): void
  close(reason: CloseReason): void
  /** How many bytes it was given that have not left yet. */
  readonly backlog: number
}

export interface Visitor {
  readonly id: ConnectionId
  readonly author: ParticipantId
  readonly mayWrite: boolean
  /** Whether their page can inflate what is large. */
  readonly inflates?: boolean
}

/** An acknowledgement to send once everything up to the room's row `seq` is on disk. */
interface Owed {
  readonly n: number
  readonly seq: number
}

/** So many are owed to a connection at the most: a later number covers the earlier ones. */
const mostOwed = 1_000

/** What the server must get from this client before anything more of it counts as saved. */
interface Gap {
  readonly client: number
  readonly clock: number
}

/**
 * How well the far end keeps up. Whoever falls behind is sent no more news; once everything has
 * left they are sent what they lack `since` then, as one difference.
 */
type Pulse =
  | { readonly is: 'in step' }
  | { readonly is: 'behind'; readonly since: Moment; readonly stopWaiting: () => void }
  | { readonly is: 'gone' }

/** With more bytes than that on their way, somebody is behind. */
const mostBacklog = 512 * 1024
/** With more than that they are given up: answers to their own questions count too. */
const fullBacklog = 4 * 1024 * 1024
/** How long somebody may be behind, in milliseconds. */
const patience = 15_000

/** One person's connection to one room: reads its frames, checks its rights, keeps its promises. */
export class RoomConnection implements Present {
  readonly id: ConnectionId
  readonly author: ParticipantId
  readonly #room: Room
  readonly #peer: Peer
  readonly #mayWrite: boolean
  readonly #inflates: boolean
  #pulse: Pulse = { is: 'in step' }
  #owed: Owed[] = []
  #gap: Gap | null = null
  #lastGiven = 0

  constructor(room: Room, peer: Peer, visitor: Visitor) {
    this.id = visitor.id
    this.author = visitor.author
    this.#mayWrite = visitor.mayWrite
    this.#inflates = visitor.inflates ?? false
    this.#room = room
    this.#peer = peer
    room.enter(this)
  }

  /** How many bytes it was given that have not left yet. */
  get backlog(): number {
    return this.#peer.backlog
  }

  get isBehind(): boolean {
    return this.#pulse.is === 'behind'
  }

  /** Whether a frame repeats only what others' presence is, as stock clients do all the time. */
  isEcho(frame: Bytes): boolean {
    return frame.at(0) === frameType.awareness && this.#room.presence.isEcho(this, frame)
  }

  receive(bytes: Uint8Array): void {
    if (this.#pulse.is === 'gone') return
    const frame = readFrame(bytes)
    if (frame) this.#onFrame(frame)
    else this.close('badFrame')
  }

  /** News that the next news of its kind replaces: it passes by whoever is behind. */
  tell(frame: Uint8Array): void {
    if (this.#pulse.is === 'in step') this.#send(frame)
  }

  /** Closes from the server's side. */
  close(reason: CloseReason): void {
    if (this.#pulse.is === 'gone') return
    this.leave()
    this.#peer.close(reason)
  }

  /** The far end is gone. */
  leave(): void {
    if (this.#pulse.is === 'behind') this.#pulse.stopWaiting()
    this.#pulse = { is: 'gone' }
    this.#room.leave(this)
  }

  /** Rows of the room came to the disk: tell, ask again for what can now be given, acknowledge. */
  onCommit(news: FanOut): void {
    if (this.#pulse.is === 'in step') this.#sendAll(news.for(this.id))
    this.#checkBacklog()
    if (this.#gap && this.#room.document.knows(this.#gap.client, this.#gap.clock)) this.#ask()
    this.#acknowledge()
  }

  /** All that the far end was given has left. */
  onDrained(): void {
    if (this.#pulse.is !== 'behind') return
    const { since, stopWaiting } = this.#pulse
    stopWaiting()
    this.#pulse = { is: 'in step' }
    this.#sendAll(this.#room.document.since(since))
    this.#room.presence.greet(this)
    this.#checkBacklog()
  }

  #onFrame(frame: SyncFrame): void {
    switch (frame.type) {
      case 'step1':
        return this.#onStep1(frame.stateVector)
      case 'step2':
        return this.#onUpdate(frame.update, true)
      case 'update':
        return this.#onUpdate(frame.update, false)
      case 'awareness':
        return this.#closeFor(this.#room.presence.hear(this, frame.update))
      case 'queryAwareness':
        return this.#room.presence.greet(this)
      case 'ack':
        return this.#owe(frame.n)
      // Only the server deflates: what somebody else packs may be anything, of any size.
      case 'deflated':
        return this.close('badFrame')
    }
  }

  #closeFor(reason: CloseReason | null): void {
    if (reason) this.close(reason)
  }

  #send(frame: Uint8Array): void {
    if (this.#pulse.is === 'gone') return
    if (this.#peer.backlog > fullBacklog) this.close('tooSlow')
    else this.#peer.send(frame)
  }

  #checkBacklog(): void {
    if (this.#pulse.is !== 'in step' || this.#peer.backlog <= mostBacklog) return
    const stopWaiting = this.#room.later(patience, () => this.close('tooSlow'))
    this.#pulse = { is: 'behind', since: this.#room.document.moment, stopWaiting }
  }

  #owe(n: number): void {
    this.#owed.push({ n, seq: this.#lastGiven })
    if (this.#owed.length > mostOwed) this.#owed.shift()
    this.#acknowledge()
  }

  #onStep1(stateVector: Uint8Array): void {
    try {
      this.#answer(this.#room.document.answer(stateVector))
    } catch {
      return this.close('badFrame')
    }
    this.#room.document.whenOpen(this.#onAnswered)
  }

  readonly #onAnswered = (): void => {
    this.#ask()
    this.#checkBacklog()
  }

  /** While an answer is deflated news may overtake it: Yjs keeps that until the answer is there. */
  #answer(difference: Difference): void {
    const deflated = this.#inflates ? difference.deflated() : null
    if (deflated) deflated.then(this.#sendAll, () => this.#sendAll(difference.frames))
    else this.#sendAll(difference.frames)
  }

  readonly #sendAll = (frames: readonly Uint8Array[]): void => {
    for (const frame of frames) this.#send(frame)
  }

  #ask(): void {
    this.#send(writeStep1(this.#room.document.stateVector))
  }

  #onUpdate(update: Uint8Array, answersStep1: boolean): void {
    const verdict = this.#room.document.judge(update)
    if (verdict.is === 'bad') return this.close('badFrame')
    if (!this.#mayWrite && verdict.is !== 'nothing') return this.close('notYours')
    if (verdict.is === 'missing') return this.#onMissing(verdict, answersStep1)
    if (verdict.is === 'new' && this.#room.document.isFullFor(update)) return this.close('full')
    if (verdict.is === 'new') this.#room.submit(update, verdict, this.#writer)
    // What is nothing new may still be on its way, from this person's socket before this one.
    this.#lastGiven = this.#room.document.tail
    if (answersStep1) this.#closeGap()
  }

  /**
   * The update stands on something unknown: it is dropped and asked for again as part of a whole.
   * A client that cannot give the whole yet is asked again when what it stands on has come.
   */
  #onMissing(gap: Gap, answersStep1: boolean): void {
    const known = this.#gap !== null
    this.#gap = { client: gap.client, clock: gap.clock }
    if (!known && !answersStep1) this.#ask()
  }

  #closeGap(): void {
    if (!this.#gap) return
    this.#gap = null
    // What was owed stands on what has just been given.
    this.#owed = this.#owed.map(({ n }) => ({ n, seq: this.#lastGiven }))
    this.#acknowledge()
  }

  #acknowledge(): void {
    if (this.#gap || this.#owed.length === 0) return
    const head = this.#room.document.head
    const settled = this.#owed.findIndex(({ seq }) => seq > head)
    const due = this.#owed.splice(0, settled === -1 ? Infinity : settled)
    for (const { n } of due) this.#send(writeAck(n))
    if (due.length > 0) this.#room.promptness.acknowledged(this.id)
  }

  get #writer() {
    return { author: this.author, connection: this.id }
  }
}
