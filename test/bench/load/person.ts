import * as encoding from 'lib0/encoding'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {
  readFrame,
  writeAck,
  writeAwareness,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '../../../shared/wire/sync-frames.ts'
import { cardId } from './base-board.ts'
import type { Dialect } from './dialect.ts'
import { kindOf, spoken } from './dialect.ts'
import { LeanSocket } from './lean-socket.ts'
import { marker, markerLength } from './marker.ts'
import type { Caret } from './typing.ts'
import { typed } from './typing.ts'

export interface Seat {
  readonly port: number
  readonly path: string
  readonly dialect: Dialect
}

export interface PersonOptions {
  /** Among all people of the load. */
  readonly index: number
  readonly seat: Seat
  /** Where they type: behind this letter of their own card. */
  readonly caret: Caret
  /** A document of their own, where they are to have one. */
  readonly doc: Y.Doc | null
  /** An update frame, or a step 2, came (and is applied, where they have a document). */
  readonly onNews: (person: Person, bytes: Uint8Array, start: number, end: number) => void
  /** The server says that it has this edit (for the product: on disk), and all before it. */
  readonly onAcknowledged: (person: Person, edit: number) => void
  readonly onLost: (person: Person, code: number) => void
}

/** An update, and a state vector, that say nothing. */
const nothing = Uint8Array.of(0, 0)
const knowsNothing = Uint8Array.of(0)

/** Somebody at a board: types markers into their own card, tells their presence, hears the rest. */
export class Person {
  readonly index: number
  readonly clientId: number
  readonly doc: Y.Doc | null
  /** How many edits they have made. */
  edits = 0
  presenceHeard = 0
  synced: Promise<void>
  readonly #options: PersonOptions
  readonly #socket: LeanSocket
  #caret: Caret
  #presenceClock = 0
  /** What was sent and not acknowledged, for a server that acknowledges each message in turn. */
  #untold: (number | null)[] = []
  #onSynced: () => void = () => undefined

  constructor(options: PersonOptions) {
    this.index = options.index
    this.clientId = 1_000 + options.index
    this.doc = options.doc
    this.#options = options
    this.#caret = options.caret
    this.synced = new Promise((resolve) => (this.#onSynced = resolve))
    this.#socket = new LeanSocket({
      ...options.seat,
      onOpen: () => this.#greet(),
      onMessage: this.#onMessage,
      onClose: (code) => options.onLost(this, code),
    })
  }

  /** How many letters they have typed. */
  get letters(): number {
    return this.edits * markerLength
  }

  /** Types the next marker; asks for an acknowledgement where the server gives such. */
  type(): void {
    const text = marker(this.index, this.edits)
    const clock = this.letters
    const update = typed(this.clientId, clock, this.#caret, text)
    this.#caret = { client: this.clientId, clock: clock + markerLength - 1 }
    this.edits += 1
    if (this.doc) Y.applyUpdate(this.doc, update)
    this.tell(update, this.edits - 1)
    if (this.#options.seat.dialect.acknowledges === 'asked') this.say(writeAck(this.edits))
  }

  /** Sends an update that is an edit of theirs, or (null) none that is counted. */
  tell(update: Uint8Array, edit: number | null = null): void {
    this.#expectAcknowledgement(edit)
    this.say(writeUpdate(update))
  }

  tellPresence(): void {
    this.#presenceClock += 1
    const state = JSON.stringify({
      user: { name: `Person ${this.index}`, color: '#30bced' },
      cardId: cardId(this.index),
      typing: this.#presenceClock % 2 === 0,
    })
    const update = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.clientId)
      encoding.writeVarUint(encoder, this.#presenceClock)
      encoding.writeVarString(encoder, state)
    })
    this.say(writeAwareness(update))
  }

  say(message: Uint8Array): void {
    this.#socket.send(spoken(this.#options.seat.dialect, message))
  }

  close(): void {
    this.#socket.close()
  }

  #greet(): void {
    const { greeting, syncs } = this.#options.seat.dialect
    for (const message of greeting) this.say(message)
    if (!syncs) return this.#onSynced()
    this.say(writeStep1(this.doc ? Y.encodeStateVector(this.doc) : knowsNothing))
  }

  readonly #onMessage = (bytes: Uint8Array, start: number, end: number): void => {
    const { seat, onNews } = this.#options
    const kind = kindOf(seat.dialect, bytes, start, end)
    switch (kind) {
      case 'awareness':
        this.presenceHeard += 1
        return
      case 'acknowledged':
        return this.#onAcknowledged(bytes.subarray(start, end))
      case 'step1':
        this.#expectAcknowledgement(null)
        return this.say(writeStep2(this.#answerTo(bytes, start, end)))
      case 'step2':
      case 'update':
        if (this.doc) Y.applyUpdate(this.doc, this.#payload(bytes, start, end))
        onNews(this, bytes, start, end)
        if (kind === 'step2') this.#onSynced()
        return
      case 'other':
        return
    }
  }

  #expectAcknowledgement(edit: number | null): void {
    if (this.#options.seat.dialect.acknowledges === 'each') this.#untold.push(edit)
  }

  #onAcknowledged(bytes: Uint8Array): void {
    const { seat, onAcknowledged } = this.#options
    const edit = seat.dialect.acknowledges === 'asked' ? lastAsked(bytes) : this.#untold.shift()
    if (typeof edit === 'number') onAcknowledged(this, edit)
  }

  #answerTo(bytes: Uint8Array, start: number, end: number): Uint8Array {
    if (!this.doc) return nothing
    return Y.encodeStateAsUpdate(this.doc, this.#payload(bytes, start, end))
  }

  #payload(bytes: Uint8Array, start: number, end: number): Uint8Array {
    const kinds = 2
    const from = start + this.#options.seat.dialect.prefix.length + kinds
    // A copy: the socket's next chunk is read over this one.
    const message = Uint8Array.from(bytes.subarray(from, end))
    return decoding.readVarUint8Array(decoding.createDecoder(message))
  }
}

function lastAsked(bytes: Uint8Array): number | null {
  const frame = readFrame(bytes)
  return frame?.type === 'ack' ? frame.n - 1 : null
}
