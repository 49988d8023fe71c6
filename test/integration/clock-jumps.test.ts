import { describe, expect, onTestFinished, test } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { Log } from '../../server/log/log.ts'
import { MemoryLog } from '../../server/log/memory/memory-log.ts'
import type { Peer } from '../../server/rooms/room-connection.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { Room } from '../../server/rooms/room.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { exerciseTimeAt } from '../../shared/stage/clock.ts'
import { readFrame, writeAck, writeAwareness, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { socketInto } from '../fuzz/room-socket.ts'
import { ManualTime, settle } from '../support/manual-time.ts'
import { openRoom as openRoomOf, peer } from '../support/rooms.ts'
import { SlowDisk } from '../support/slow-disk.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import { planned, StageRig } from '../support/stage-rig.ts'

const ref = { sessionId: 's_jumps' as SessionId, doc: 'board' } as const
const hour = 3_600_000
const minute = 60_000

async function openRoom(log: Log, time: ManualTime): Promise<Room> {
  return (await openRoomOf({ ref, log, time })).room
}

let visits = 0

/** Somebody at a room: what they hear, and their page's own idea of who is there. */
class Guest {
  readonly heard: Uint8Array[] = []
  readonly awareness = new Awareness(new Y.Doc())
  readonly #connection: RoomConnection

  constructor(room: Room, name: string) {
    onTestFinished(() => this.awareness.destroy())
    const visitor = { id: `x_${++visits}` as ConnectionId, mayWrite: true }
    const page = peer({ send: (frame) => this.#hear(frame) })
    this.#connection = new RoomConnection(room, page, { ...visitor, author: name as ParticipantId })
  }

  present(state: Record<string, unknown>): void {
    this.awareness.setLocalState(state)
    const own = encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])
    this.#connection.receive(writeAwareness(own))
  }

  /** Types one letter and asks for an acknowledgement. */
  type(letter: string, n: number): void {
    const doc = new Y.Doc()
    boardDoc(doc).notes.insert(0, letter)
    this.#connection.receive(writeUpdate(Y.encodeStateAsUpdate(doc)))
    this.#connection.receive(writeAck(n))
  }

  sees(other: Guest): unknown {
    return this.awareness.getStates().get(other.awareness.clientID)?.['at']
  }

  leave(): void {
    this.#connection.leave()
  }

  #hear(frame: Uint8Array): void {
    this.heard.push(frame)
    const read = readFrame(frame)
    if (read?.type === 'awareness') applyAwarenessUpdate(this.awareness, read.update, 'room')
  }
}

describe('when the wall clock jumps back an hour', () => {
  test('[SYNC-31] every change of presence is still heard, and so are leaving and coming back', async () => {
    const time = new ManualTime()
    const room = await openRoom(new MemoryLog(), time)
    const [ana, ben] = [new Guest(room, 'p_ana'), new Guest(room, 'p_ben')]
    for (const at of ['one', 'two', 'three']) {
      ana.present({ at })
      time.jumpTo(time.now() - hour)
      await time.advance(100)
      expect(ben.sees(ana)).toBe(at)
    }
    const late = new Guest(room, 'p_cai')
    expect(late.sees(ana)).toBe('three')
    ana.leave()
    time.jumpTo(time.now() - hour)
    await time.advance(100)
    expect([ben.sees(ana), late.sees(ana)]).toEqual([undefined, undefined])
  })

  test('[SYNC-31] what gathers for the disk, and what is on its way there, is saved and acknowledged as soon', async () => {
    const time = new ManualTime()
    const log = new MemoryLog()
    const disk = new SlowDisk(log)
    const ana = new Guest(await openRoom(disk.log, time), 'p_ana')
    ana.type('a', 1)
    time.jumpTo(time.now() - hour)
    await time.advance(10)
    expect(disk.isBusy).toBe(true)
    ana.type('b', 2)
    time.jumpTo(time.now() - hour)
    disk.land()
    await time.advance(10)
    expect(ana.heard).toContainEqual(writeAck(1))
    disk.land()
    await time.advance(10)
    expect(ana.heard).toContainEqual(writeAck(2))
    const rows = await log.read(ref)
    expect([rows.length, boardDoc(expectSoundLog(rows)).notes.length]).toEqual([2, 2])
  })

  test('[CLOCK-3] [INJECT-1] a timed inject does not land before its exercise time, and never twice', async () => {
    const at = 10 * minute
    const rig = await StageRig.start([planned('a', { on: 'time', at })])
    await rig.command({ type: 'phase.set', phase: 'play' })
    await rig.time.advance(at - 1_000)
    rig.time.jumpTo(rig.time.now() - hour)
    await rig.time.advance(2 * hour)
    rig.time.jumpTo(rig.time.now() - hour)
    await rig.time.advance(2 * hour)
    const landed = await rig.landed()
    expect(landed).toHaveLength(1)
    expect(landed[0]?.at).toBeGreaterThanOrEqual(at)
  })

  test('[CLOCK-3] a pause after it keeps the exercise time that there was', async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'phase.set', phase: 'play' })
    await rig.time.advance(10 * minute)
    await rig.command({ type: 'clock.run', speed: 2 })
    const before = (await rig.conductor()).clock.at(-1)?.at ?? 0
    rig.time.jumpTo(rig.time.now() - hour)
    await rig.command({ type: 'clock.pause' })
    const { clock } = await rig.conductor()
    expect(before).toBeGreaterThanOrEqual(10 * minute)
    expect(exerciseTimeAt(clock, clock.at(-1)?.wallAt ?? 0)).toBeGreaterThanOrEqual(before)
  })
})

test('[INJECT-1] a timed inject lands when it is due though the wall clock jumped back an hour', async () => {
  const rig = await StageRig.start([planned('a', { on: 'time', at: 10 * minute })])
  await rig.command({ type: 'phase.set', phase: 'play' })
  await rig.time.advance(9 * minute)
  rig.time.jumpTo(rig.time.now() - hour)
  await rig.time.advance(2 * minute)
  expect(await rig.landed()).toHaveLength(1)
})

test('[SYNC-31] presence is heard by our pages though the server was started anew on a clock that jumped back', async () => {
  const [log, time] = [new MemoryLog(), new ManualTime()]
  let room = await openRoom(log, time)
  const visit = (peer: Peer, name: string) => {
    const visitor = { id: `x_${++visits}` as ConnectionId, mayWrite: true }
    return new RoomConnection(room, peer, { ...visitor, author: name as ParticipantId })
  }
  const page = new SyncConnection({
    server: '',
    ...ref,
    key: '',
    ydoc: new Y.Doc(),
    WebSocket: socketInto((peer) => visit(peer, 'p_page')),
  })
  onTestFinished(() => page.dispose())
  const here = () => {
    visit(peer(), 'p_ana').receive(writeAwareness(Uint8Array.of(1, 7, 1, 2, 123, 125)))
    return time.advance(100)
  }
  await page.whenSynced()
  await here()
  expect(page.awareness.getStates().has(7)).toBe(true)
  page.drop()
  expect(page.awareness.getStates().has(7)).toBe(false)
  time.jumpTo(time.now() - hour)
  room = await openRoom(log, time)
  page.restore()
  await settle()
  await here()
  expect(page.awareness.getStates().has(7)).toBe(true)
})
