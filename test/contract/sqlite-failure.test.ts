import { expect, test } from 'vitest'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { rowOf, session } from './records.ts'
import { StoreProcess } from './store-process.ts'

const saved = { answer: 'saved' }

test('[LOG-15] on a disk that takes no more an append fails whole, and the next one works when there is room', async () => {
  const { process } = await StoreProcess.start(await temporaryFolder())
  expect(await process.append({ doc: 'board', seq: 1, size: 50_000 })).toEqual(saved)
  process.limitFiles(400_000)
  const failed = { failed: 'storage-failed' }
  expect(await process.append({ doc: 'board', seq: 2, size: 1_000_000 })).toMatchObject(failed)
  expect(await process.append({ doc: 'stage', seq: 1, size: 1_000_000 })).toMatchObject(failed)
  expect(await process.sizes('board')).toEqual({ answer: [50_000] })
  expect(await process.sizes('stage')).toEqual({ answer: [] })
  expect(await process.append({ doc: 'board', seq: 2, size: 100 })).toEqual(saved)
  process.limitFiles('unlimited')
  expect(await process.append({ doc: 'board', seq: 3, size: 1_000_000 })).toEqual(saved)
  expect(await process.sizes('board')).toEqual({ answer: [50_000, 100, 1_000_000] })
})

test('[LOG-15] what failed on such a disk is not there after a kill either', async () => {
  const folder = await temporaryFolder()
  const { process } = await StoreProcess.start(folder)
  await process.append({ doc: 'board', seq: 1, size: 50_000 })
  process.limitFiles(400_000)
  await process.append({ doc: 'board', seq: 2, size: 1_000_000 })
  await process.kill()
  const { log } = await openSqlite(folder)
  const rows = await log.read({ sessionId: session('one'), doc: 'board' })
  expect(rows.map(({ seq }) => seq)).toEqual([1])
})

test('[LOG-16] when a thread is lost, what it was asked fails, and so does all that follows', async () => {
  const dying = new URL('./dying-worker.mjs', import.meta.url)
  const store = await openSqlite(await temporaryFolder(), { worker: dying })
  const { log } = store
  await log.append([rowOf('board', 1)])
  const asked = [log.append([rowOf('board', 2)]), log.append([rowOf('board', 3)])]
  const outcomes = await Promise.allSettled(asked)
  const lost = { code: 'worker-lost' }
  expect(outcomes).toMatchObject([{ reason: lost }, { reason: lost }])
  await expect(log.append([rowOf('board', 2)])).rejects.toMatchObject(lost)
  expect(await log.read({ sessionId: session('one'), doc: 'board' })).toHaveLength(1)
  await store.close()
})

test('[LOG-28] in a folder that turns read-only an append fails whole, and the next one works when it may', async () => {
  const readOnly = new URL('./read-only-worker.mjs', import.meta.url)
  const { log } = await openSqlite(await temporaryFolder(), { worker: readOnly })
  const ref = (doc: 'board' | 'stage' | 'script') => ({ sessionId: session('one'), doc })
  await log.append([rowOf('board', 1)])
  const refused = { code: 'read-only' }
  await expect(log.append([rowOf('stage', 1), rowOf('board', 2)])).rejects.toMatchObject(refused)
  await expect(log.append([rowOf('board', 2)])).rejects.toMatchObject(refused)
  await expect(log.renewKeyframe(ref('stage'))).resolves.toBeNull()
  expect(await log.read(ref('board'))).toHaveLength(1)
  expect(await log.documents(session('one'))).toEqual(['board'])
  await log.append([rowOf('script', 1), rowOf('board', 2)])
  expect(await log.read(ref('board'))).toHaveLength(2)
  expect(await log.read(ref('stage'))).toEqual([])
})
