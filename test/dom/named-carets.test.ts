import { expect, test } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { NamedCarets } from '../../client/board/named-carets.ts'

test('[PAGE-96] a caret that was there before the editor is told of when it goes', () => {
  const [mine, theirs] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())]
  const tell = (value: unknown) => {
    theirs.setLocalStateField('cursor', value)
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'line')
  }
  tell({ anchor: 1, head: 1 })
  const carets = new NamedCarets(mine, () => null)
  let told = 0
  carets.on('change', () => (told += 1))
  tell({ anchor: 1, head: 1 })
  expect(told).toBe(0)
  tell(null)
  expect(told).toBe(1)
  carets.dispose()
  for (const each of [mine, theirs]) each.destroy()
})

test('[PAGE-96] an editor is told of the carets in its text, and not of what else people do', () => {
  const [mine, theirs] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())]
  const carets = new NamedCarets(mine, () => null)
  const moved: number[][] = []
  carets.on('change', ({ updated }) => moved.push(updated))
  const tell = (field: string, value: unknown) => {
    theirs.setLocalStateField(field, value)
    applyAwarenessUpdate(mine, encodeAwarenessUpdate(theirs, [theirs.clientID]), 'line')
  }
  tell('cardId', 'c_1')
  tell('typing', true)
  expect(moved).toEqual([])
  tell('cursor', { anchor: 1, head: 1 })
  tell('cursor', { anchor: 1, head: 1 })
  tell('cursor', { anchor: 2, head: 2 })
  tell('cursor', null)
  expect(moved).toEqual([[theirs.clientID], [theirs.clientID], [theirs.clientID]])
  carets.dispose()
  tell('cursor', { anchor: 3, head: 3 })
  expect(moved).toHaveLength(3)
  for (const each of [mine, theirs]) each.destroy()
})
