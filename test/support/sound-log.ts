import { expect } from 'vitest'
import * as Y from 'yjs'
import { frameAt } from '../../shared/replay/frame.ts'

interface LoggedRow {
  readonly seq: number
  readonly at: number
  readonly update: Uint8Array
}

/** Checks that rows are a history as it must be, and gives the document that they replay to. */
export function expectSoundLog(rows: readonly LoggedRow[]): Y.Doc {
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.filter(({ at }, index) => at < (rows[index - 1]?.at ?? 0))).toEqual([])
  const doc = frameAt(rows, rows.length)
  expectNothingPends(doc)
  return doc
}

/** Checks that a document waits for nothing that has not come. */
export function expectNothingPends(doc: Y.Doc): void {
  expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
}

/** Checks that a document holds every edit of another one, those that delete as well. */
export function expectHolds(doc: Y.Doc, part: Y.Doc): void {
  const both = new Y.Doc()
  Y.applyUpdate(both, Y.encodeStateAsUpdate(doc))
  const before = Y.snapshot(both)
  Y.applyUpdate(both, Y.encodeStateAsUpdate(part))
  expectNothingPends(both)
  expect(Y.equalSnapshots(before, Y.snapshot(both))).toBe(true)
}
