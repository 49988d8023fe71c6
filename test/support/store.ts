import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SqliteStoreOptions } from '../../server/log/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../server/log/sqlite/sqlite-store.ts'
import type { Store } from '../../server/log/store.ts'

/** Worker threads of Node 20 load no TypeScript: tests run the built worker (see `pretest`). */
export const builtWorker = new URL('../../dist/server/log/sqlite/sqlite-worker.js', import.meta.url)

/** A new folder that goes when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gamelan-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The SQLite store of a folder, closed when the test is over (closing twice is fine). */
export async function openSqlite(
  folder: string,
  options: Omit<SqliteStoreOptions, 'folder'> = {},
): Promise<Store> {
  const store = await openSqliteStore({ folder, worker: builtWorker, ...options })
  onTestFinished(() => store.close())
  return store
}
