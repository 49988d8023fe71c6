import type { DocRef, DocRow } from './log.ts'
import { StoreError } from './store-error.ts'

/** A document's name across sessions. Ids hold no slash, so two documents never share one. */
export function docKey(ref: DocRef): string {
  return `${ref.sessionId}/${ref.doc}`
}

/**
 * Checks that each row's `seq` is the one behind its document's last, given the last of a document
 * (0 where it has no rows). Throws StoreError `out-of-sequence`, before anything is written.
 */
export function checkSequence(rows: readonly DocRow[], lastSeq: (ref: DocRef) => number): void {
  const lastSeqByDoc = new Map<string, number>()
  for (const row of rows) {
    const key = docKey(row)
    const expected = (lastSeqByDoc.get(key) ?? lastSeq(row)) + 1
    if (row.seq !== expected) throw outOfSequence(key, row.seq, expected)
    lastSeqByDoc.set(key, row.seq)
  }
}

export function outOfSequence(key: string, seq: number, expected: number): StoreError {
  return new StoreError(
    'out-of-sequence',
    `Row ${seq} of ${key} is out of sequence: the next one is ${expected}. Nothing was written.`,
  )
}
