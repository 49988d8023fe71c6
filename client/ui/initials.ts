const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Segmenting is slow, and a page shows the same few names over and over. */
const initialsByName = new Map<string, string>()

/** Up to two letters that stand for a name: "Ana Lima" is AL, "mo" is MO, "🎷" is 🎷. */
export function initials(name: string): string {
  const known = initialsByName.get(name)
  if (known !== undefined) return known
  const found = initialsOf(name)
  initialsByName.set(name, found)
  return found
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  const letters = last ? [...graphemes(first, 1), ...graphemes(last, 1)] : graphemes(first, 2)
  return letters.join('').toLocaleUpperCase() || '?'
}

function graphemes(word: string, most: number): string[] {
  return Array.from(segmenter.segment(word), (each) => each.segment).slice(0, most)
}
