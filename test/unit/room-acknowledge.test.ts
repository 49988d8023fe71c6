import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Log } from '../../server/log/log.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { RoomConnection } from '../../server/rooms/room-connection.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { ConnectionId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { writeAck, writeStep2, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { ManualTime } from '../support/manual-time.ts'
import { openRoom, peer } from '../support/rooms.ts'

test('[SAVE-1] what another connection has on its way is not acknowledged before it is on disk', async () => {
  const { log, registry } = openMemoryStore()
  const ref = { sessionId: 's_room' as SessionId, doc: 'board' } as const
  const record = { title: 'A test', format: 'tabletop', situation: null, importedAt: null } as const
  await registry.createSession({ ...record, id: ref.sessionId, createdAt: 0 }, [], [])
  let land: () => void = () => undefined
  const disk = new Promise<void>((resolve) => (land = resolve))
  const slow: Log = {
    append: (rows) => disk.then(() => log.append(rows)),
    read: log.read.bind(log),
    load: log.load.bind(log),
    renewKeyframe: log.renewKeyframe.bind(log),
    documents: log.documents.bind(log),
  }
  const time = new ManualTime()
  const { room, journal } = await openRoom({ ref, log: slow, time })
  const visit = (id: string, heard: Uint8Array[]) => {
    const page = peer({ send: (frame) => void heard.push(frame) })
    const visitor = { author: 'p_ana' as ParticipantId, mayWrite: true }
    return new RoomConnection(room, page, { ...visitor, id: id as ConnectionId })
  }
  const page = new Y.Doc()
  boardDoc(page).notes.insert(0, 'typed before the Wi-Fi dropped')
  const heard: Uint8Array[] = []
  visit('x_before', []).receive(writeUpdate(Y.encodeStateAsUpdate(page)))
  const back = visit('x_after', heard)
  back.receive(writeStep2(Y.encodeStateAsUpdate(page)))
  back.receive(writeAck(1))
  await time.advance(10)
  expect(heard).not.toContainEqual(writeAck(1))
  land()
  await journal.settled()
  expect(heard).toContainEqual(writeAck(1))
})
