import * as Y from 'yjs'
import { must } from '../../../shared/invariants.ts'
import { until } from '../../support/until.ts'
import type { BaseBoard } from './base-board.ts'
import { baseBoard } from './base-board.ts'
import { Deliveries } from './deliveries.ts'
import { inBatches } from './in-batches.ts'
import { Latencies } from './latencies.ts'
import { markerLength, scanMarkers } from './marker.ts'
import type { Beat } from './metronome.ts'
import type { Seat } from './person.ts'
import { firstClientId, Person } from './person.ts'
import { readBeats } from './presence-beats.ts'
import { PresenceLedger } from './presence-ledger.ts'
import type { Board, Venue } from './venue.ts'

export interface CrowdOptions {
  readonly venue: Venue
  readonly boards: number
  readonly peoplePerBoard: number
  /** How many have a document of their own; for the others an edit is there when its bytes are. */
  readonly fullDocuments: number
  /** Whether everybody keeps what they hear of others' presence to themselves, also stock clients. */
  readonly isDiscreet?: boolean
  /** Who loses the server comes back after so many milliseconds; where it is not given, never. */
  readonly comeBack?: (failures: number) => number
}

/** So many come in at the same time. */
const doorWidth = 25
const longestDrain = 15_000

/** People at boards who type and are told: what reaches whom, and after how long. */
export class Crowd {
  readonly people: Person[] = []
  readonly boards: Board[] = []
  readonly deliveries: Deliveries
  readonly latencies = new Latencies()
  readonly acknowledgements = new Latencies()
  readonly presence: PresenceLedger
  /** People whose socket was closed though nobody asked for it. */
  lost = 0
  readonly #options: CrowdOptions
  readonly #base: BaseBoard
  readonly #typedAt: number[][] = []
  /** How many edits of each person are acknowledged. */
  readonly #acknowledged: number[] = []

  private constructor(options: CrowdOptions) {
    this.#options = options
    this.#base = baseBoard(options.peoplePerBoard)
    this.deliveries = new Deliveries(options.boards * options.peoplePerBoard)
    this.presence = new PresenceLedger(options.boards * options.peoplePerBoard)
  }

  static async gather(options: CrowdOptions): Promise<Crowd> {
    const crowd = new Crowd(options)
    const boards = Array.from({ length: options.boards }, (_, index) => index)
    await inBatches(boards, doorWidth, (index) => crowd.#fill(index))
    return crowd
  }

  /** What should have come to everybody by now, were everything there. */
  get expected(): number {
    const { peoplePerBoard } = this.#options
    return this.people.reduce((sum, { edits }) => sum + edits * (peoplePerBoard - 1), 0)
  }

  /** Everybody's typing at `rate` a second and person, evenly spread. */
  typing(rate: number): Beat[] {
    return this.#beats(rate, 0, (person) => this.#type(person))
  }

  tellingPresence(rate: number): Beat[] {
    return this.#beats(rate, 0.5, (person) => this.#tellPresence(person))
  }

  /** Waits until everything has come, and says in words what has not. */
  async drain(): Promise<string[]> {
    const isThere = () => this.deliveries.total >= this.expected && this.#deaf() === 0
    await until('it has all come', isThere, longestDrain).catch(() => undefined)
    const [missing, unlike, deaf] = [
      this.expected - this.deliveries.total,
      this.#unlike(),
      this.#deaf(),
    ]
    return [
      ...(missing === 0 ? [] : [`${missing} of ${this.expected} deliveries did not come`]),
      ...(unlike === 0 ? [] : [`${unlike} documents lack letters`]),
      ...(deaf === 0 ? [] : [`${deaf} people do not know the last presence of somebody`]),
      ...(this.lost === 0 ? [] : [`${this.lost} connections were lost`]),
    ]
  }

  /** Edits that some document lacks, counted once each, though somebody made them. */
  missingInDocuments(): number {
    const least = (person: Person) =>
      Math.min(...this.people.flatMap(({ doc }) => (doc ? lettersOf(doc, person) : [])))
    return this.people.reduce((sum, each) => sum + (each.letters - least(each)) / markerLength, 0)
  }

  /** What of the edits that others saw, or that were acknowledged, is not in a document. */
  compare(doc: Y.Doc): { seen: number; lost: number; lostAcknowledged: number } {
    const found = this.people.map((person) => ({
      seen: this.deliveries.seenOf(person.index),
      acknowledged: this.#acknowledged[person.index] ?? 0,
      there: lettersOf(doc, person) / markerLength,
    }))
    return {
      seen: sum(found.map(({ seen }) => seen)),
      lost: sum(found.map(({ seen, there }) => Math.max(0, seen - there))),
      lostAcknowledged: sum(
        found.map(({ acknowledged, there }) => Math.max(0, acknowledged - there)),
      ),
    }
  }

  leave(): void {
    for (const person of this.people) person.close()
  }

  async #fill(index: number): Promise<void> {
    const board = await this.#options.venue.openBoard()
    this.boards[index] = board
    const { peoplePerBoard } = this.#options
    const indexes = Array.from({ length: peoplePerBoard }, (_, n) => index * peoplePerBoard + n)
    const [first, ...others] = indexes
    const host = await this.#admit(board, must(first, 'somebody'))
    host.tell(this.#base.update)
    await inBatches(others, doorWidth, (each) => this.#admit(board, each))
  }

  async #admit(board: Board, index: number): Promise<Person> {
    const { peoplePerBoard, fullDocuments } = this.#options
    const person = new Person({
      index,
      seat: this.#asTold(await board.seat()),
      caret: must(this.#base.carets[index % peoplePerBoard], 'a card'),
      doc: index < fullDocuments ? this.#document() : null,
      comeBack: this.#options.comeBack ?? null,
      onNews: this.#onNews,
      onAcknowledged: this.#onAcknowledged,
      onPresence: this.#onPresence,
      onLost: () => (this.lost += 1),
    })
    this.people[index] = person
    this.#typedAt[index] = []
    await person.whenSynced()
    return person
  }

  #asTold(seat: Seat): Seat {
    if (!this.#options.isDiscreet) return seat
    return { ...seat, dialect: { ...seat.dialect, repeatsPresence: false } }
  }

  #document(): Y.Doc {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.#base.update)
    return doc
  }

  #beats(rate: number, offset: number, play: (person: Person) => void): Beat[] {
    const period = 1_000 / rate
    return this.people.map((person) => ({
      period,
      phase: ((person.index + offset) / this.people.length) * period,
      jitter: 0.5,
      play: () => play(person),
    }))
  }

