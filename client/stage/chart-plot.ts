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

/** Draws numbers over time into an element as wide as it is. The caller destroys the plot. */
export function drawChart(place: HTMLElement, chart: Chart, look: PlotLook): uPlot {
  const options: uPlot.Options = {
    width: place.clientWidth,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    scales: { x: { time: false } },
    axes: [
      axis(look, { values: (_, splits) => splits.map((at) => showDuration(at)), size: 28 }),
      axis(look, { size: widthOfValues(chart) }),
    ],
    series: [{}, ...chart.series.map(({ name }, index) => line(look, name, index))],
  }
  return new uPlot(options, dataOf(chart), place)
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

function widthOfValues(chart: Chart): number {
  const values = chart.series.flatMap(({ points }) => points.map(([, value]) => value))
  const longest = Math.max(...values.map((value) => Math.round(value).toLocaleString().length))
  return 18 + 7 * longest
}
