import { expect } from 'vitest'
import * as Y from 'yjs'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Log } from '../../server/log/log.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { Room } from '../../server/rooms/room.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { areAlike } from '../band/convergence.ts'
import { Witness } from '../kill/witness.ts'
import { ManualTime } from '../support/manual-time.ts'
import { RandomEditor } from '../support/random-editor.ts'
import { openRoom } from '../support/rooms.ts'
import { seeded } from '../support/seeded.ts'
import { SlowDisk } from '../support/slow-disk.ts'
import { expectHolds, expectSoundLog } from '../support/sound-log.ts'
import type { Wire } from './hand-network.ts'
import { HandNetwork } from './hand-network.ts'
import { typedInEach } from './typed-in.ts'

const ref = { sessionId: 's_network' as SessionId, doc: 'board' } as const

const twinId = 1_000_000

/** A page that is open, whose person types one letter only. */
interface Page {
  readonly author: ParticipantId
  readonly letter: string
  readonly witness: Witness
  readonly editor: RandomEditor
}

export interface StormOptions {
  readonly seed: number
  readonly people: number
  /** Whether there are two tabs, too, that wrongly share one Yjs client id. */
  readonly twins?: boolean
}

/**
 * People on one board over a network that is in the hands of a seeded adversary, who delays, loses,
 * repeats and reorders frames, drops connections, closes pages for good and lets the disk wait.
 */
export class StormyNetwork {
  readonly #random: () => number
  readonly #network = new HandNetwork()
  readonly #log: Log
  readonly #disk: SlowDisk
  readonly #time: ManualTime
  readonly #room: Room
  readonly #pages: Page[] = []
  readonly #closed: Page[] = []
  /** Two tabs of one person that believe to be the same Yjs client. */
  readonly #twins: Page[] = []
  #ids = 0

  private constructor(parts: {
    random: () => number
    log: Log
    disk: SlowDisk
    time: ManualTime
    room: Room
  }) {
    this.#random = parts.random
    this.#log = parts.log
    this.#disk = parts.disk
    this.#time = parts.time
    this.#room = parts.room
  }

  static async open({ seed, people, twins = false }: StormOptions): Promise<StormyNetwork> {
    const { log } = openMemoryStore()
    const [disk, time] = [new SlowDisk(log), new ManualTime()]
    const { room } = await openRoom({ ref, log: disk.log, time })
    const storm = new StormyNetwork({ random: seeded(seed), log, disk, time, room })
    for (let person = 0; person < people; person++) storm.#openPage(person)
    if (twins) storm.#openTwins()
    return storm
  }

  /** One thing that somebody does, or that happens to them. */
  async act(): Promise<void> {
    const choice = this.#random()
    if (choice < 0.3) this.#edit(this.#pick([...this.#pages, ...this.#twins]))
    else if (choice < 0.8) this.#deliverSome()
    else if (choice < 0.92) this.#disturb()
    else if (choice < 0.95) this.#dropOrRestore()
    else if (choice < 0.952) this.#replacePage()
    else if (choice < 0.98) await this.#time.advance(1 + this.#below(5))
    else this.#disk.land()
    await Promise.resolve()
  }

