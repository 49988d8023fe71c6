/** A stretch of what somebody wrote: words, or an address that may be followed. */
export type TextPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string }

const address = /\bhttps?:\/\/[^\s<>"'`]+/giu
/** Punctuation that ends the sentence rather than the address. */
const trailing = /[.,;:!?)\]}]+$/u

/** Splits a text into words and `http(s)` addresses; nothing else ever becomes a link. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(trailing, '')
    if (!URL.canParse(href)) continue
    if (match.index > end) parts.push({ kind: 'words', text: text.slice(end, match.index) })
    parts.push({ kind: 'link', href })
    end = match.index + href.length
  }
  if (end < text.length) parts.push({ kind: 'words', text: text.slice(end) })
  return parts
}

/** As much of a text as one line has room for, without its line breaks. */
export function firstWords(text: string): string {
  return shortened(text.trim().replace(/\s+/gu, ' '))
}

const longestTitle = 120

function shortened(line: string): string {
  const letters = Array.from(line)
  return letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join('')}…` : line
}

/** What was said as a card: its first line as the title, all of it as the text where that is more. */
export function cardOf(text: string): { title: string; text?: string } {
  const said = text.trim()
  const [first = ''] = said.split('\n', 1)
  const title = shortened(first.trim())
  return title === said ? { title } : { title, text: said }
}
