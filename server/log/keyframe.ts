import * as Y from 'yjs'
import { applyRows } from '../../shared/replay/frame.ts'
import type { Keyframe, Row } from './log.ts'

/**
 * The keyframe of a document after these rows, given the keyframe in front of them. Null where
 * there are none, and where they do not make a whole document: a keyframe of it would hide what is
 * missing, and what comes back later would find no place.
 */
export function keyframeOf(
  before: Keyframe | null,
  rows: readonly Pick<Row, 'seq' | 'update'>[],
): Keyframe | null {
  const last = rows.at(-1)
  if (!last) return null
  const doc = new Y.Doc()
  try {
    applyRows(doc, before ? [before, ...rows] : rows)
    return isWhole(doc) ? { seq: last.seq, update: Y.encodeStateAsUpdate(doc) } : null
  } catch {
    // Rows that Yjs cannot read, from a file that knows no checksums yet.
    return null
  } finally {
    doc.destroy()
  }
}

function isWhole({ store }: Y.Doc): boolean {
  return store.pendingStructs === null && store.pendingDs === null
}
