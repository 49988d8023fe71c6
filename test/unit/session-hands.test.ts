import { expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Log } from '../../server/log/log.ts'
import { Journal } from '../../server/rooms/journal.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import { Rooms } from '../../server/rooms/rooms.ts'
import { SessionHands } from '../../server/stage/session-hands.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { logWith } from '../support/log-with.ts'
import { ManualTime } from '../support/manual-time.ts'

const sessionId = 's_hands' as SessionId
const idleLimit = 60_000

function roomsOver(log: Log, time: ManualTime): Rooms {
  return new Rooms({
    log,
    time,
    idleLimit,
    journal: new Journal({ log, time }),
    documentBytes: Infinity,
    onDamaged: () => undefined,
    onKeyframeFailed: () => undefined,
    onFailed: () => undefined,
  })
}

test('[SYNC-32] a session of which one document cannot be loaded holds none of the others', async () => {
  const [time, store] = [new ManualTime(), openMemoryStore()]
  const log = logWith(store.log, {
    load: (ref) =>
      ref.doc === 'script' ? Promise.reject(new Error('Unreadable.')) : store.log.load(ref),
  })
  const rooms = roomsOver(log, time)
  await expect(SessionHands.open({ sessionId, rooms, log })).rejects.toThrow('Unreadable.')
  await time.advance(10 * idleLimit)
  expect(rooms.size).toBe(0)
})

test('[AUDIENCE-3] documents whose rooms tick apart are written in one commit', async () => {
  const [time, { log }] = [new ManualTime(), openMemoryStore()]
  const rooms = roomsOver(log, time)
  const hands = await SessionHands.open({ sessionId, rooms, log })
  const room = await rooms.open({ sessionId, doc: 'stage' })
  const peer = { send: () => undefined, close: () => undefined, backlog: 0 }
  for (let n = 0; n < 40; n++) {
    const [id, author] = [`x_${n}` as ConnectionId, `p_${n}` as ParticipantId]
    new RoomConnection(room, peer, { id, author, mayWrite: false })
  }
  const note = (text: string) => (doc: Y.Doc) => doc.getArray('notes').push([text])
  // With so many on it the stage's room rests for a while after this.
  const first = hands.stage.write('server', note('one'))
  await time.advance(6)
  await first
  const append = vi.spyOn(log, 'append')
  const both = hands.writeTogether('server', [
    [hands.script, note('two')],
    [hands.stage, note('two')],
  ])
  await time.advance(100)
  await both
  const commits = append.mock.calls.map(([rows]) => rows.map(({ doc }) => doc))
  expect(commits).toEqual([['script', 'stage']])
})
