import * as Y from 'yjs'
import type { HistoryRow } from './history-row.ts'

/**
 * A document after its first `seq` rows, as a Y.Doc of its own: the value a replay shows. For many
 * frames of one document use a `Reel`, which starts from near by.
 */
export function frameAt(rows: readonly Pick<HistoryRow, 'update'>[], seq: number): Y.Doc {
  const doc = new Y.Doc()
  applyRows(doc, rows.slice(0, seq))
  return doc
}

/**
 * Puts rows on a document in one transaction: 20,000 take about half a second, where merging them
 * into one update first would take minutes.
 */
export function applyRows(doc: Y.Doc, rows: readonly Pick<HistoryRow, 'update'>[]): void {
  if (rows.length === 0) return
  doc.transact(() => {
    for (const row of rows) Y.applyUpdate(doc, row.update)
  })
}
