import { expect, test } from 'vitest'
import { cutAt, matchesIn, mostMatches } from '../../client/stage/log-search.ts'

const found = (text: string, words: string) =>
  matchesIn(text, words).map(({ from, to }) => text.slice(from, to))

test('[INJECT-64] a log is searched for plain text, capitals or not', () => {
  expect(found('WARN a\nwarn b\nWarning', 'warn')).toEqual(['WARN', 'warn', 'Warn'])
  expect(found('GRÖSSE größe', 'größe')).toEqual(['größe'])
  expect(found('İstanbul ISTANBUL', 'stan')).toEqual(['stan', 'STAN'])
  expect(found('anything', '')).toEqual([])
  expect(found('anything', 'nothing')).toEqual([])
})

test('[INJECT-64] signs that mean something elsewhere stand for themselves', () => {
  for (const words of ['.*', '[x]', 'a/b', '$1', '(', '\\d', '^', 'a-b', '{2}', '+', '?', '|']) {
    expect(found(`so ${words} it is`, words), words).toEqual([words])
  }
  expect(found('abc', '.*')).toEqual([])
})

test('[INJECT-64] cut at its matches, a log is still all of it', () => {
  const text = 'one two\none'
  const parts = cutAt(text, matchesIn(text, 'one'))
  expect(parts).toEqual([
    { text: 'one', match: 0 },
    { text: ' two\n', match: null },
    { text: 'one', match: 1 },
  ])
  expect(cutAt(text, [])).toEqual([{ text, match: null }])
})

test('[INJECT-64] a long log that matches everywhere is marked so far as anybody would step', () => {
  const text = 'a'.repeat(20_000)
  const matches = matchesIn(text, 'a')
  expect(matches).toHaveLength(mostMatches)
  expect(
    cutAt(text, matches)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
