import type { Chart } from '../../shared/stage/inject.ts'

type Point = Chart['series'][number]['points'][number]

/**
 * A chart as it stands at an exercise time: the points measured by then, and at that very moment
 * the value on the straight line to the next one.
 */
export function chartAt(chart: Chart, time: number): Chart {
  const series = chart.series.map(({ name, points }) => ({ name, points: pointsAt(points, time) }))
  return { ...chart, series }
}

function pointsAt(points: readonly Point[], time: number): Point[] {
  const gone = points.filter(([at]) => at <= time)
  const [last, next] = [gone.at(-1), points[gone.length]]
  if (last && next && last[0] < time) gone.push(between(last, next, time))
  return gone
}

/** The point at a time on the straight line from one point to a later one. */
function between(from: Point, to: Point, time: number): Point {
  const part = (time - from[0]) / (to[0] - from[0])
  return [time, from[1] + part * (to[1] - from[1])]
}

/** The last value of a series as people read it, or null before its first. */
export function latestOf(series: Chart['series'][number]): string | null {
  const last = series.points.at(-1)
  return last ? last[1].toLocaleString(undefined, { maximumFractionDigits: 2 }) : null
}
