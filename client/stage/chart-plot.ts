import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { showDuration } from '../../shared/scenario/duration.ts'
import type { Chart } from '../../shared/stage/inject.ts'

/** Where the plot's colours are read from, so that they follow the theme. */
export interface PlotLook {
  /** The colour of axes and their words. */
  readonly ink: () => string
  readonly grid: () => string
  readonly line: (series: number) => string
}

/** Lines differ by their dashes too, for whoever does not tell the colours apart. */
export const dashes: readonly (readonly number[])[] = [[], [6, 4], [2, 3], [10, 3, 2, 3]]

const height = 150

const second = 1_000
/** Steps between times on the axis that people count in. */
const roundTimes = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600].map(
  (seconds) => seconds * second,
)

/**
 * Draws the axes of a chart, wide enough for all of it, into an element as wide as it is, and no
 * lines yet. The caller destroys the plot.
 */
export function drawChart(place: HTMLElement, chart: Chart, look: PlotLook): uPlot {
  const options: uPlot.Options = {
    width: place.clientWidth,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    scales: { x: { time: false, range: timesOf(chart) }, y: { range: valuesOf(chart) } },
    axes: [
      axis(look, {
        values: (_, splits) => splits.map((at) => showDuration(at)),
        incrs: [...roundTimes],
        size: 28,
      }),
      axis(look, { size: widthOfValues(chart) }),
    ],
    series: [{}, ...chart.series.map(({ name }, index) => line(look, name, index))],
  }
  return new uPlot(options, [[]], place)
}

/** Draws the lines: all of the chart, or as much of it as there is by now. */
export function showLines(plot: uPlot, chart: Chart): void {
  plot.setData(dataOf(chart))
}

export function fitChart(plot: uPlot, place: HTMLElement): void {
  if (place.clientWidth > 0) plot.setSize({ width: place.clientWidth, height })
}

function axis(look: PlotLook, more: uPlot.Axis): uPlot.Axis {
  const lines = { stroke: look.grid, width: 1 }
  const font = '11px ui-sans-serif, system-ui, sans-serif'
  return { stroke: look.ink, grid: lines, ticks: { ...lines, size: 4 }, font, gap: 4, ...more }
}

function line(look: PlotLook, label: string, index: number): uPlot.Series {
  const dash = [...(dashes[index % dashes.length] ?? [])]
  return { label, stroke: () => look.line(index), width: 2, dash, spanGaps: true }
}

/** The series over one time axis; a series without a value at a time has none there. */
function dataOf(chart: Chart): uPlot.AlignedData {
  const tables = chart.series.map(({ points }): uPlot.AlignedData => [
    points.map(([at]) => at),
    points.map(([, value]) => value),
  ])
  return uPlot.join(tables)
}

type Range = [least: number, most: number]

/** The axes stand still from the start: a line that grows moves nothing else. */
function timesOf(chart: Chart): Range {
  const times = chart.series.flatMap(({ points }) => points.map(([at]) => at))
  const least = Math.min(...times)
  return [least, Math.max(least + 1, ...times)]
}

function valuesOf(chart: Chart): Range {
  const values = chart.series.flatMap(({ points }) => points.map(([, value]) => value))
  const room = uPlot.rangeNum(Math.min(...values), Math.max(...values), 0.1, true)
  return [room[0] ?? 0, room[1] ?? 1]
}

function widthOfValues(chart: Chart): number {
  const values = chart.series.flatMap(({ points }) => points.map(([, value]) => value))
  const longest = Math.max(...values.map((value) => Math.round(value).toLocaleString().length))
  return 18 + 7 * longest
}
