import { expect, test } from 'vitest'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { Journal } from '../../server/rooms/journal.ts'
import { Rooms } from '../../server/rooms/rooms.ts'
import { SessionHands } from '../../server/stage/session-hands.ts'
import type { SessionId } from '../../shared/ids.ts'
import { logWith } from '../support/log-with.ts'
import { ManualTime } from '../support/manual-time.ts'

const sessionId = 's_hands' as SessionId
const idleLimit = 60_000

test('[SYNC-32] a session of which one document cannot be loaded holds none of the others', async () => {
  const [time, store] = [new ManualTime(), openMemoryStore()]
  const log = logWith(store.log, {
    load: (ref) =>
      ref.doc === 'script' ? Promise.reject(new Error('Unreadable.')) : store.log.load(ref),
  })
  const rooms = new Rooms({
    log,
    time,
    idleLimit,
    journal: new Journal({ log, time }),
    documentBytes: Infinity,
    onDamaged: () => undefined,
    onKeyframeFailed: () => undefined,
    onFailed: () => undefined,
  })
  await expect(SessionHands.open({ sessionId, rooms, log })).rejects.toThrow('Unreadable.')
  await time.advance(10 * idleLimit)
  expect(rooms.size).toBe(0)
})
