import type { ConnectionId, ParticipantId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import type { SyncFrame } from '../../shared/wire/sync-frames.ts'
import { readFrame, writeAck, writeStep1, writeStep2 } from '../../shared/wire/sync-frames.ts'
import type { Present } from './presence.ts'
import type { Room } from './room.ts'

/** The far end of a connection: all that a room knows of a socket. */
export interface Peer {
  send(frame: Uint8Array): void
  close(reason: CloseReason): void
}

export interface Visitor {
  readonly id: ConnectionId
  readonly author: ParticipantId
  readonly mayWrite: boolean
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

/** One person's connection to one room: reads its frames, checks its rights, keeps its promises. */
export class RoomConnection implements Present {
  readonly id: ConnectionId
  readonly author: ParticipantId
  readonly #room: Room
  readonly #peer: Peer
  readonly #mayWrite: boolean
  #owed: Owed[] = []
  #gap: Gap | null = null
  #lastGiven = 0
  #open = true

  constructor(room: Room, peer: Peer, visitor: Visitor) {
    this.id = visitor.id
    this.author = visitor.author
    this.#mayWrite = visitor.mayWrite
    this.#room = room
    this.#peer = peer
    room.enter(this)
  }

  receive(bytes: Uint8Array): void {
    if (!this.#open) return
    const frame = readFrame(bytes)
    if (frame) this.#onFrame(frame)
    else this.close('badFrame')
  }

  send(frame: Uint8Array): void {
    if (this.#open) this.#peer.send(frame)
  }

  /** Closes from the server's side. */
  close(reason: CloseReason): void {
    if (!this.#open) return
    this.leave()
    this.#peer.close(reason)
  }

  /** The far end is gone. */
  leave(): void {
    this.#open = false
    this.#room.leave(this)
  }

  /** Rows of the room came to the disk: acknowledge, and ask again for what can now be given. */
  onCommit(): void {
    if (this.#gap && this.#room.knows(this.#gap.client, this.#gap.clock)) this.#ask()
    this.#acknowledge()
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
        if (!this.#room.presence.hear(this, frame.update)) this.close('badFrame')
        return
      case 'queryAwareness':
        return this.#room.presence.greet(this)
      case 'ack':
        return this.#owe(frame.n)
    }
  }

  #owe(n: number): void {
    this.#owed.push({ n, seq: this.#lastGiven })
    if (this.#owed.length > mostOwed) this.#owed.shift()
    this.#acknowledge()
  }

  #onStep1(stateVector: Uint8Array): void {
    try {
      this.send(writeStep2(this.#room.diff(stateVector)))
    } catch {
      return this.close('badFrame')
    }
    this.#ask()
  }

  #ask(): void {
    this.send(writeStep1(this.#room.stateVector))
  }

  #onUpdate(update: Uint8Array, answersStep1: boolean): void {
    const verdict = this.#room.judge(update)
    if (verdict.is === 'bad') return this.close('badFrame')
    if (!this.#mayWrite && verdict.is !== 'nothing') return this.close('notYours')
    if (verdict.is === 'missing') return this.#onMissing(verdict, answersStep1)
    if (verdict.is === 'new') this.#room.submit(update, verdict, this.#writer)
    // What is nothing new may still be on its way, from this person's socket before this one.
    this.#lastGiven = this.#room.tail
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
    if (this.#gap) return
    const head = this.#room.head
    for (const { n } of this.#owed.filter(({ seq }) => seq <= head)) this.send(writeAck(n))
    this.#owed = this.#owed.filter(({ seq }) => seq > head)
  }

  get #writer() {
    return { author: this.author, connection: this.id }
  }
}
