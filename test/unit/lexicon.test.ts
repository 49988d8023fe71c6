import { expect, test } from 'vitest'
import { anchorOf, lexicon } from '../../client/pages/lexicon-words.ts'
import { readRoute } from '../../client/router.ts'

const words = lexicon.flatMap((chapter) => chapter.words)

test('[PAGE-59] the lexicon has a page, and each word an address of its own on it', () => {
  expect(readRoute('/lexicon', '#cue')).toEqual({ page: 'lexicon' })
  expect(readRoute('/lexicons', '')).toEqual({ page: 'not-found' })
  const anchors = [...lexicon.map(({ title }) => title), ...words.map(({ word }) => word)].map(
    anchorOf,
  )
  expect(new Set(anchors).size).toBe(anchors.length)
  for (const anchor of anchors) expect(anchor).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test('[PAGE-59] every word that the page of a session uses is explained', () => {
  const explained = words.map(({ word }) => word.toLowerCase())
  for (const word of ['session', 'scenario', 'format', 'part', 'role', 'board', 'signal'])
    expect(explained).toContain(word)
  for (const word of ['evidence', 'inject', 'run of show', 'audience', 'whisper', 'channel', 'cue'])
    expect(explained).toContain(word)
  for (const { means } of words) expect(means).toMatch(/^[A-Z].+\.$/)
})
