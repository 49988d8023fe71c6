import { expect, test } from 'vitest'
import { readRoute } from '../../client/router.ts'
import { lexiconWords } from '../../client/words/lexicon.ts'

interface Word {
  readonly word: string
  readonly means: string
}
const chapters = Object.entries(lexiconWords.chapters)
const entries = chapters.flatMap(([, { words }]) => Object.entries<Word>(words))
const words = entries.map(([, word]) => word)

/** The address of an English word: links to it stay, whatever language the page is in. */
const anchorOf = (word: string) => word.toLowerCase().replace(/[^a-z]+/g, '-')

test('[PAGE-59] the lexicon has a page, and each word an address of its own on it', () => {
  expect(readRoute('/lexicon', '#cue')).toEqual({ page: 'lexicon' })
  expect(readRoute('/lexicons', '')).toEqual({ page: 'not-found' })
  for (const [anchor, { title }] of chapters) expect(anchor).toBe(anchorOf(title))
  for (const [anchor, { word }] of entries) expect(anchor).toBe(anchorOf(word))
  const anchors = [...chapters, ...entries].map(([anchor]) => anchor)
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
