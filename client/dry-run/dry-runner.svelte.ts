import { Refusal } from '../../shared/errors.ts'
import { DryRun } from '../../shared/replay/dry-run.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { RecordedRows } from '../../shared/replay/recorded-rows.ts'
import { readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import type { History } from '../../shared/wire/api.ts'
import { dryRunWords } from '../words/dry-run.ts'
import { inSlices } from './in-slices.ts'

/** A file of a recorded session is no larger than this, in bytes. */
const largestFile = 64 * 1024 * 1024
/** Rows that are read, or played, before the time is looked at. */
const atOnce = 20

/** Where a dry run stands, as its panel shows it. */
export type DryRunState =
  | { readonly at: 'rest' }
  | { readonly at: 'running'; readonly progress: number }
  | { readonly at: 'failed'; readonly why: string }
  | {
      readonly at: 'done'
      readonly run: DryRun
      /** Whether it was the present session, whose moments the page may know. */
      readonly isPresent: boolean
    }

/** Plays recordings beside the run of show as it is written now, one at a time. */
export class DryRunner {
  readonly #recorded: () => Promise<History>
  readonly #now: () => number
  #turn = 0
  state = $state.raw<DryRunState>({ at: 'rest' })

  /**
   * @param recorded fetches the present session so far, its script included
   * @param now the wall moment up to which the present session is played
   */
  constructor(recorded: () => Promise<History>, now: () => number) {
    this.#recorded = recorded
    this.#now = now
  }

  /** Tries it on the present session so far. */
  present(): Promise<void> {
    return this.#try(true, ({ documents }) => new RecordedRows(documents))
  }

  /** Tries it on a session from a bundle file. */
  file(file: File): Promise<void> {
    return this.#try(false, async () => {
      if (file.size > largestFile) throw new Refusal('bad-request', dryRunWords.tooLarge)
      return RecordedRows.ofFile(await file.text())
    })
  }

  dispose(): void {
    this.#turn += 1
  }

  async #try(isPresent: boolean, open: (history: History) => Opened): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const isWanted = () => turn === this.#turn
    this.state = { at: 'running', progress: 0 }
    try {
      const history = await this.#recorded()
      const rows = await open(history)
      if (!(await inSlices(() => rows.advance(atOnce), isWanted))) return
      const { rowsByDoc, end } = rows
      const until = isPresent ? Math.max(end, this.#now()) : end
      const run = new DryRun({ rowsByDoc, plan: planIn(history), until })
      if (await inSlices(() => this.#step(run), isWanted))
        this.state = { at: 'done', run, isPresent }
    } catch (error) {
      const why = error instanceof Refusal ? error.message : dryRunWords.failed
      if (isWanted()) this.state = { at: 'failed', why }
    }
  }

  #step(run: DryRun): boolean {
    const isDone = run.advance(atOnce)
    const { progress } = run
    const shown = this.state.at === 'running' ? this.state.progress : 1
    if (progress - shown >= 0.1) this.state = { at: 'running', progress }
    return isDone
  }
}

type Opened = RecordedRows | Promise<RecordedRows>

/** The run of show as a session's history has it last. */
function planIn({ documents }: History) {
  const script = new RecordedRows({ script: { rows: documents['script']?.rows ?? [] } })
  while (!script.advance(Infinity));
  const rows = script.rowsByDoc.get('script') ?? []
  return readPlan(scriptDoc(frameAt(rows, rows.length)))
}
