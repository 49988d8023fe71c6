import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import { StoreError } from '../../server/log/store-error.ts'
import type { Store } from '../../server/log/store.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { storeWith } from '../support/store-with.ts'
import { until } from '../support/until.ts'

async function ask(server: InProcessServer, path: string): Promise<[number, string]> {
  const response = await fetch(server.url + path)
  return [response.status, await response.text()]
}

/** A server where somebody has just typed something. */
async function withAnEdit(store: Store) {
  const server = await InProcessServer.start({ store })
  const { sessionId, key } = await (await server.session()).join('participant')
  const board = { sessionId, key, doc: 'board', ydoc: new Y.Doc() } as const
  const connection = new SyncConnection({ ...board, server: server.wsUrl, WebSocket: WebSocket })
  onTestFinished(() => connection.dispose())
  await connection.whenSynced()
  expect(await ask(server, '/readyz')).toEqual([200, 'ok\n'])
  connection.ydoc.getText('notes').insert(0, 'x')
  return { server, sessionId }
}

test('[OPS-68] a server whose storage is lost is alive and not ready', async () => {
  const lost = new StoreError('worker-lost', 'The storage thread ended.')
  const store = storeWith((log) => ({
    append: (rows) => (rows[0]?.doc === 'board' ? Promise.reject(lost) : log.append(rows)),
  }))
  const { server } = await withAnEdit(store)
  onTestFinished(() => server.stop())
  await until('it is not ready', async () => (await ask(server, '/readyz'))[0] !== 200)
  expect(await ask(server, '/readyz')).toEqual([503, 'storage lost\n'])
  expect(await ask(server, '/healthz')).toEqual([200, 'ok\n'])
})

test('[OPS-68] a server that finishes its writes before it ends is alive and not ready', async () => {
  const disk = { letGo: (): void => undefined, isAsked: false }
  const held = new Promise<void>((resolve) => (disk.letGo = resolve))
  const store = storeWith((log) => ({
    append: async (rows) => {
      disk.isAsked = rows[0]?.doc === 'board'
      if (disk.isAsked) await held
      await log.append(rows)
    },
  }))
  const { server, sessionId } = await withAnEdit(store)
  await until('the edit is on its way to the disk', () => disk.isAsked)
  const stopped = server.stop()
  expect(await ask(server, '/readyz')).toEqual([503, 'stopping\n'])
  expect(await ask(server, '/healthz')).toEqual([200, 'ok\n'])
  disk.letGo()
  await stopped
  await expect(ask(server, '/healthz')).rejects.toThrow()
  expect(await store.log.read({ sessionId, doc: 'board' })).toHaveLength(1)
})
