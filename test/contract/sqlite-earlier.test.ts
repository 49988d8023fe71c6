import { DatabaseSync } from '@photostructure/sqlite'
import { expect, test } from 'vitest'
import type { DocRow } from '../../server/log/log.ts'
import { migrations } from '../../server/log/sqlite/migrations.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { fileIn, sql } from './data-file.ts'
import { connection, person, rowOf, session } from './records.ts'
import { factsOf, loadedDoc, typedRows } from './typed-document.ts'

const board = { sessionId: session('one'), doc: 'board' } as const
const stage = { sessionId: session('two'), doc: 'stage' } as const

/** A data folder as the first release left it. */
async function firstFolder(rows: readonly DocRow[]): Promise<string> {
  const folder = await temporaryFolder()
  const database = new DatabaseSync(fileIn(folder))
  database.exec(`PRAGMA journal_mode = WAL; ${migrations[0] ?? ''}; PRAGMA user_version = 1`)
  database.exec(`INSERT INTO documents VALUES (1, 's_one', 'board'), (2, 's_two', 'stage')`)
  database.exec(`INSERT INTO sessions VALUES (1, 's_one', 'Old', 'tabletop', NULL, 5, NULL)`)
  const insert = database.prepare('INSERT INTO log_rows VALUES (?, ?, ?, ?, ?, ?)')
  for (const { doc, seq, at, author, connection, update } of rows) {
    insert.run(doc === 'board' ? 1 : 2, seq, at, author, connection, update)
  }
  database.close()
  return folder
}

const typed = typedRows(300)
const byServer = { author: 'server', connection: 'server' } as const
const staged = [
  rowOf('stage', 1, { ...stage, ...byServer, update: new Uint8Array() }),
  rowOf('stage', 2, { ...stage, update: new Uint8Array(100_000).fill(3) }),
  rowOf('stage', 3, { ...stage, author: person('ünï'), connection: connection('ünï') }),
]

test('[LOG-27] a file of the first release reads as before, and goes on', async () => {
  const { log, registry } = await openSqlite(await firstFolder([...typed, ...staged]))
  expect(await log.read(board)).toEqual(typed.map(bare))
  expect(await log.read(stage)).toEqual(staged.map(bare))
  expect(await registry.session(session('one'))).toMatchObject({ title: 'Old', createdAt: 5 })
  await log.append([rowOf('board', 301, { update: Uint8Array.of(0, 0) })])
  expect(await log.renewKeyframe(board)).toMatchObject({ seq: 301 })
  const stored = await log.load(board)
  expect(stored).toMatchObject({ damaged: [], seq: 301, rows: [] })
  expect(factsOf(loadedDoc(stored))).toEqual(factsOf(frameAt(typed, 300)))
})

test('[LOG-27] from then on its rows are checked like any other', async () => {
  const folder = await firstFolder(typed)
  const { log } = await openSqlite(folder)
  sql(folder, `UPDATE log_rows SET bytes = x'0000' WHERE seq = 100`)
  expect(await log.load(board)).toMatchObject({ damaged: [100], seq: 300 })
})

test('[LOG-27] opened again, nothing is done twice', async () => {
  const folder = await firstFolder(typed)
  await (await openSqlite(folder)).close()
  const { log } = await openSqlite(folder)
  expect(await log.read(board)).toEqual(typed.map(bare))
})

test('[LOG-27] where it cannot be brought up to date, it stays what it was', async () => {
  const folder = await firstFolder(typed)
  sql(folder, 'CREATE TABLE keyframes (mine TEXT)')
  await expect(openSqlite(folder)).rejects.toThrow(/table keyframes already exists/)
  expect(sql(folder, 'PRAGMA user_version')).toEqual([{ user_version: 1 }])
  expect(sql(folder, 'SELECT author FROM log_rows')).toHaveLength(300)
  sql(folder, 'DROP TABLE keyframes')
  const { log } = await openSqlite(folder)
  expect(await log.read(board)).toEqual(typed.map(bare))
})

function bare({ seq, at, author, connection, update }: DocRow): unknown {
  return { seq, at, author, connection, update }
}
