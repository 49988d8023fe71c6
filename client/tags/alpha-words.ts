import { tagWords } from '../words/tags.ts'

const { agreement: say } = tagWords

/** An alpha with two places, or that it is not defined. */
export function alphaWords(alpha: number | null): string {
  if (alpha === null) return say.notDefined
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return alpha.toLocaleString(undefined, { ...places, signDisplay: 'negative' })
}

/** The same for people: what it says of the ensemble, never a mark. */
export function alphaReading(alpha: number | null): string {
  if (alpha === null) return say.reading.undefined
  if (alpha > 0.995) return say.reading.all
  if (alpha >= 2 / 3) return say.reading.much
  if (alpha > 0.1) return say.reading.some
  return alpha < -0.1 ? say.reading.less : say.reading.chance
}
