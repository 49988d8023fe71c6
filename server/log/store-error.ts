/** Why the store did not do what it was asked; callers tell these apart, people read the message. */
export type StoreErrorCode =
  | 'out-of-sequence'
  | 'conflict'
  | 'unknown-session'
  | 'disk-full'
  | 'read-only'
  | 'damaged'
  | 'locked'
  | 'unusable-folder'
  | 'storage-failed'
  | 'worker-lost'
  | 'closed'

/** A refusal or failure of the store. Whatever it was asked to write is not written. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  /** The extended result code of SQLite, where SQLite failed: https://sqlite.org/rescode.html */
  readonly sqliteCode: number | null

  constructor(code: StoreErrorCode, message: string, sqliteCode: number | null = null) {
    super(message)
    this.code = code
    this.sqliteCode = sqliteCode
  }
}
