import type { InjectContent } from '../../shared/stage/inject.ts'
import type { Wording } from '../../shared/stage/wording.ts'
import type { OptionDraft } from '../branch/written-options.ts'
import { writtenOptions } from '../branch/written-options.ts'
import { branchWords } from '../words/branch.ts'
import { improviseWords } from '../words/improvise.ts'
import { ChartDraft } from './chart-draft.svelte.ts'

const say = improviseWords.missing

type Kind = InjectContent['kind']
type Severity = (InjectContent & { kind: 'alert' })['severity']
type Field = 'title' | 'src' | 'alt' | 'log' | 'chart' | 'options'
export type MissingOfInject = Readonly<Record<Field, string | null>>
const nothing: MissingOfInject = {
  title: null,
  src: null,
  alt: null,
  log: null,
  chart: null,
  options: null,
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
  readonly chart = new ChartDraft()
  /** What it lets them choose from; empty where there is nothing to choose. */
  options = $state.raw<readonly OptionDraft[]>([])
  expect = $state('')
  notes = $state('')
  missing = $state.raw(nothing)
  /** Keys that others may wait for: one is never given to another option. */
  #keys: readonly string[] = []

  constructor(wording?: Wording) {
    if (wording) this.write(wording)
  }

  /** Puts these words in the place of what stands here. */
  write({ content, expect = '', notes = '' }: Wording): void {
    const { kind, title, from = '', body = '' } = content
    const { options = [] } = content
    Object.assign(this, { kind, title, from, body, options, expect, notes })
    this.#keys = [...this.#keys, ...options.map(({ key }) => key)]
    if (content.kind === 'alert') this.severity = content.severity
    if (content.kind === 'log') this.log = content.text
    if (content.kind === 'image') Object.assign(this, content.image)
    if (content.kind === 'chart') this.chart.write(content.chart)
  }

  /** Ready for the next: a title alone is a message. */
  clear(): void {
    this.kind = 'message'
    this.title = this.body = this.log = this.alt = ''
    this.src = null
    this.chart.clear()
    this.options = this.#keys = []
    this.missing = nothing
  }

  /**
   * The words, or null where something is missing, which is then said beside its field.
   * @param now exercise milliseconds
   */
  read(now: number): Wording | null {
    this.missing = this.#whatIsMissing(now)
    const content = this.#content(now)
    if (!content || Object.values(this.missing).some((words) => words !== null)) return null
    const [expect, notes] = [this.expect.trim(), this.notes.trim()]
    return { content, ...(expect && { expect }), ...(notes && { notes }) }
  }

  #whatIsMissing(now: number): MissingOfInject {
    const { kind } = this
    return {
      title: this.title.trim() === '' ? say.title : null,
      src: kind === 'image' && this.src === null ? say.picture : null,
      alt: kind === 'image' && this.alt.trim() === '' ? say.description : null,
      log: kind === 'log' && this.log.trim() === '' ? say.log : null,
      chart: kind === 'chart' ? this.chart.problem(now) : null,
      options: writtenOptions(this.options) ? null : branchWords.fields.missing,
    }
  }

  #content(now: number): InjectContent | null {
    const { kind, severity } = this
    const options = writtenOptions(this.options, this.#keys) ?? []
    const common = {
      title: this.title.trim(),
      ...(this.from.trim() && { from: this.from.trim() }),
      ...(this.body.trim() && { body: this.body.trim() }),
      ...(options.length > 0 && { options }),
    }
    if (kind === 'alert') return { kind, ...common, severity }
    if (kind === 'log') return { kind, ...common, text: this.log }
    if (kind === 'chart') {
      const chart = this.chart.read(common.title, now)
      return chart && { kind, ...common, chart }
    }
    if (kind === 'image') {
      return { kind, ...common, image: { src: this.src ?? '', alt: this.alt.trim() } }
    }
    return { kind, ...common }
  }
}
