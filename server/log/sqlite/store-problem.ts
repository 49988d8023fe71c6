import type { StoreErrorCode } from '../store-error.ts'
import { StoreError } from '../store-error.ts'
import type { StoreProblem } from './calls.ts'

/** Primary result codes: https://sqlite.org/rescode.html */
const codeBySqliteCode: Readonly<Record<number, StoreErrorCode>> = {
  5: 'locked',
  8: 'read-only',
  11: 'damaged',
  13: 'disk-full',
  19: 'conflict',
  26: 'damaged',
}

/** Anything thrown in a worker, as data for the main thread. */
export function toProblem(thrown: unknown): StoreProblem {
  if (thrown instanceof StoreError) {
    const { code, message, sqliteCode } = thrown
    return { code, message, sqliteCode }
  }
  const sqliteCode = sqliteCodeOf(thrown)
  return { code: codeOf(sqliteCode), message: messageOf(thrown), sqliteCode }
}

/** Whether SQLite cannot make sense of a file, or read a value in it that we never wrote. */
export function tellsOfDamage(thrown: unknown): boolean {
  const code = sqliteCodeOf(thrown)
  if (code !== null) return codeOf(code) === 'damaged'
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_SQLITE_ERROR'
}

export function fromProblem({ code, message, sqliteCode }: StoreProblem): StoreError {
  return new StoreError(code, message, sqliteCode)
}

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** SQLite's extended result code, where SQLite threw this. */
export function sqliteCodeOf(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return null
  return typeof thrown.errcode === 'number' ? thrown.errcode : null
}

function codeOf(sqliteCode: number | null): StoreErrorCode {
  return (sqliteCode !== null && codeBySqliteCode[sqliteCode & 0xff]) || 'storage-failed'
}
