import * as Y from 'yjs'
import { boardDoc } from '../../shared/board/board-doc.ts'

/** The updates of somebody who types these texts into the board's notes, one after the other. */
export function typing(texts: readonly string[], doc = new Y.Doc()): Uint8Array[] {
  const updates: Uint8Array[] = []
  const take = (update: Uint8Array) => void updates.push(update)
  doc.on('update', take)
  const { notes } = boardDoc(doc)
  for (const text of texts) notes.insert(notes.length, text)
  doc.off('update', take)
  return updates
}

/** What the notes of a board say that has been told these updates. */
export function notesAfter(updates: readonly Uint8Array[], doc = new Y.Doc()): string {
  for (const update of updates) Y.applyUpdate(doc, update)
  return boardDoc(doc).notes.toJSON()
}
