import { expect } from 'vitest'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Store } from '../../server/log/store.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { Room } from '../../server/rooms/room.ts'
import { boardDoc, readCards, readDoings, readLinks } from '../../shared/board/board-doc.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { openRoom, peer } from '../support/rooms.ts'
import { seeded } from '../support/seeded.ts'
import { expectHolds, expectNothingPends, expectSoundLog } from '../support/sound-log.ts'
import { until } from '../support/until.ts'
import { HostileFrames } from './hostile-frames.ts'
import { socketInto } from './room-socket.ts'

const ref = { sessionId: 's_storm' as SessionId, doc: 'board' } as const
const hostile = 'p_hostile' as ParticipantId
const neighbour = 'p_neighbour' as ParticipantId

/** One room with a good neighbour in it, a writer and a reader who send whatever they like. */
export class StormyRoom {
  readonly room: Room
  readonly #store: Store
  readonly #random: () => number
  readonly #frames: HostileFrames
  readonly #closes: CloseReason[] = []
  readonly #neighbour: SyncConnection
  #visitors = 0
  #writer: RoomConnection
  #reader: RoomConnection

  private constructor(room: Room, store: Store, seed: number) {
    this.room = room
    this.#store = store
    this.#random = seeded(seed)
    this.#frames = new HostileFrames(this.#random)
    this.#neighbour = this.#goodClient()
    this.#writer = this.#visit(true)
    this.#reader = this.#visit(false)
  }

  static async open(seed: number): Promise<StormyRoom> {
    const store = openMemoryStore()
    const { room } = await openRoom({ ref, log: store.log })
    const stormy = new StormyRoom(room, store, seed)
    await stormy.#neighbour.whenSynced()
    return stormy
  }

  /** Sends one hostile frame, and checks what may come of it at once. */
  throwFrame(): void {
    const isReader = this.#random() < 0.1
    const { tail } = this.room.document
    const closes = this.#closes.length
    const frame = this.#frames.next()
    const visitor = isReader ? this.#reader : this.#writer
    visitor.receive(frame)
    if (isReader) expect(this.room.document.tail).toBe(tail)
    if (this.#closes.length === closes) return
    expect(this.room.document.tail).toBe(tail)
    expect(['badFrame', 'notYours', 'tooLarge']).toContain(this.#closes.at(-1))
    if (isReader) this.#reader = this.#visit(false)
    else this.#writer = this.#visit(true)
  }

  /** Checks that what the neighbour writes is saved, and that they have what the room has. */
  async expectNeighbourWorks(): Promise<void> {
    const { ydoc } = this.#neighbour
    boardDoc(ydoc).notes.insert(0, 'n')
    await until('the neighbour is saved', () => this.#neighbour.state.unsaved === 0, 3_000)
    expect(this.#neighbour.state.at).toBe('synced')
    expectHolds(this.#roomDoc(), ydoc)
  }

  /** Checks the log, and that it is what newcomers get. */
  async expectSound(): Promise<void> {
    await this.expectNeighbourWorks()
    const rows = await this.#store.log.read(ref)
    expect(rows.every(({ author }) => author === hostile || author === neighbour)).toBe(true)
    const replayed = expectSoundLog(rows)
    const newcomer = this.#goodClient()
    await newcomer.whenSynced()
    for (const doc of [newcomer.ydoc, this.#neighbour.ydoc, this.#roomDoc()]) {
      expectHolds(doc, replayed)
      expectHolds(replayed, doc)
    }
    const board = boardDoc(newcomer.ydoc)
    expect([readCards(board), readLinks(board), readDoings(board)]).toHaveLength(3)
    for (const each of [newcomer, this.#neighbour]) each.dispose()
  }

  #roomDoc(): Y.Doc {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.room.document.diff())
    expectNothingPends(doc)
    return doc
  }

  #goodClient(): SyncConnection {
    return new SyncConnection({
      server: '',
      ...ref,
      key: '',
      ydoc: new Y.Doc(),
      WebSocket: socketInto((peer) => {
        const visitor = { id: this.#newId(), author: neighbour, mayWrite: true }
        return new RoomConnection(this.room, peer, visitor)
      }),
    })
  }

  #visit(mayWrite: boolean): RoomConnection {
    const page = peer({ close: (reason) => void this.#closes.push(reason) })
    return new RoomConnection(this.room, page, { id: this.#newId(), author: hostile, mayWrite })
  }

  #newId(): ConnectionId {
    this.#visitors += 1
    return `x_${this.#visitors}` as ConnectionId
  }
}
