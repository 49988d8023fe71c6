import { expect, test } from 'vitest'
import * as Y from 'yjs'
import * as z from 'zod/mini'
import { readList } from '../../shared/stage/read-list.ts'

const note = z.object({ text: z.string() })
const said = z.object({ text: z.string(), by: z.string() })

test('[PAGE-102] what was there stays the same object when the list grows', () => {
  const list = new Y.Doc().getArray<unknown>('notes')
  list.push([{ text: 'one' }, { text: 'two' }])
  const before = readList(list, note)
  list.insert(0, [{ text: 'zero' }])
  const after = readList(list, note)
  expect(after.map(({ text }) => text)).toEqual(['zero', 'one', 'two'])
  expect([after[1], after[2]]).toEqual(before)
  expect([after[1] === before[0], after[2] === before[1]]).toEqual([true, true])
})

test('[PAGE-102] what is not what it should be is left out each time, and may be something else', () => {
  const odd = [{ text: 7 }, 'text', null, undefined, { text: 'one', by: 'Ana' }]
  for (let again = 0; again < 2; again += 1) {
    expect(readList(odd, note)).toEqual([{ text: 'one' }])
    expect(readList(odd, said)).toEqual([{ text: 'one', by: 'Ana' }])
  }
})
