import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite, temporaryFolder } from '../support/store.ts'
import { rowOf, session } from './records.ts'

const board = { sessionId: session('one'), doc: 'board' } as const

test('[LOG-17] while a commit waits, reads are answered and this thread goes on', async () => {
  const folder = await temporaryFolder()
  const { log } = await openSqlite(folder)
  await log.append([rowOf('board', 1)])
  const other = connect(folder)
  other.exec('BEGIN IMMEDIATE')
  let committed = false
  const append = log.append([rowOf('board', 2)]).then(() => (committed = true))
  expect(await log.read(board)).toHaveLength(1)
  expect(committed).toBe(false)
  other.exec('COMMIT')
  await append
  expect(await log.read(board)).toHaveLength(2)
})

test('[LOG-17] a commit does not wait for a read that takes its time', async () => {
  const folder = await temporaryFolder()
  const { log } = await openSqlite(folder)
  await log.append([rowOf('board', 1)])
  const other = connect(folder)
  // The iterator knows its statement by address alone, so the statement is held for as long.
  const statement = other.prepare('SELECT seq FROM log_rows')
  const slow = statement.iterate()
  expect(slow.next().value).toEqual({ seq: 1 })
  await log.append([rowOf('board', 2)])
  expect(await log.read(board)).toHaveLength(2)
  expect([...slow]).toEqual([])
  expect(statement.sourceSQL).toContain('log_rows')
})

function connect(folder: string): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(join(folder, 'gamelan.sqlite'))
  onTestFinished(() => database.close())
  return database
}
