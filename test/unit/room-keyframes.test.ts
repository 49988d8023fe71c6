import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryLog } from '../../server/log/memory/memory-log.ts'
import type { Log } from '../../server/log/log.ts'
import { Journal } from '../../server/rooms/journal.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import { Rooms } from '../../server/rooms/rooms.ts'
import type { DocName } from '../../shared/documents.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { readFrame, writeStep1, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { logWith } from '../support/log-with.ts'
import { ManualTime } from '../support/manual-time.ts'
import { openRoom, peer } from '../support/rooms.ts'
import { notesAfter, typing } from '../support/typing.ts'

const sessionId = 's_keyframes' as SessionId
const ref = { sessionId, doc: 'board' } as const

async function written(log: Log, words: readonly string[], after = 0, page = new Y.Doc()) {
  const updates = typing(words, page)
  const author = 'p_ana' as ParticipantId
  const rows = updates.map((update, at) => ({ ...ref, seq: after + at + 1, at: 0, author, update }))
  await log.append(rows.map((row) => ({ ...row, connection: 'server' })))
}

/** What a newcomer has after the answer to their first question. */
function notesOf(frames: readonly Uint8Array[]): string {
  const updates = frames.map(readFrame).flatMap((frame) => {
    return frame?.type === 'step2' || frame?.type === 'update' ? [frame.update] : []
  })
  return notesAfter(updates)
}

test('[SYNC-43] after a load who knows nothing is given the keyframe and the rows behind it as they are', async () => {
  const [log, page] = [new MemoryLog(), new Y.Doc()]
  const long = 'a long board '.repeat(8_000)
  await written(log, [long], 0, page)
  await log.renewKeyframe(ref)
  await written(log, ['two ', 'three '], 1, page)
  const stored = await log.load(ref)
  const { room } = await openRoom({ ref, log })
  const { frames } = room.document.answer(Uint8Array.of(0))
  expect(frames.map((frame) => readFrame(frame)?.type)).toEqual(['update', 'update', 'step2'])
  expect(readFrame(frames[2] ?? new Uint8Array())).toMatchObject({
    update: stored.keyframe?.update,
  })
  expect(notesOf(frames)).toBe(`${long}two three `)
  expect(notesOf(room.document.answer(Uint8Array.of(0)).frames)).toBe(
    notesAfter([room.document.diff()]),
  )
})

const knowsNothing = Uint8Array.of(0)

/** A room whose large document was stored as a keyframe alone, and somebody who has come to it. */
async function sealed() {
  const [log, page, time] = [new MemoryLog(), new Y.Doc(), new ManualTime()]
  const long = 'a long board '.repeat(8_000)
  await written(log, [long, 'two '], 0, page)
  await log.renewKeyframe(ref)
  const { room } = await openRoom({ ref, log, time })
  const frames: Uint8Array[] = []
  const visitor = { id: 'c_ana' as ConnectionId, author: 'p_ana' as ParticipantId, mayWrite: true }
  const connection = new RoomConnection(
    room,
    peer({ send: (frame) => frames.push(frame) }),
    visitor,
  )
  const types = () => frames.map((frame) => readFrame(frame)?.type)
  return { time, page, room, connection, frames, types, notes: `${long}two ` }
}

test('[SYNC-47] newcomers have a large document before the server has opened it', async () => {
  const { time, room, connection, frames, types, notes } = await sealed()
  connection.receive(writeStep1(knowsNothing))
  expect(types()).toEqual(['step2'])
  expect(notesOf(frames)).toBe(notes)
  expect(room.document.isOpen).toBe(false)
  await time.advance(250)
  expect(types()).toEqual(['step2', 'step1'])
  expect(notesAfter([room.document.diff()])).toBe(notes)
})

test('[SYNC-47] a document that is not open yet is whole for whoever knows some of it, and for an edit', async () => {
  const back = await sealed()
  back.connection.receive(writeStep1(Y.encodeStateVector(back.page)))
  expect(back.types()).toEqual(['step2', 'step1'])
  const busy = await sealed()
  const [edit] = typing(['three '], busy.page)
  busy.connection.receive(writeUpdate(edit ?? new Uint8Array()))
  await busy.room.whenSaved()
  expect(notesAfter([busy.room.document.diff()])).toBe(`${busy.notes}three `)
  busy.connection.receive(writeStep1(knowsNothing))
  expect(notesOf(busy.frames)).toBe(`${busy.notes}three `)
})

/** Rooms that are each loaded with many rows, of a log that takes its time for a keyframe. */
async function busyRooms(docs: readonly DocName[], seconds: number) {
  const [time, log, made] = [new ManualTime(), new MemoryLog(), [] as DocName[]]
  const slow = logWith(log, {
    renewKeyframe: async ({ doc }) => {
      await new Promise<void>((resolve) => time.after(seconds * 1_000, resolve))
      made.push(doc)
      return null
    },
  })
  const rooms = new Rooms({
    log: slow,
    time,
    journal: new Journal({ log, time }),
    idleLimit: 60_000,
    documentBytes: Infinity,
    onDamaged: () => undefined,
    onKeyframeFailed: () => undefined,
    onFailed: () => undefined,
  })
  const author = 'p_ana' as ParticipantId
  for (const doc of docs) {
    const updates = typing(Array.from({ length: 300 }, () => 'word '))
    const rows = updates.map((update, at) => ({ sessionId, doc, seq: at + 1, at, author, update }))
    await log.append(rows.map((row) => ({ ...row, connection: 'server' as const })))
    await rooms.open({ sessionId, doc })
  }
  return { time, rooms, made }
}

test('[LOG-31] a server that stops leaves keyframes behind, and does not wait for all of them', async () => {
  const { time, rooms, made } = await busyRooms(['board', 'stage', 'script'], 1.5)
  let isOver = false
  await rooms.closeAll('restart')
  const closing = rooms.dispose().then(() => (isOver = true))
  await time.advance(1_500)
  expect(made).toEqual(['board'])
  expect(isOver).toBe(false)
  await time.advance(1_500)
  await closing
  expect(made).toEqual(['board', 'stage'])
  await time.advance(10_000)
  expect(made).toEqual(['board', 'stage'])
})
