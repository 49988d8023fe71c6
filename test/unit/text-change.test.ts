import { expect, test } from 'vitest'
import { changeBetween, letterAfter, placeAfter } from '../../client/board/text-change.ts'

test('[BOARD-1] a letter typed into a run of equal letters is put where the caret is', () => {
  expect(changeBetween('aaa', 'aaaa', 2)).toEqual({ index: 1, remove: 0, insert: 'a' })
  expect(changeBetween('aaa', 'aaaa', 4)).toEqual({ index: 3, remove: 0, insert: 'a' })
})

test('[BOARD-1] no change is none, a deletion and a replacement are what they are', () => {
  expect(changeBetween('disk', 'disk', 4)).toBeNull()
  expect(changeBetween('disk full', 'disk', 4)).toEqual({ index: 4, remove: 5, insert: '' })
  expect(changeBetween('disk full', 'disc full', 4)).toEqual({ index: 3, remove: 1, insert: 'c' })
})

test('[BOARD-1] an emoji is replaced whole, never by half', () => {
  // Both begin with the same high surrogate.
  expect(changeBetween('a😀b', 'a😁b', 3)).toEqual({ index: 1, remove: 2, insert: '😁' })
  // Both end with the same low surrogate.
  expect(changeBetween('\u{1F600}', '\u{1FA00}', 2)).toEqual({
    index: 0,
    remove: 2,
    insert: '\u{1FA00}',
  })
})

test('[BOARD-2] a place moves with the letters before it, and stays before text put in at it', () => {
  expect(placeAfter([[{ insert: 'xy' }]], 3)).toBe(5)
  expect(placeAfter([[{ retain: 3 }, { insert: 'xy' }]], 3)).toBe(3)
  expect(placeAfter([[{ retain: 5 }, { insert: 'xy' }]], 3)).toBe(3)
  expect(placeAfter([[{ retain: 1 }, { delete: 1 }]], 3)).toBe(2)
  expect(placeAfter([[{ retain: 1 }, { delete: 4 }]], 3)).toBe(1)
  expect(placeAfter([[{ delete: 1 }], [{ insert: 'abc' }]], 3)).toBe(5)
  expect(placeAfter([[{ insert: 'xy' }]], 0)).toBe(0)
})

test('[BOARD-2] a letter is followed through changes, or is gone', () => {
  expect(letterAfter([[{ insert: 'xy' }]], 0)).toBe(2)
  expect(letterAfter([[{ retain: 3 }, { insert: 'xy' }]], 3)).toBe(5)
  expect(letterAfter([[{ retain: 1 }, { delete: 2 }]], 2)).toBeNull()
  expect(letterAfter([[{ retain: 1 }, { delete: 2 }]], 3)).toBe(1)
})
