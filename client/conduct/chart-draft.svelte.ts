import type { Chart } from '../../shared/stage/inject.ts'
import { improviseWords } from '../words/improvise.ts'
import { readPoints, writePoints } from './chart-text.ts'

/** As many as the protocol takes. */
export const mostSeries = 8

interface SeriesDraft {
  name: string
  /** Its points as text. */
  points: string
}
const blank: SeriesDraft = { name: '', points: '' }

/** A chart while somebody writes it: its numbers are text until they are read. */
export class ChartDraft {
  unit = $state('')
  moving = $state(false)
  series = $state<SeriesDraft[]>([{ ...blank }])

  write({ unit, series, moving }: Chart): void {
    this.unit = unit
    this.moving = moving ?? false
    this.series = series.map(({ name, points }) => ({ name, points: writePoints(points) }))
  }

  clear(): void {
    this.unit = ''
    this.moving = false
    this.series = [{ ...blank }]
  }

  addLine(): void {
    this.series.push({ ...blank })
  }

  removeLine(at: number): void {
    this.series.splice(at, 1)
  }

  /** What cannot be read and what to do, or null. @param now exercise milliseconds */
  problem(now: number): string | null {
    const say = improviseWords.missing
    for (const [at, { points }] of this.series.entries()) {
      if (points.trim() === '') return say.noPoints(this.#nameOf(at))
      const read = readPoints(points, now)
      if ('line' in read) return say.points(this.#nameOf(at), firstOf(read.line))
    }
    return null
  }

  /**
   * The chart, or null where something cannot be read.
   * @param title what a line that is alone and has no name is called
   * @param now exercise milliseconds
   */
  read(title: string, now: number): Chart | null {
    if (this.problem(now) !== null) return null
    const series = this.series.map(({ points }, at) => {
      const read = readPoints(points, now)
      const name = this.series.length === 1 ? this.#nameOf(at, title) : this.#nameOf(at)
      return { name, points: 'line' in read ? [] : read }
    })
    return { unit: this.unit.trim(), series, ...(this.moving && { moving: true }) }
  }

  #nameOf(at: number, otherwise = improviseWords.chart.series(at + 1)): string {
    return this.series[at]?.name.trim() || otherwise.slice(0, 80)
  }
}

/** As much of what cannot be read as finds room in a sentence. */
function firstOf(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return line.slice(0, 40)
}
