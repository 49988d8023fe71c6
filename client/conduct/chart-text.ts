import { duration, showDuration } from '../../shared/scenario/duration.ts'
import type { Chart } from '../../shared/stage/inject.ts'

type Points = Chart['series'][number]['points']
type Read = Points | { readonly line: string }

const minute = 60_000
export const fewestPoints = 2
export const mostPoints = 2_000

/** The points of a line as text, each on a line of its own: `1:30 4.2`. */
export function writePoints(points: Points): string {
  return points.map(([at, value]) => `${showDuration(at)} ${value}`).join('\n')
}

/**
 * The points that a text says, or the part of it that cannot be read. Each line is a time of the
 * exercise and a number; or all of it is numbers, a minute apart, the last of which is now.
 * @param now exercise milliseconds
 */
export function readPoints(text: string, now: number): Read {
  const read = text.includes(':') ? readTimed(text) : readValues(text, now)
  if ('line' in read) return read
  return read.length < fewestPoints || read.length > mostPoints ? { line: text } : read
}

function readTimed(text: string): Read {
  const points: Points = []
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [time = '', value = '', ...rest] = wordsOf(line)
    const [at, number] = [duration.safeParse(time), numberIn(value)]
    if (!at.success || number === null || rest.length > 0) return { line }
    if (at.data < (points.at(-1)?.[0] ?? 0)) return { line }
    points.push([at.data, number])
  }
  return points
}

/** Closer than a minute where the exercise is younger than that; before it runs, from its start on. */
function readValues(text: string, now: number): Read {
  const words = wordsOf(text)
  const values = words.map(numberIn)
  const odd = values.indexOf(null)
  if (odd >= 0) return { line: words[odd] ?? '' }
  const gaps = values.length - 1
  const gap = now > 0 ? Math.min(minute, now / gaps) : minute
  const first = Math.max(0, now - gap * gaps)
  return values.map((value, at) => [Math.round(first + gap * at), value ?? 0])
}

/** What stands between spaces; a comma or semicolon behind it belongs to the list. */
function wordsOf(text: string): string[] {
  const words = text.split(/\s+/).map((each) => each.replace(/[,;]$/, ''))
  return words.filter((each) => each !== '')
}

/** With a point or a comma before its decimals, as people write it. */
function numberIn(word: string): number | null {
  return /^[-+]?\d*[.,]?\d+(e[-+]?\d+)?$/i.test(word) ? Number(word.replace(',', '.')) : null
}
