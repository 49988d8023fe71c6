import { readFileSync, statSync, truncateSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { DocRow, Row } from '../../server/log/log.ts'
import { StoreError } from '../../server/log/store-error.ts'
import type { Store } from '../../server/log/store.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { Chance } from '../band/chance.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { fileIn, flipBit, offsetOf, pageAt, sql } from './data-file.ts'
import { rowOf, session, sessionOf, tokenOf } from './records.ts'
import { factsOf, loadedDoc, typedRows } from './typed-document.ts'

const board = { sessionId: session('one'), doc: 'board' } as const
const other = { sessionId: session('two'), doc: 'board' } as const
const rows = typedRows(20)
const otherRows = typedRows(20, other, 2)

/** The seventh row of the board, whose number is 1, the first document of the file. */
const seventh = 'WHERE document = 1 AND seq = 7'

async function twoDocuments(): Promise<{ folder: string; store: Store }> {
  const folder = await temporaryFolder()
  const store = await openSqlite(folder)
  await store.log.append(rows)
  await store.log.append(otherRows)
  return { folder, store }
}

describe('a row', () => {
  const damages: readonly (readonly [string, string])[] = [
    ['other bytes', `UPDATE log_rows SET bytes = CAST('nonsense' AS BLOB) ${seventh}`],
    ['no bytes', `UPDATE log_rows SET bytes = x'' ${seventh}`],
    ['fewer bytes', `UPDATE log_rows SET bytes = substr(bytes, 1, length(bytes) - 1) ${seventh}`],
    ['a later moment', `UPDATE log_rows SET at = at + 1 ${seventh}`],
    ['a moment far off', `UPDATE log_rows SET at = 99999999999999 ${seventh}`],
    ['another writer', `UPDATE log_rows SET writer = writer % 3 + 1 ${seventh}`],
    ['a writer that is none', `UPDATE log_rows SET writer = 99 ${seventh}`],
    ['another checksum', `UPDATE log_rows SET checksum = checksum + 1 ${seventh}`],
    ['the place of none', `DELETE FROM log_rows ${seventh}`],
  ]

  test.each(damages)('[LOG-22] that was given %s is named; all else goes on', async (_, damage) => {
    const { folder, store } = await twoDocuments()
    sql(folder, damage)
    await expectSeventhDamaged(store)
    await expectOtherSound(store)
  })

  test('[LOG-22] in a file with a flipped bit is named; all else goes on', async () => {
    const { folder, store } = await twoDocuments()
    await store.close()
    const at = offsetOf(folder, Buffer.from(rows[6]?.update ?? []).toString('latin1'))
    flipBit(folder, at + 5)
    const again = await openSqlite(folder)
    await expectSeventhDamaged(again)
    await expectOtherSound(again)
  })

  test('[LOG-22] of another document in its place is named', async () => {
    const { folder, store } = await twoDocuments()
    sql(folder, `DELETE FROM log_rows ${seventh}`)
    sql(folder, `UPDATE log_rows SET document = 1 WHERE document = 2 AND seq = 7`)
    await expectSeventhDamaged(store)
    expect(await store.log.load(other)).toMatchObject({ damaged: [7], seq: 20 })
  })

  test('[LOG-22] keeps its moment and author where they may be right, and never breaks the order', async () => {
    const { folder, store } = await twoDocuments()
    sql(folder, `UPDATE log_rows SET bytes = x'01' ${seventh}`)
    expect((await store.log.read(board))[6]).toEqual(damagedForm(rows[6]))
    sql(folder, `UPDATE log_rows SET at = 99999999999999 ${seventh}`)
    const moments = (await store.log.read(board)).map(({ at }) => at)
    expect(moments).toEqual([...moments].sort((one, next) => one - next))
  })

  test('[LOG-22] that is the last one keeps its place', async () => {
    const { folder, store } = await twoDocuments()
    await store.close()
    sql(folder, `UPDATE log_rows SET bytes = x'' WHERE document = 1 AND seq = 20`)
    const { log } = await openSqlite(folder)
    expect(await log.load(board)).toMatchObject({ damaged: [20], seq: 20 })
    await log.append([rowOf('board', 21)])
    expect((await log.read(board, 19)).map(({ seq }) => seq)).toEqual([20, 21])
  })

  test('[LOG-22] that went astray leaves a hole, and so does its new place', async () => {
    const { folder, store } = await twoDocuments()
    await store.close()
    sql(folder, `UPDATE log_rows SET seq = 23 ${seventh}`)
    const { log } = await openSqlite(folder)
    expect(await log.load(board)).toMatchObject({ damaged: [7, 21, 22, 23], seq: 23 })
    await log.append([rowOf('board', 24)])
    expect(seqsOf(await log.read(board))).toEqual(upTo(24))
  })

  test('[LOG-22] that went far astray closes its document, and no other', async () => {
    const { folder, store } = await twoDocuments()
    sql(folder, `UPDATE log_rows SET seq = 1099511627776 ${seventh}`)
    await expectRefused(store.log.load(board))
    await expectRefused(store.log.read(board))
    await expectOtherSound(store)
  })

  test('[LOG-22] is not spread: a document that misses one has no new keyframe', async () => {
    const { folder, store } = await twoDocuments()
    sql(folder, `UPDATE log_rows SET bytes = x'0000' ${seventh}`)
    sql(folder, `UPDATE log_rows SET bytes = x'0000' WHERE document = 2 AND seq = 20`)
    for (const ref of [board, other]) {
      expect(await store.log.renewKeyframe(ref)).toBeNull()
      expect(await store.log.load(ref)).toMatchObject({ keyframe: null, seq: 20 })
    }
  })

  test('[LOG-22] in front of a sound keyframe is not needed to load', async () => {
    const { folder, store } = await twoDocuments()
    await store.log.renewKeyframe(board)
    sql(folder, `UPDATE log_rows SET bytes = x'0000' ${seventh}`)
    await store.log.append([rowOf('board', 21, { update: Uint8Array.of(0, 0) })])
    const stored = await store.log.load(board)
    expect(stored).toMatchObject({ keyframe: { seq: 20 }, damaged: [], seq: 21 })
    expect(factsOf(loadedDoc(stored))).toEqual(factsOf(frameAt(rows, 20)))
    expect((await store.log.read(board))[6]).toEqual(damagedForm(rows[6]))
  })
})

describe('a keyframe', () => {
  const damages: readonly (readonly [string, string])[] = [
    ['other bytes', `UPDATE keyframes SET deflated = CAST('nonsense' AS BLOB)`],
    ['no bytes', `UPDATE keyframes SET deflated = x''`],
    ['another row', `UPDATE keyframes SET seq = 19`],
    ['a row that never was', `UPDATE keyframes SET seq = 2000`],
    ['another moment', `UPDATE keyframes SET at = 99999999999999`],
    ['another checksum', `UPDATE keyframes SET checksum = checksum - 1`],
  ]

  test.each(damages)('[LOG-23] that was given %s is passed over', async (_, damage) => {
    const { folder, store } = await twoDocuments()
    await store.log.renewKeyframe(board)
    await store.close()
    sql(folder, damage)
    const { log } = await openSqlite(folder)
    const stored = await log.load(board)
    expect(stored).toMatchObject({ keyframe: null, keyframeDamaged: true, damaged: [], seq: 20 })
    expect(stored.rows).toEqual(await log.read(board))
    await log.append([rowOf('board', 21, { update: Uint8Array.of(0, 0) })])
    expect(await log.renewKeyframe(board)).toMatchObject({ seq: 21 })
    const healed = await log.load(board)
    expect(healed.keyframe?.seq).toBe(21)
    expect(healed.keyframeDamaged).toBeUndefined()
    expect(factsOf(loadedDoc(healed))).toEqual(factsOf(frameAt(rows, 20)))
  })

  test('[LOG-23] on a damaged page is passed over', async () => {
    const { folder, store } = await twoDocuments()
    await store.log.renewKeyframe(board)
    await store.close()
    const page = pageOf(folder, 'keyframes')
    flipBit(folder, page)
    const { log } = await openSqlite(folder)
    expect(await log.load(board)).toMatchObject({ keyframeDamaged: true, seq: 20 })
    expect(await log.load(other)).toMatchObject({ damaged: [], seq: 20 })
    await log.append([rowOf('board', 21)])
  })

  test('[LOG-23] that outlived the rows it holds is not written over', async () => {
    const { folder, store } = await twoDocuments()
    await store.log.renewKeyframe(board)
    await store.close()
    sql(folder, 'DELETE FROM log_rows WHERE document = 1 AND seq > 15')
    const { log } = await openSqlite(folder)
    expect(await log.load(board)).toMatchObject({ keyframe: { seq: 20 }, rows: [], seq: 20 })
    await log.append([rowOf('board', 21)])
    const read = await log.read(board)
    expect(seqsOf(read)).toEqual(upTo(21))
    expect(seqsOf(read.filter(({ damaged }) => damaged))).toEqual([16, 17, 18, 19, 20])
  })
})

describe('a page', () => {
  test('[LOG-24] that is damaged closes the documents on it by name, and no other', async () => {
    const folder = await temporaryFolder()
    const store = await openSqlite(folder)
    await store.registry.createSession(sessionOf('one'), [tokenOf('a')], [])
    const long = typedRows(600, { update: new Uint8Array(200).fill(7) })
    await store.log.append(long)
    await store.log.append(typedRows(600, { ...other, update: new Uint8Array(200).fill(8) }))
    await store.close()
    flipBit(folder, pageAt(readFileSync(fileIn(folder)).indexOf(Buffer.alloc(200, 7))))
    const { log, registry } = await openSqlite(folder)
    await expectRefused(log.read(board))
    await expectRefused(log.load(board))
    await expectRefused(log.renewKeyframe(board))
    expect((await log.load(other)).rows).toHaveLength(600)
    await log.append([rowOf('board', 601, other)])
    expect(await registry.session(session('one'))).toEqual(sessionOf('one'))
  })

  test('[LOG-13] that is missing from the file has it refused, and nothing is changed', async () => {
    const { folder, store } = await twoDocuments()
    await store.close()
    const { size } = statSync(fileIn(folder))
    truncateSync(fileIn(folder), size - 4096)
    await expect(openSqlite(folder)).rejects.toThrow(
      /^The data folder .+ cannot be used: .+malformed; bring its files back from a copy, .+\.$/,
    )
    expect(statSync(fileIn(folder)).size).toBe(size - 4096)
  })
})

test.each(Array.from({ length: 16 }, (_, seed) => seed))(
  '[LOG-22] whatever bits of the file flip, nothing is given for right that was not written (seed %i)',
  async (seed) => {
    const { folder, store } = await twoDocuments()
    await store.log.renewKeyframe(board)
    const keyframe = (await store.log.load(board)).keyframe
    await store.close()
    const chance = new Chance(seed)
    const { size } = statSync(fileIn(folder))
    for (let count = 0; count < 12; count++) flipBit(folder, 100 + chance.below(size - 100))
    const again = await openSqlite(folder).catch((error: unknown) => error)
    if (again instanceof Error) {
      expect(again).toMatchObject({ code: 'unusable-folder' })
      return
    }
    const { log } = again as Store
    for (const [ref, written] of [
      [board, rows],
      [other, otherRows],
    ] as const) {
      const answers = await Promise.allSettled([log.load(ref), log.read(ref)])
      for (const answer of answers) {
        if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(StoreError)
        else if (Array.isArray(answer.value)) expectWritten(answer.value, written)
        else expectWritten(answer.value.rows, written)
      }
      const loaded = answers[0].status === 'fulfilled' ? answers[0].value.keyframe : null
      if (loaded) expect(loaded).toEqual(keyframe)
    }
  },
)

async function expectSeventhDamaged({ log }: Store): Promise<void> {
  const stored = await log.load(board)
  expect(stored).toMatchObject({ keyframe: null, damaged: [7], seq: 20 })
  expect(stored.rows).toEqual(rows.filter(({ seq }) => seq !== 7).map(bare))
  const read = await log.read(board)
  expect(seqsOf(read)).toEqual(upTo(20))
  expect(read[6]).toMatchObject({ seq: 7, damaged: true, update: Uint8Array.of(0, 0) })
  expect(read.filter(({ damaged }) => !damaged)).toEqual(stored.rows)
  await log.append([rowOf('board', 21)])
  expect(seqsOf(await log.read(board))).toEqual(upTo(21))
  expect(await log.renewKeyframe(board)).toBeNull()
}

async function expectOtherSound({ log }: Store): Promise<void> {
  const stored = await log.load(other)
  expect(stored.rows).toEqual(otherRows.map(bare))
  expect(stored.damaged).toEqual([])
  await log.append([rowOf('board', 21, other)])
}

/** What was asked was refused for damage, and the document named. */
async function expectRefused(asked: Promise<unknown>): Promise<void> {
  await expect(asked).rejects.toMatchObject({ code: 'damaged' })
  await expect(asked).rejects.toThrow(/damaged where s_one\/board lies .+bring it back from a copy/)
}

function expectWritten(read: readonly Row[], written: readonly DocRow[]): void {
  for (const row of read) if (!row.damaged) expect(row).toEqual(bare(written[row.seq - 1]))
}

function damagedForm(row: DocRow | undefined): unknown {
  return { ...(bare(row) as Row), update: Uint8Array.of(0, 0), damaged: true }
}

function bare(row: DocRow | undefined): unknown {
  const { seq, at, author, connection, update } = row ?? {}
  return { seq, at, author, connection, update }
}

function seqsOf(read: readonly Row[]): number[] {
  return read.map(({ seq }) => seq)
}

function upTo(seq: number): number[] {
  return Array.from({ length: seq }, (_, index) => index + 1)
}

/** Where the root page of a table begins in the file. */
function pageOf(folder: string, table: string): number {
  const [found] = sql(folder, `SELECT rootpage FROM sqlite_schema WHERE name = '${table}'`)
  return ((found as { rootpage: number }).rootpage - 1) * 4096
}
