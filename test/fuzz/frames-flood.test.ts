import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryLog } from '../../server/log/memory/memory-log.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { Room } from '../../server/rooms/room.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import {
  writeAck,
  writeAwareness,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '../../shared/wire/sync-frames.ts'
import { ManualTime } from '../support/manual-time.ts'
import { openRoom as openRoomOf, peer } from '../support/rooms.ts'
import { expectSoundLog } from '../support/sound-log.ts'

const ref = { sessionId: 's_flood' as SessionId, doc: 'board' } as const
const ana = 'p_ana' as ParticipantId

async function openRoom() {
  const [log, time] = [new MemoryLog(), new ManualTime()]
  const { room } = await openRoomOf({ ref, log, time })
  return { log, time, room }
}

function visit(room: Room, id: string): { connection: RoomConnection; closes: CloseReason[] } {
  const closes: CloseReason[] = []
  const page = peer({ close: (reason) => void closes.push(reason) })
  const visitor = { id: id as ConnectionId, author: ana, mayWrite: true }
  return { connection: new RoomConnection(room, page, visitor), closes }
}

/** The updates of somebody who types so many letters. */
function typing(letters: number, doc = new Y.Doc()): Uint8Array[] {
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let letter = 0; letter < letters; letter++) doc.getText('notes').insert(letter, 'x')
  return updates
}

function presence(clientId: number, clock: number): Uint8Array {
  const bytes = new TextEncoder().encode(`{"typing":${clock % 2 === 0}}`)
  return writeAwareness(Uint8Array.of(1, clientId, ...varUint(clock), bytes.length, ...bytes))
}

function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varUint(value >> 7)]
}

const collect = () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
  return process.memoryUsage().heapUsed
}

test('[SYNC-22] a flood that never comes to rest, of acks, presence, questions and updates that wait, holds no memory', async () => {
  const { room, time } = await openRoom()
  const { connection, closes } = visit(room, 'x_flood')
  const [, second = new Uint8Array()] = typing(2)
  connection.receive(writeUpdate(second))
  await time.advance(100)
  const before = collect()
  for (let n = 1; n <= 200_000; n++) {
    connection.receive(writeAck(n))
    if (n % 4 === 0) connection.receive(presence(n % 100, n))
    if (n % 20 === 0) connection.receive(writeUpdate(second))
    if (n % 20 === 0) connection.receive(writeStep2(second))
    if (n % 100 === 0) connection.receive(writeStep1(Uint8Array.of(0)))
  }
  await time.advance(100)
  expect(collect() - before).toBeLessThan(5_000_000)
  expect([closes, room.document.head, room.document.tail]).toEqual([[], 0, 0])
})

test('[LOG-53] two tabs of one person write beside each other while the wall clock jumps back: moments never do', async () => {
  const { log, room, time } = await openRoom()
  const tabs = [visit(room, 'x_1').connection, visit(room, 'x_2').connection]
  const updates = [typing(40), typing(40)]
  for (let letter = 0; letter < 40; letter++) {
    for (const [index, tab] of tabs.entries()) {
      tab.receive(writeUpdate(updates[index]?.[letter] ?? new Uint8Array()))
    }
    await time.advance(5)
    if (letter % 7 === 6) time.jumpTo(time.now() - 3_600_000)
  }
  await time.advance(5)
  const rows = await log.read(ref)
  expect(rows).toHaveLength(80)
  expect(expectSoundLog(rows).getText('notes').length).toBe(80)
  expect(new Set(rows.map(({ author }) => author))).toEqual(new Set([ana]))
  expect(new Set(rows.map(({ connection }) => connection)).size).toBe(2)
  const { room: again } = await openRoomOf({ ref, log, time })
  const [third = new Uint8Array()] = typing(1)
  visit(again, 'x_3').connection.receive(writeUpdate(third))
  await time.advance(5)
  expectSoundLog(await log.read(ref))
  expect((await log.read(ref)).length).toBe(81)
})
