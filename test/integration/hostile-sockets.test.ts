import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { areAlike } from '../band/convergence.ts'
import { HostileFrames } from '../fuzz/hostile-frames.ts'
import type { Person } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { seeded } from '../support/seeded.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import { until } from '../support/until.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
const seeds = Array.from({ length: isLong ? 100 : 2 }, (_, index) => 900 + index)
const frames = 500

const store = openMemoryStore()
const open: SyncConnection[] = []
let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start({ store })
})
afterAll(async () => {
  for (const each of open) each.dispose()
  await server.stop()
})

/** Reasons to close that are in our table, and the WebSocket's own for text that is no text. */
const reasons: readonly number[] = [...Object.values(closeCodes).map(({ code }) => code), 1007]

async function honest({ sessionId, key }: Person): Promise<SyncConnection> {
  const there = { server: server.wsUrl, sessionId, doc: 'board', key } as const
  const connection = new SyncConnection({ ...there, ydoc: new Y.Doc(), WebSocket })
  open.push(connection)
  await connection.whenSynced()
  return connection
}

/** Sends what they like, as often as they are let in, every tenth frame as text. */
async function rage({ sessionId, key }: Person, seed: number): Promise<number[]> {
  const [random, codes] = [seeded(seed), [] as number[]]
  const hostile = new HostileFrames(random)
  let socket: WebSocket | null = null
  for (let frame = 0; frame < frames; frame++) {
    if (socket?.readyState !== WebSocket.OPEN) {
      socket = new WebSocket(`${server.wsUrl}/sync/${sessionId}/board?ack=1&key=${key}`)
      socket.on('close', (code) => codes.push(code))
      await once(socket, 'open')
    }
    socket.send(hostile.next(), { binary: random() >= 0.1 }, () => undefined)
    await new Promise((resolve) => setImmediate(resolve))
  }
  socket?.close()
  return codes
}

test.each(seeds)(
  '[SYNC-20] [SYNC-21] seed %i: whatever comes over real sockets, as bytes or as text, the server and a neighbour go on',
  async (seed) => {
    const session = await server.session()
    const neighbour = await honest(await session.join('participant'))
    const codes = await rage(await session.join('participant'), seed)
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.filter((code) => !reasons.includes(code))).toEqual([])
    boardDoc(neighbour.ydoc).notes.insert(0, 'still here')
    await neighbour.whenSaved()
    const newcomer = await honest(await session.join('participant'))
    const replayed = async () =>
      expectSoundLog(await store.log.read({ sessionId: session.id, doc: 'board' }))
    const docs = [newcomer.ydoc, neighbour.ydoc]
    await until('all have the same', async () => areAlike([await replayed(), ...docs]))
  },
)
