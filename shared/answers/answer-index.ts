import type { PreparedAnswer } from '../script/prepared-answer.ts'

/** How much a word of the query counts by how it stands in the answer. */
const weight = { same: 1, begins: 0.7, nearly: 0.5 }
/** Words of what is answered tell less than those of the question. */
const inAnswer = 0.3
/** Words this short are compared letter by letter: with one letter wrong they would be another word. */
const shortestNearly = 4

interface Indexed {
  readonly answer: PreparedAnswer
  readonly asked: readonly string[]
  readonly said: readonly string[]
}

/**
 * Finds prepared answers by words, without case and accents. A word counts where it is the same,
 * where it begins one, and where one letter is wrong, missing or too many; the fewer answers have it
 * the more (inverse document frequency, as in Spärck Jones 1972). So a whole question can be asked:
 * its small words weigh little.
 */
export class AnswerIndex {
  readonly #all: readonly Indexed[]

  constructor(answers: readonly PreparedAnswer[]) {
    this.#all = answers.map((answer) => ({
      answer,
      asked: wordsOf(answer.asks.join(' ')),
      said: wordsOf(textOf(answer)),
    }))
  }

  /** The best first; all of them in their order where nothing is asked. */
  find(query: string): PreparedAnswer[] {
    const words = wordsOf(query)
    if (words.length === 0) return this.#all.map(({ answer }) => answer)
    const matches = words.map((word) => this.#all.map((each) => matchOf(word, each)))
    const scores = this.#all.map((_, at) =>
      matches.reduce((sum, row) => sum + (row[at] ?? 0) * rarity(row), 0),
    )
    return this.#all
      .map(({ answer }, at) => ({ answer, score: scores[at] ?? 0 }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ answer }) => answer)
  }
}

function matchOf(word: string, { asked, said }: Indexed): number {
  return Math.max(bestOf(word, asked), inAnswer * bestOf(word, said))
}

function bestOf(word: string, words: readonly string[]): number {
  let best = 0
  for (const each of words) {
    if (each === word) return weight.same
    if (best < weight.begins && each.startsWith(word)) best = weight.begins
    else if (best < weight.nearly && isNearly(word, each)) best = weight.nearly
  }
  return best
}

function rarity(matches: readonly number[]): number {
  const having = matches.filter((match) => match > 0).length
  return Math.log(1 + matches.length / Math.max(1, having))
}

/** Whether one letter changed, left out or put in makes one word the other, or two neighbours swapped. */
export function isNearly(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < shortestNearly || Math.abs(a.length - b.length) > 1) {
    return false
  }
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const restOf = (word: string, from: number) => word.slice(start + from)
  return (
    restOf(a, 1) === restOf(b, 1) ||
    restOf(a, 1) === restOf(b, 0) ||
    restOf(a, 0) === restOf(b, 1) ||
    (a[start] === b[start + 1] && a[start + 1] === b[start] && restOf(a, 2) === restOf(b, 2))
  )
}

function textOf({ content }: PreparedAnswer): string {
  if (content.kind === 'log') return `${content.from ?? ''} ${content.text.slice(0, 4_000)}`
  return `${content.from ?? ''} ${content.body ?? ''}`
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])]
}
