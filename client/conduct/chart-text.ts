import { duration, showDuration } from '../../shared/scenario/duration.ts'
import type { Chart } from '../../shared/stage/inject.ts'

type Points = Chart['series'][number]['points']

/** The points of a line as text, each on a line of its own: `1:30 4.2`. */
export function writePoints(points: Points): string {
  return points.map(([at, value]) => `${showDuration(at)} ${value}`).join('\n')
}

/** The points that a text says, or the first line of it that cannot be read. */
export function readPoints(text: string): Points | { readonly line: string } {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const points: Points = []
  for (const line of lines) {
    const point = pointIn(line)
    if (!point || point[0] < (points.at(-1)?.[0] ?? 0)) return { line }
    points.push(point)
  }
  return points.length < 2 ? { line: text } : points
}

function pointIn(line: string): [number, number] | null {
  const [time = '', value = '', ...rest] = line.trim().split(/\s+/)
  const at = duration.safeParse(time)
  const number = Number(value)
  return at.success && value !== '' && Number.isFinite(number) && rest.length === 0
    ? [at.data, number]
    : null
}
