import type { Translation, Words } from './translation.ts'

/** Right-to-left override, and the mark that ends it (Unicode Bidirectional Algorithm, 2.2). */
const [start, end] = ['\u202e', '\u202c']

/**
 * The pseudo-locale `ar-XB`: every word of ours is set from right to left letter by letter, as
 * Android and Chromium do. What still reads from left to right was never handed to a translator.
 */
export const pseudo: Translation = (_area, english) => turned(english)

function turned<Said>(said: Said): Said
function turned(said: unknown): unknown {
  if (typeof said === 'string') return turnedText(said)
  if (isFunction(said)) return (...about: unknown[]) => turnedText(said(...about))
  if (Array.isArray(said)) return said.map((each) => turned<unknown>(each))
  if (said === null || typeof said !== 'object') return said
  const words = Object.entries(said as Words)
  return Object.fromEntries(words.map(([name, each]) => [name, turned(each)]))
}

function isFunction(said: unknown): said is (...about: unknown[]) => string {
  return typeof said === 'function'
}

/** Word by word, so that lines break where they did; what stands in braces is a name, not a word. */
function turnedText(text: string): string {
  return text
    .split(/(\{\w+\}|\s+)/)
    .map((piece) => (/^(\{\w+\}|\s*)$/.test(piece) ? piece : `${start}${piece}${end}`))
    .join('')
}
