import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from '../store-error.ts'
import { Database } from './database.ts'
import { migrate } from './migrations.ts'
import { messageOf, sqliteCodeOf, tellsOfDamage } from './store-problem.ts'

export function databasePath(folder: string): string {
  return join(folder, 'gamelan.sqlite')
}

/** A data folder that belongs to this process alone, from opening to closing. */
export interface DataFolder {
  readonly database: Database
  readonly close: () => void
}

/**
 * Opens a data folder for writing and makes what it lacks. Throws StoreError `unusable-folder`,
 * with one sentence for whoever started the server.
 */
export function openDataFolder(folder: string): DataFolder {
  const lock = explained(folder, () => lockFolder(folder))
  try {
    const database = explained(folder, () => openForWriting(folder))
    return { database, close: () => closeAll(database, lock) }
  } catch (error) {
    lock.close()
    throw error
  }
}

function closeAll(database: Database, lock: Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
  } finally {
    lock.close()
  }
}

/**
 * The lock is a transaction kept open on a file of its own, for a kill releases it too, and the
 * reader stays free to read. Waits a second, for a server that is on its way out.
 */
function lockFolder(folder: string): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'lock.sqlite')
  makePrivateFile(path)
  const lock = new Database(path, { timeout: 1_000 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw sqliteCodeOf(error) === 5 ? folderInUse() : error
  }
}

function openForWriting(folder: string): Database {
  const path = databasePath(folder)
  makePrivateFile(path)
  const database = new Database(path)
  try {
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA journal_size_limit = 67108864')
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * SQLite gives its side files the rights of the main one. A file that exists is not opened here:
 * closing it would let go of every lock this process has on it.
 */
function makePrivateFile(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600))
}

function folderInUse(): StoreError {
  return new StoreError(
    'unusable-folder',
    'another Gamelan is using it: stop that one, or give this one another folder in GAMELAN_DATA',
  )
}

function explained<Value>(folder: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    const why = error instanceof StoreError ? error.message : adviceFor(error)
    const message = `The data folder ${folder} cannot be used: ${why}.`
    throw new StoreError('unusable-folder', message, sqliteCodeOf(error))
  }
}

function adviceFor(error: unknown): string {
  const advice = tellsOfDamage(error)
    ? 'bring its files back from a copy, or name another folder in GAMELAN_DATA'
    : 'make it writable with room on its disk, or name another folder in GAMELAN_DATA'
  return `${messageOf(error)}; ${advice}`
}