  #type(person: Person): void {
    this.#typedAt[person.index]?.push(performance.now())
    person.type()
  }

  #tellPresence(person: Person): void {
    person.tellPresence()
    this.presence.told(person.index, person.presenceBeats)
  }

  readonly #onPresence = (person: Person, update: Uint8Array): void => {
    readBeats(update, (client, beat) => {
      const other = this.people[client - firstClientId]
      if (other && other !== person) this.presence.hears(person.index, other.index, beat)
    })
  }

  readonly #onNews = (person: Person, bytes: Uint8Array, start: number, end: number): void => {
    const now = performance.now()
    scanMarkers(bytes, start, end, (writer, edit) => {
      // Some servers send people's own edits back to them.
      if (writer === person.index) return
      if (!this.deliveries.take(person.index, writer, edit)) return
      this.latencies.add(now - (this.#typedAt[writer]?.[edit] ?? now))
    })
  }

  /** One acknowledgement may cover several edits. */
  readonly #onAcknowledged = ({ index }: Person, edit: number): void => {
    const now = performance.now()
    let next = this.#acknowledged[index] ?? 0
    for (; next <= edit; next += 1) {
      this.acknowledgements.add(now - (this.#typedAt[index]?.[next] ?? now))
    }
    this.#acknowledged[index] = next
  }

  /** How many documents do not hold every letter that was typed on their board. */
  #unlike(): number {
    return this.people.filter((person) => person.doc && !this.#holdsAll(person, person.doc)).length
  }

  #holdsAll(person: Person, doc: Y.Doc): boolean {
    return this.#boardOf(person).every((each) => lettersOf(doc, each) === each.letters)
  }

  /** How many of those with a document, who are told of presence, lack somebody's last state. */
  #deaf(): number {
    const knows = (person: Person) => (other: Person) =>
      other === person || this.presence.isUpToDate(person.index, other.index, other.presenceBeats)
    return this.people.filter((each) => each.doc && !this.#boardOf(each).every(knows(each))).length
  }

  #boardOf({ index }: Person): Person[] {
    const { peoplePerBoard } = this.#options
    const first = index - (index % peoplePerBoard)
    return this.people.slice(first, first + peoplePerBoard)
  }
}

function lettersOf(doc: Y.Doc, { clientId }: Person): number {
  return Y.getState(doc.store, clientId)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
