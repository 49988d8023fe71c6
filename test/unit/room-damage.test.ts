import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryLog } from '../../server/log/memory/memory-log.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { readFrame, writeStep1, writeStep2 } from '../../shared/wire/sync-frames.ts'
import { logWith } from '../support/log-with.ts'
import { ManualTime } from '../support/manual-time.ts'
import { openRoom, peer } from '../support/rooms.ts'
import { expectNothingPends } from '../support/sound-log.ts'
import { notesAfter, typing } from '../support/typing.ts'

const ref = { sessionId: 's_damage' as SessionId, doc: 'board' } as const
const author = 'p_ana' as ParticipantId

test('[LOG-30] a room with a damaged row tells of nothing that stands on it, and is whole again when a page brings it back', async () => {
  const [log, time] = [new MemoryLog(), new ManualTime()]
  const page = new Y.Doc()
  const updates = typing(['one ', 'two ', 'three '], page)
  const rows = updates.map((update, index) => ({ ...ref, seq: index + 1, at: 0, author, update }))
  await log.append(rows.map((row) => ({ ...row, connection: 'server' })))
  const damaged = logWith(log, {
    load: async (of) => {
      const stored = await log.load(of)
      return { ...stored, rows: stored.rows.filter(({ seq }) => seq !== 2), damaged: [2] }
    },
  })
  const { room } = await openRoom({ ref, log: damaged, time, onDamaged: () => undefined })
  const newcomer = new Y.Doc()
  expect(notesAfter([room.document.diff()], newcomer)).toBe('one ')
  expectNothingPends(newcomer)
  const heard: Uint8Array[] = []
  const ana = peer({ send: (frame) => void heard.push(frame) })
  const visitor = { id: 'x_ana' as ConnectionId, author, mayWrite: true }
  const connection = new RoomConnection(room, ana, visitor)
  connection.receive(writeStep1(Y.encodeStateVector(page)))
  const asked = heard.map(readFrame).find((frame) => frame?.type === 'step1')
  expect(asked).toBeDefined()
  const vector = asked?.type === 'step1' ? asked.stateVector : new Uint8Array()
  connection.receive(writeStep2(Y.encodeStateAsUpdate(page, vector)))
  await time.advance(30)
  expect(notesAfter([room.document.diff()])).toBe('one two three ')
  expect((await log.read(ref)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
})