  /** The adversary rests: everybody is back, and everything comes, once and in order. */
  async rest(): Promise<void> {
    for (const { witness } of this.#twins) witness.dispose()
    for (const { witness } of this.#pages) witness.connection.restore()
    for (let round = 0; !this.#isAtRest; round++) {
      expect(round).toBeLessThan(1_000)
      for (const wire of this.#network.busy) {
        while (wire.up.length > 0) wire.deliverUp()
        while (wire.down.length > 0) this.#deliverDown(wire)
      }
      this.#disk.land()
      await this.#time.advance(200)
    }
  }

  /** Checks that all who are there, and the log, have one board, with everything promised in it. */
  async expectOneBoard(): Promise<void> {
    const rows = await this.#log.read(ref)
    const replayed = expectSoundLog(rows)
    for (const { witness } of this.#pages) {
      expect(witness.connection.state).toMatchObject({ at: 'synced', unsaved: 0 })
      expect(areAlike([witness.doc, replayed])).toBe(true)
    }
    for (const { witness } of [...this.#pages, ...this.#closed])
      expectHolds(replayed, witness.known)
    const all = [...this.#pages, ...this.#twins]
    const letters = new Map<string, string>(all.map((each) => [each.author, each.letter]))
    for (const { row, letters: typed } of typedInEach(rows)) {
      for (const letter of typed) expect(letter).toBe(letters.get(row.author))
    }
    expect(new Set(rows.map(({ author }) => author))).toEqual(new Set(letters.keys()))
  }

  end(): void {
    for (const { witness } of this.#pages) witness.dispose()
  }

  get #isAtRest(): boolean {
    if (this.#network.busy.length > 0 || this.#disk.isBusy) return false
    if (this.#room.document.head < this.#room.document.tail) return false
    return this.#pages.every(({ witness }) => isSettled(witness))
  }

  #openPage(person: number): void {
    this.#pages[person] = this.#open(person, ++this.#ids)
  }

  #open(person: number, clientId: number): Page {
    const author = `p_${person}` as ParticipantId
    const letter = String.fromCodePoint(0x4e00 + person)
    const doc = new Y.Doc()
    doc.clientID = clientId
    const options = { server: '', ...ref, key: '', presence: true }
    const witness = new Witness(options, (hear) => this.#socketsOf(author, hear), doc)
    const editor = new RandomEditor({ doc, by: author, random: this.#random, letter })
    return { author, letter, witness, editor }
  }

  /** Who they are is the same; so is who they say they are, and then their edits do not fit. */
  #openTwins(): void {
    const twin = this.#pages.length
    this.#twins.push(this.#open(twin, twinId), this.#open(twin, twinId))
  }

  #socketsOf(author: ParticipantId, hear: (frame: Uint8Array) => void) {
    return this.#network.socketsInto(
      (peer) => {
        const id = `x_${++this.#ids}` as ConnectionId
        return new RoomConnection(this.#room, peer, { id, author, mayWrite: true })
      },
      hear,
      author,
    )
  }

  #edit({ author, editor }: Page): void {
    this.#tolerating(author, () => editor.act())
  }

  #deliverDown(wire: Wire): void {
    this.#tolerating(wire.owner, () => wire.deliverDown())
  }

  /** Yjs itself may give way in the page of a twin. That is theirs alone. */
  #tolerating(author: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!this.#twins.some((twin) => twin.author === author)) throw error
    }
  }

  /** On some wire, some of what waits comes through. */
  #deliverSome(): void {
    const { busy } = this.#network
    if (busy.length === 0) return
    const wire = this.#pick(busy)
    const isUp = this.#random() < 0.5
    for (let left = 1 + this.#below(this.#pages.length); left > 0; left--) {
      if (isUp) wire.deliverUp()
      else this.#deliverDown(wire)
    }
    for (const page of this.#pages) if (page.author === wire.owner) this.#expectOnDisk(page)
  }

  /** Whatever a page was told or promised is on the disk by then. */
  #expectOnDisk({ witness: { known } }: Page): void {
    for (const client of known.store.clients.keys()) {
      const onDisk = Y.getState(this.#disk.doc.store, client)
      expect(Y.getState(known.store, client)).toBeLessThanOrEqual(onDisk)
    }
  }

  #disturb(): void {
    const { busy } = this.#network
    if (busy.length === 0) return
    const [wire, way] = [this.#pick(busy), this.#pick(['up', 'down'] as const)]
    if (this.#random() < 0.5) wire.repeat(way, this.#below(6))
    else wire.overtake(way, 1 + this.#below(6))
  }

  #dropOrRestore(): void {
    const { connection } = this.#pick(this.#pages).witness
    if (this.#random() < 0.6) return connection.restore()
    connection.drop()
    // What was under way comes late, or never.
    if (this.#random() < 0.5) for (const wire of this.#network.busy) wire.loseIfLeft()
  }

  /** Somebody closes their page, with all that was not saved, and opens another one. */
  #replacePage(): void {
    const person = this.#below(this.#pages.length)
    const page = must(this.#pages[person], 'a page')
    page.witness.dispose()
    this.#closed.push(page)
    this.#openPage(person)
  }

  #below(below: number): number {
    return Math.floor(this.#random() * below)
  }

  #pick<Item>(items: readonly Item[]): Item {
    return must(items[this.#below(items.length)], 'something to pick from')
  }
}

function isSettled({ connection }: Witness): boolean {
  return connection.state.at === 'synced' && connection.state.unsaved === 0
}
