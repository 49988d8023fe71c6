/** A stretch of a text from one offset to before another, in UTF-16 code units. */
export interface Match {
  readonly from: number
  readonly to: number
}

/** More than this nobody steps through, and a page marks no more quickly enough. */
export const mostMatches = 1_000

/** Where the words stand in a text, letter for letter, capitals or not; the first 1,000 places. */
export function matchesIn(text: string, words: string): Match[] {
  if (words === '') return []
  const matches: Match[] = []
  for (const { index, 0: found } of text.matchAll(new RegExp(literally(words), 'giu'))) {
    matches.push({ from: index, to: index + found.length })
    if (matches.length === mostMatches) break
  }
  return matches
}

const literally = (words: string) => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** A stretch of a log as it is drawn: `match` is its number, null between matches. */
export interface LogPart {
  readonly text: string
  readonly match: number | null
}

/** The whole text, cut at its matches. */
export function cutAt(text: string, matches: readonly Match[]): LogPart[] {
  const parts: LogPart[] = []
  let end = 0
  for (const [match, { from, to }] of matches.entries()) {
    if (from > end) parts.push({ text: text.slice(end, from), match: null })
    parts.push({ text: text.slice(from, to), match })
    end = to
  }
  return end < text.length ? [...parts, { text: text.slice(end), match: null }] : parts
}
