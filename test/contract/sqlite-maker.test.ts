import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ManualTime } from '../support/manual-time.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { until } from '../support/until.ts'
import { rowOf, session } from './records.ts'
import { typedRows } from './typed-document.ts'

const board = { sessionId: session('one'), doc: 'board' } as const
const stage = { sessionId: session('one'), doc: 'stage' } as const
const empty = { update: Uint8Array.of(0, 0) }

test('[LOG-19] this thread goes on, and rows are committed, while a keyframe is made', async () => {
  const { log } = await openSqlite(await temporaryFolder())
  await log.append(typedRows(4_000))
  await log.append([rowOf('stage', 1, empty)])
  // The thread is there already: what is counted is the making.
  await log.renewKeyframe(stage)
  const seen = { isMade: false, commits: 0, turns: 0 }
  const made = log.renewKeyframe(board).then(() => (seen.isMade = true))
  const turn = () => {
    seen.turns += 1
    if (!seen.isMade) setImmediate(turn)
  }
  turn()
  while (!seen.isMade) await log.append([rowOf('stage', 2 + seen.commits++, empty)])
  await made
  expect(seen.commits).toBeGreaterThan(3)
  expect(seen.turns).toBeGreaterThan(10)
})

test('[LOG-29] when the thread is lost, that keyframe is not made, and all else goes on', async () => {
  const dying = new URL('./dying-maker.mjs', import.meta.url)
  const { log } = await openSqlite(await temporaryFolder(), { worker: dying })
  await log.append([rowOf('board', 1, empty), rowOf('stage', 1, empty)])
  const [lost, behind] = [log.renewKeyframe(stage), log.renewKeyframe(board)]
  await expect(lost).rejects.toMatchObject({ code: 'storage-failed' })
  await expect(lost).rejects.toThrow(/^No keyframe was made: /)
  expect(await behind).toMatchObject({ seq: 1 })
  await log.append([rowOf('board', 2, empty)])
  expect(await log.load(board)).toMatchObject({ keyframe: { seq: 1 }, seq: 2 })
  expect(await log.load(stage)).toMatchObject({ keyframe: null, seq: 1 })
})

test('[LOG-29] the thread is there while it is wanted, and comes back', async () => {
  const folder = await temporaryFolder()
  const counted = new URL('./counted-worker.mjs', import.meta.url)
  const time = new ManualTime()
  const { log } = await openSqlite(folder, { worker: counted, time })
  const threads = async () => (await readFile(join(folder, 'threads.txt'), 'utf8')).split('\n')
  const renew = async (seq: number) => {
    await log.append([rowOf('board', seq, empty)])
    expect(await log.renewKeyframe(board)).toMatchObject({ seq })
  }
  expect(await threads()).toEqual(['writer', 'reader', ''])
  await renew(1)
  await time.advance(59_999)
  await renew(2)
  await time.advance(59_999)
  await renew(3)
  expect(await threads()).toEqual(['writer', 'reader', 'maker', ''])
  await time.advance(60_000)
  await renew(4)
  expect(await threads()).toEqual(['writer', 'reader', 'maker', 'maker', ''])
})

test('[LOG-29] closing does not wait for a keyframe, and leaves one whole file', async () => {
  const folder = await temporaryFolder()
  const endless = new URL('./endless-maker.mjs', import.meta.url)
  const store = await openSqlite(folder, { worker: endless })
  await store.log.append([rowOf('board', 1, empty), rowOf('stage', 1, empty)])
  expect(await store.log.renewKeyframe(board)).toMatchObject({ seq: 1 })
  await store.log.append([rowOf('board', 2, empty)])
  const asked = [store.log.renewKeyframe(stage), store.log.renewKeyframe(board)]
  const outcomes = Promise.allSettled(asked)
  await until('the keyframe is being made', () => existsSync(join(folder, 'at-it.txt')))
  await store.close()
  const closed = { status: 'rejected', reason: { code: 'closed' } }
  expect(await outcomes).toMatchObject([closed, closed])
  expect((await readdir(folder)).sort()).toEqual(['at-it.txt', 'gamelan.sqlite', 'lock.sqlite'])
  const { log } = await openSqlite(folder)
  expect(await log.load(board)).toMatchObject({ keyframe: { seq: 1 }, seq: 2 })
})
