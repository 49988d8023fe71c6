import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Peer } from '../../server/rooms/room-connection.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { Told } from '../../server/rooms/promptness.ts'
import type { Time } from '../../server/time.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { writeAck, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { ManualTime } from '../support/manual-time.ts'
import { openRoom, peer } from '../support/rooms.ts'
import { storeWith } from '../support/store-with.ts'

const ref = { sessionId: 's_prompt' as SessionId, doc: 'board' } as const

/** A room on a disk that takes 10 ms, with time that stands until the test moves or spends it. */
async function slowRoom() {
  const time = new ManualTime()
  const told: Told[] = []
  let spent = 0
  const withWork: Time = {
    now: () => time.now(),
    elapsed: () => time.elapsed() + spent,
    after: (milliseconds, callback) => time.after(milliseconds, callback),
    soon: (callback) => time.soon(callback),
  }
  const later = () => new Promise<void>((resolve) => time.after(10, resolve))
  const { log } = storeWith((disk) => ({ append: (rows) => later().then(() => disk.append(rows)) }))
  const { room } = await openRoom({ ref, log, time: withWork, onTold: (each) => told.push(each) })
  const spend = (milliseconds: number) => (spent += milliseconds)
  return { time, told, room, spend, visit: (id: string, to = peer()) => visit(room, id, to) }
}

function visit(room: ConstructorParameters<typeof RoomConnection>[0], id: string, to: Peer) {
  const author = `p_${id}` as ParticipantId
  return new RoomConnection(room, to, { id: `x_${id}` as ConnectionId, author, mayWrite: true })
}

function edit(): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('notes').insert(0, 'x')
  return writeUpdate(Y.encodeStateAsUpdate(doc))
}

test('[OPS-61] a commit is timed from the arrival of its oldest update, on the clock that never jumps', async () => {
  const { time, told, visit } = await slowRoom()
  const [ana, ben] = [visit('ana'), visit('ben')]
  ana.receive(edit())
  ana.receive(writeAck(1))
  await time.advance(4)
  time.jumpTo(0)
  ben.receive(edit())
  await time.advance(6)
  expect(told).toEqual([{ seconds: 0.01, acknowledgedSeconds: 0.01 }])
})

test('[OPS-61] what came while the disk was busy is timed from when it came', async () => {
  const { time, told, room, visit } = await slowRoom()
  const ana = visit('ana')
  ana.receive(edit())
  await time.advance(4)
  ana.receive(edit())
  await time.advance(1)
  ana.receive(edit())
  expect(room.promptness.waiting).toBe(0.005)
  await time.advance(20)
  expect(told.map(({ seconds }) => seconds)).toEqual([0.01, 0.016])
  expect(room.promptness.waiting).toBe(0)
})

test('[OPS-61] where the author asked for no acknowledgement, none is timed', async () => {
  const { time, told, visit } = await slowRoom()
  const [ana, ben] = [visit('ana'), visit('ben')]
  ana.receive(edit())
  ben.receive(edit())
  ben.receive(writeAck(1))
  await time.advance(10)
  ana.receive(writeAck(1))
  expect(told).toEqual([{ seconds: 0.01, acknowledgedSeconds: null }])
})

test('[OPS-61] an acknowledgement is timed when it is handed over, not when all are told', async () => {
  const { told, visit, time, spend } = await slowRoom()
  const ana = visit('ana')
  visit('ben', peer({ send: () => spend(5) }))
  ana.receive(edit())
  ana.receive(writeAck(1))
  await time.advance(10)
  expect(told).toEqual([{ seconds: 0.015, acknowledgedSeconds: 0.01 }])
})
