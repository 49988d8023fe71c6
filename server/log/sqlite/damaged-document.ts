import type { DocRef } from '../log.ts'
import { docKey } from '../sequence.ts'
import { StoreError } from '../store-error.ts'
import { messageOf, sqliteCodeOf, tellsOfDamage } from './store-problem.ts'

/** A document that cannot be read or written, for the file is damaged where it lies. */
export function damagedDocument(ref: DocRef, why: string, code: number | null = null): StoreError {
  const what = `The data folder is damaged where ${docKey(ref)} lies`
  return new StoreError('damaged', `${what} (${why}): bring it back from a copy.`, code)
}

/** Names the document that SQLite was at when it found damage. Any other error stays what it is. */
export function namingDocument(ref: DocRef, error: unknown): unknown {
  if (!tellsOfDamage(error)) return error
  return damagedDocument(ref, messageOf(error), sqliteCodeOf(error))
}
