import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { examine } from '../../server/rooms/examine.ts'

function frontierOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}

function judge(update: Uint8Array, doc: Y.Doc) {
  return examine(update, frontierOf(doc), doc)
}

/** The updates of a document, one per change. */
function updatesOf(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  return updates
}

describe('what an update would do', () => {
  test('[SYNC-4] an update that stands on what is known is new, and moves its author on', () => {
    const author = new Y.Doc()
    const update = updatesOf(author)
    author.getText('t').insert(0, 'hello')
    const verdict = judge(update[0] ?? new Uint8Array(), new Y.Doc())
    expect(verdict).toMatchObject({ is: 'new', frontier: new Map([[author.clientID, 5]]) })
  })

  test('[SYNC-4] a second arrival of an update is nothing, also when it deletes', () => {
    const author = new Y.Doc()
    const updates = updatesOf(author)
    author.getText('t').insert(0, 'hello')
    author.getText('t').delete(1, 2)
    const doc = new Y.Doc()
    for (const update of updates) {
      expect(judge(update, doc).is).toBe('new')
      Y.applyUpdate(doc, update)
      expect(judge(update, doc).is).toBe('nothing')
    }
    expect(judge(Y.encodeStateAsUpdate(author), doc).is).toBe('nothing')
  })

  test("[SYNC-5] a gap in the author's own updates is missing from where it begins", () => {
    const author = new Y.Doc()
    const updates = updatesOf(author)
    author.getText('t').insert(0, 'a')
    author.getText('t').insert(1, 'b')
    author.getText('t').insert(2, 'c')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, updates[0] ?? new Uint8Array())
    expect(judge(updates[2] ?? new Uint8Array(), doc)).toEqual({
      is: 'missing',
      client: author.clientID,
      clock: 1,
    })
  })

  test("[SYNC-5] an update that stands on somebody else's unknown one is missing", () => {
    const first = new Y.Doc()
    first.getText('t').insert(0, 'first')
    const second = new Y.Doc()
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    const updates = updatesOf(second)
    second.getText('t').insert(5, ' second')
    const verdict = judge(updates[0] ?? new Uint8Array(), new Y.Doc())
    expect(verdict).toEqual({ is: 'missing', client: first.clientID, clock: 0 })
  })

  test('[SYNC-5] deleting what is not known is missing', () => {
    const first = new Y.Doc()
    first.getText('t').insert(0, 'first')
    const second = new Y.Doc()
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    const updates = updatesOf(second)
    second.getText('t').delete(0, 2)
    expect(judge(updates[0] ?? new Uint8Array(), new Y.Doc()).is).toBe('missing')
  })

  test("[SYNC-4] two people's edits that stand on each other are new when they come together", () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    for (let round = 0; round < 20; round++) {
      a.getText('t').insert(a.getText('t').length >> 1, 'a')
      Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
      b.getText('t').insert(b.getText('t').length >> 1, 'b')
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    }
    expect(judge(Y.encodeStateAsUpdate(a), new Y.Doc()).is).toBe('new')
  })

  test('[SYNC-6] bytes that are no update are bad', () => {
    const doc = new Y.Doc()
    for (const bytes of [[], [1], [255, 255, 255, 255], [1, 1, 5, 0, 4, 1], [9, 9, 9]]) {
      expect(judge(Uint8Array.from(bytes), doc).is).toBe('bad')
    }
  })

  test('the empty update is nothing', () => {
    expect(judge(Y.encodeStateAsUpdate(new Y.Doc()), new Y.Doc()).is).toBe('nothing')
  })
})
