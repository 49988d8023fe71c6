/** What a new card is made of. */
export interface CardWords {
  readonly title: string
  readonly text: string
}

/** More lines than this are not added without asking. */
export const fewLines = 20
/** And never more than this at once. */
export const mostLines = 100

const longestTitle = 500
const listMarker = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?/

/** The lines of what was typed or pasted, without empty ones and the signs of a list. */
export function linesOf(pasted: string): string[] {
  return pasted
    .split(/\r\n?|\n/)
    .map((line) => line.replace(listMarker, '').trim())
    .filter((line) => line !== '')
}

/** A card from one line: what is too long for a title goes on in the text. */
export function cardFromLine(line: string): CardWords {
  const whole = line.trim()
  if (whole.length <= longestTitle) return { title: whole, text: '' }
  const at = breakBefore(whole, longestTitle)
  return { title: whole.slice(0, at).trim(), text: whole.slice(at).trim() }
}

/** One card from all lines as they are: the first is its title. */
export function cardFromAll(pasted: string): CardWords {
  const [first = '', ...others] = pasted.trim().split(/\r\n?|\n/)
  const { title, text } = cardFromLine(first)
  return { title, text: [text, ...others].join('\n').trim() }
}

/** Between two words, if there is a gap near; never through the middle of a letter. */
function breakBefore(line: string, most: number): number {
  const gap = line.lastIndexOf(' ', most)
  if (gap > most / 2) return gap
  const splitsPair = /[\uD800-\uDBFF]/.test(line.charAt(most - 1))
  return splitsPair ? most - 1 : most
}
