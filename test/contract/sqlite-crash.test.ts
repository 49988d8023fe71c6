import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../server/log/store.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { rowOf, session } from './records.ts'
import type { Told } from './store-process.ts'
import { StoreProcess } from './store-process.ts'

const board = { sessionId: session('one'), doc: 'board' } as const
const stage = { sessionId: session('one'), doc: 'stage' } as const

/** The write-ahead log is a header, then frames: https://sqlite.org/fileformat2.html#walformat */
const walHeader = 32
const walFrame = 24 + 4096

test('[LOG-25] wherever the tail is torn, whole commits up to there load and appends go on', async () => {
  const { folder, typed } = await typedUntil(({ typed = 0 }) => typed >= 60)
  const wal = await readFile(join(folder, 'gamelan.sqlite-wal'))
  const frames = Math.floor((wal.length - walHeader) / walFrame)
  const lengths = [0, 0.5, 1].flatMap((part) => {
    const start = walHeader + Math.floor(frames * part) * walFrame
    return [start - 16, start, start + 10, start + 2000]
  })
  const counts: number[] = []
  for (const length of lengths) {
    const torn = await temporaryFolder()
    await copyFile(join(folder, 'gamelan.sqlite'), join(torn, 'gamelan.sqlite'))
    await writeFile(join(torn, 'gamelan.sqlite-wal'), wal.subarray(0, length))
    const store = await openSqlite(torn)
    counts.push(await expectWholePrefix(store))
    await store.close()
  }
  expect(Math.min(...counts)).toBe(0)
  expect(Math.max(...counts)).toBeGreaterThanOrEqual(typed)
  expect(new Set(counts).size).toBeGreaterThan(2)
}, 120_000)

test.each([1, 2, 3, 4, 5, 6])(
  '[LOG-26] after a kill while keyframes are made and kept nothing is missing (%i)',
  async (kept) => {
    let seen = 0
    const { folder, typed, keyframe } = await typedUntil((told) => {
      if (told.kept) seen += 1
      return seen >= kept * 3
    })
    const store = await openSqlite(folder)
    expect((await store.log.load(board)).keyframe?.seq).toBeGreaterThanOrEqual(keyframe)
    expect(await expectWholePrefix(store)).toBeGreaterThanOrEqual(typed)
  },
)

/** A process types and is killed; what it said last of rows and of keyframes. */
async function typedUntil(enough: (told: Told) => boolean) {
  const folder = await temporaryFolder()
  const { process } = await StoreProcess.start(folder)
  const last = { typed: 0, keyframe: 0 }
  await new Promise<void>((resolve) => {
    process.type((told) => {
      last.typed = told.typed ?? last.typed
      last.keyframe = told.kept ?? last.keyframe
      if (enough(told)) resolve(process.kill())
    })
  })
  return { folder, ...last }
}

/** Both documents have every letter up to one, and take the next; how many letters there were. */
async function expectWholePrefix({ log }: Store): Promise<number> {
  const [rows, staged] = [await log.read(board), await log.read(stage)]
  expect(staged).toEqual(rows)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  const stored = await log.load(board)
  expect(stored).toMatchObject({ damaged: [], seq: rows.length })
  const letters = rows.map((_, index) => String((index + 1) % 10)).join('')
  const { keyframe } = stored
  const doc = frameAt(keyframe ? [keyframe, ...stored.rows] : stored.rows, Infinity)
  expect(doc.getText('notes').toJSON()).toBe(letters)
  expect(stored.keyframeDamaged).toBeUndefined()
  const update = Uint8Array.of(0, 0)
  await log.append([rowOf('board', rows.length + 1, { update }), rowOf('stage', rows.length + 1)])
  expect(await log.renewKeyframe(board)).toMatchObject({ seq: rows.length + 1 })
  return rows.length
}
