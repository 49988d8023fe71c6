/** The word that was probably meant, at most two slips of the finger away, or null. */
export function closestWord(written: string, words: readonly string[]): string | null {
  const near = words
    .map((word) => ({ word, slips: slipsBetween(written.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= 2 && slips < word.length)
  return near.sort((a, b) => a.slips - b.slips)[0]?.word ?? null
}

/** The Levenshtein distance; words of very different length are simply far apart. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of Array.from(a).entries()) above = nextRow(above, row, letter, b)
  return above.at(-1) ?? 0
}

function nextRow(above: readonly number[], row: number, letter: string, b: string): number[] {
  const line = [row + 1]
  for (let column = 0; column < b.length; column++) {
    const kept = (above[column] ?? 0) + (b.charAt(column) === letter ? 0 : 1)
    line.push(Math.min(kept, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1))
  }
  return line
}
