import type { Chart, InjectContent } from '../../shared/stage/inject.ts'
import type { Wording } from '../../shared/stage/wording.ts'
import { improviseWords } from '../words/improvise.ts'
import { readPoints, writePoints } from './chart-text.ts'

const say = improviseWords.missing

type Kind = InjectContent['kind']
type Severity = (InjectContent & { kind: 'alert' })['severity']
type Field = 'title' | 'src' | 'alt' | 'log' | 'chart'
export type MissingOfInject = Readonly<Record<Field, string | null>>
const nothing: MissingOfInject = { title: null, src: null, alt: null, log: null, chart: null }

/** A line of a chart while somebody writes it. */
interface SeriesDraft {
  name: string
  points: string
}

/** What a surprise says while somebody writes it: on the spot, or over one that waits. */
export class InjectDraft {
  kind = $state<Kind>('message')
  severity = $state<Severity>('warning')
  title = $state('')
  from = $state('')
  body = $state('')
  log = $state('')
  /** The picture as a data URL. */
  src = $state.raw<string | null>(null)
  alt = $state('')
  unit = $state('')
  moving = $state(false)
  series = $state<SeriesDraft[]>([])
  expect = $state('')
  notes = $state('')
  missing = $state.raw(nothing)

  constructor(wording?: Wording) {
    if (wording) this.write(wording)
  }

  /** Puts these words in the place of what stands here. */
  write({ content, expect = '', notes = '' }: Wording): void {
    const { kind, title, from = '', body = '' } = content
    Object.assign(this, { kind, title, from, body, expect, notes })
    if (content.kind === 'alert') this.severity = content.severity
    if (content.kind === 'log') this.log = content.text
    if (content.kind === 'image') Object.assign(this, content.image)
    if (content.kind === 'chart') this.#writeChart(content.chart)
  }

  clear(): void {
    this.title = this.body = this.log = this.alt = ''
    this.src = null
    this.missing = nothing
  }

  /** The words, or null where something is missing, which is then said beside its field. */
  read(): Wording | null {
    this.missing = this.#whatIsMissing()
    if (Object.values(this.missing).some((words) => words !== null)) return null
    const [expect, notes] = [this.expect.trim(), this.notes.trim()]
    return { content: this.#content(), ...(expect && { expect }), ...(notes && { notes }) }
  }

  #whatIsMissing(): MissingOfInject {
    const { kind } = this
    return {
      title: this.title.trim() === '' ? say.title : null,
      src: kind === 'image' && this.src === null ? say.picture : null,
      alt: kind === 'image' && this.alt.trim() === '' ? say.description : null,
      log: kind === 'log' && this.log.trim() === '' ? say.log : null,
      chart: kind === 'chart' ? this.#chartProblem() : null,
    }
  }

  #content(): InjectContent {
    const { kind, severity } = this
    const common = {
      title: this.title.trim(),
      ...(this.from.trim() && { from: this.from.trim() }),
      ...(this.body.trim() && { body: this.body.trim() }),
    }
    if (kind === 'alert') return { kind, ...common, severity }
    if (kind === 'log') return { kind, ...common, text: this.log }
    if (kind === 'chart') return { kind, ...common, chart: this.#chart() }
    if (kind === 'image') {
      return { kind, ...common, image: { src: this.src ?? '', alt: this.alt.trim() } }
    }
    return { kind, ...common }
  }

  #writeChart({ unit, series, moving }: Chart): void {
    this.unit = unit
    this.moving = moving ?? false
    this.series = series.map(({ name, points }) => ({ name, points: writePoints(points) }))
  }

  #chart(): Chart {
    const series = this.series.map(({ name, points }) => {
      const read = readPoints(points)
      return { name: name.trim(), points: 'line' in read ? [] : read }
    })
    return { unit: this.unit.trim(), series, ...(this.moving && { moving: true }) }
  }

  #chartProblem(): string | null {
    for (const { name, points } of this.series) {
      const read = readPoints(points)
      if ('line' in read) return say.points(name, read.line.slice(0, 40))
    }
    return null
  }
}
