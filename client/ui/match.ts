/** What can be found by its words: those of its label weigh most, then what it says besides. */
export interface Findable {
  readonly label: string
  readonly more?: string
  /** What kind of thing it is, in a word. */
  readonly about?: string
}

/** The things in which every word asked for begins a word: best first, else in the order given. */
export function findIn<Thing extends Findable>(things: readonly Thing[], query: string): Thing[] {
  const asked = wordsOf(query)
  const found: { thing: Thing; place: number }[] = []
  for (const thing of things) {
    const place = placeOf(asked, [thing.label, thing.more, thing.about].join(' '))
    if (place !== null) found.push({ thing, place })
  }
  return found.sort((a, b) => a.place - b.place).map(({ thing }) => thing)
}

/** Whether every word of a query begins a word of a text. */
export function isIn(text: string, query: string): boolean {
  return placeOf(wordsOf(query), text) !== null
}

/** How far into a text the words stand, added up; null where one of them begins no word of it. */
function placeOf(asked: readonly string[], text: string): number | null {
  const words = wordsOf(text)
  let sum = 0
  for (const word of asked) {
    const place = words.findIndex((each) => each.startsWith(word))
    if (place < 0) return null
    sum += place
  }
  return sum
}

/** Without case, accents and punctuation. An emoji is a word of its own. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []
}
