import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
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
import { presenceState } from './presence-beats.ts'
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
  /** Milliseconds until they come back after the socket was lost; null where they do not. */
  readonly comeBack: ((failures: number) => number) | null
  /** An update frame, or a step 2, came (and is applied, where they have a document). */
  readonly onNews: (person: Person, bytes: Uint8Array, start: number, end: number) => void
  /** The server says that it has this edit (for the product: on disk), and all before it. */
  readonly onAcknowledged: (person: Person, edit: number) => void
  /** An awareness update came; told only of people with a document, as reading it costs. */
  readonly onPresence: (person: Person, update: Uint8Array) => void
  readonly onLost: (person: Person, code: number) => void
}

/** People's client ids begin here, in their order. */
export const firstClientId = 1_000
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
  /** How often they have told their presence. */
  presenceBeats = 0
  isSynced = false
  readonly #options: PersonOptions
  #socket: LeanSocket
  #caret: Caret
  /** Whether this socket's step 1 was answered: only then do updates stand on known ground. */
  #answered = false
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #isLeaving = false
  /** What was sent and not acknowledged, for a server that acknowledges each message in turn. */
  #untold: (number | null)[] = []
  #onSynced: (() => void)[] = []

  constructor(options: PersonOptions) {
    this.index = options.index
    this.clientId = firstClientId + options.index
    this.doc = options.doc
    this.#options = options
    this.#caret = options.caret
    this.#socket = this.#connect()
  }

  whenSynced(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isSynced) resolve()
      else this.#onSynced.push(resolve)
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
    // Without a network it stays in the document, and goes with the answer to step 1.
    if (!this.#answered) return
    this.tell(update, this.edits - 1)
    this.#askForAcknowledgement()
  }

  /** Sends an update that is an edit of theirs, or (null) none that is counted. */
  tell(update: Uint8Array, edit: number | null = null): void {
    this.#expectAcknowledgement(edit)
    this.say(writeUpdate(update))
  }

  tellPresence(): void {
    this.presenceBeats += 1
    const state = presenceState(this.index, cardId(this.index), this.presenceBeats)
    const update = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.clientId)
      encoding.writeVarUint(encoder, this.presenceBeats)
      encoding.writeVarString(encoder, state)
    })
    this.say(writeAwareness(update))
  }

  say(message: Uint8Array): void {
    this.#socket.send(spoken(this.#options.seat.dialect, message))
  }

  close(): void {
    this.#leave()
    this.#socket.close()
  }

  /** Is gone without a word, and does not come back. */
  vanish(): void {
    this.#leave()
    this.#socket.destroy()
  }

  #leave(): void {
    this.#isLeaving = true
    clearTimeout(this.#retry)
  }

  #connect(): LeanSocket {
    return new LeanSocket({
      ...this.#options.seat,
      onOpen: () => this.#greet(),
      onMessage: this.#onMessage,
      onClose: (code) => this.#onClose(code),
    })
  }

  #onClose(code: number): void {
    this.isSynced = this.#answered = false
    this.#untold = []
    if (this.#isLeaving) return
    const { comeBack, onLost } = this.#options
    onLost(this, code)
    if (!comeBack) return
    this.#retry = setTimeout(() => (this.#socket = this.#connect()), comeBack(this.#failures))
    this.#failures += 1
  }

  #greet(): void {
    const { greeting, syncs } = this.#options.seat.dialect
    for (const message of greeting) this.say(message)
    if (syncs) this.say(writeStep1(this.doc ? Y.encodeStateVector(this.doc) : knowsNothing))
    else {
      this.#answered = true
      this.#synced()
    }
  }

  readonly #onMessage = (bytes: Uint8Array, start: number, end: number): void => {
    switch (kindOf(this.#options.seat.dialect, bytes, start, end)) {
      case 'acknowledged':
        return this.#onAcknowledged(bytes.subarray(start, end))
      case 'step1':
        return this.#answer(this.#payload(bytes, start, end))
      case 'step2':
        this.#onUpdate(bytes, start, end)
        return this.#synced()
      case 'update':
        return this.#onUpdate(bytes, start, end)
      case 'awareness':
        return this.#hearPresence(bytes, start, end)
      case 'other':
        return
    }
  }

  #onUpdate(bytes: Uint8Array, start: number, end: number): void {
    if (this.doc) Y.applyUpdate(this.doc, this.#payload(bytes, start, end))
    this.#options.onNews(this, bytes, start, end)
  }

  #synced(): void {
    this.isSynced = true
    this.#failures = 0
    for (const resolve of this.#onSynced.splice(0)) resolve()
  }

  #hearPresence(bytes: Uint8Array, start: number, end: number): void {
    if (this.#options.seat.dialect.repeatsPresence) this.#socket.send(bytes.subarray(start, end))
    if (!this.doc) return
    const typeOnly = 1
    this.#options.onPresence(this, this.#payload(bytes, start, end, typeOnly))
  }

  #answer(stateVector: Uint8Array): void {
    const update = this.doc ? Y.encodeStateAsUpdate(this.doc, stateVector) : nothing
    this.#answered = true
    this.#expectAcknowledgement(this.doc && this.edits > 0 ? this.edits - 1 : null)
    this.say(writeStep2(update))
    if (this.edits > 0) this.#askForAcknowledgement()
  }

  #askForAcknowledgement(): void {
    if (this.#options.seat.dialect.acknowledges === 'asked') this.say(writeAck(this.edits))
  }

  #expectAcknowledgement(edit: number | null): void {
    if (this.#options.seat.dialect.acknowledges === 'each') this.#untold.push(edit)
  }

  #onAcknowledged(bytes: Uint8Array): void {
    const { seat, onAcknowledged } = this.#options
    const edit = seat.dialect.acknowledges === 'asked' ? lastAsked(bytes) : this.#untold.shift()
    if (typeof edit === 'number') onAcknowledged(this, edit)
  }

  /** The byte array behind a message's type and, for sync messages, their step. */
  #payload(bytes: Uint8Array, start: number, end: number, kinds = 2): Uint8Array {
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
