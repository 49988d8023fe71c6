import type * as Y from 'yjs'
import type { DocName } from '../documents.ts'
import { inboxOwner, parseDocName } from '../documents.ts'
import type { ParticipantId } from '../ids.ts'
import type { History } from '../wire/api.ts'
import { Chronicle } from './chronicle.ts'
import type { HistoryRow } from './history-row.ts'
import { historyRow } from './history-row.ts'
import { Reel } from './reel.ts'
import { Score } from './score.ts'

/** A session's documents as they were at one moment. */
export interface Frames {
  readonly board: Y.Doc
  /** The last row of the board by then. */
  readonly boardSeq: number
  readonly stage: Y.Doc
  /** Those that whoever looks may read. */
  readonly inboxes: readonly { readonly owner: ParticipantId; readonly doc: Y.Doc }[]
}

/** All that a replay knows of a session: a reel for each document, the marks, who did what. */
export class Recording {
  readonly score = new Score()
  readonly chronicle = new Chronicle()
  readonly #board = new Reel()
  readonly #stage = new Reel()
  readonly #reelsByName = new Map<DocName, Reel>([
    ['board', this.#board],
    ['stage', this.#stage],
  ])

  /** The wall moments of all rows in their order. */
  get moments(): number[] {
    const moments = [...this.#reelsByName.values()].flatMap(({ rows }) => rows.map(({ at }) => at))
    return moments.sort((a, b) => a - b)
  }

  /** The last row known of each document: what to ask for more behind. */
  get known(): Partial<Record<DocName, number>> {
    return Object.fromEntries(
      Array.from(this.#reelsByName, ([name, reel]) => [name, reel.length] as const),
    )
  }

  get boardRows(): readonly HistoryRow[] {
    return this.#board.rows
  }

  /** Takes in rows. The script is no part of what was played, so it has no reel. */
  append(documents: History['documents']): void {
    for (const [text, { rows }] of Object.entries(documents)) {
      const name = parseDocName(text)
      if (name !== null && name !== 'script') this.#appendTo(name, rows.map(historyRow))
    }
  }

  /** For looking only, and only until the next call (see `Reel`). */
  framesAt(moment: number): Frames {
    const boardSeq = this.#board.seqAt(moment)
    const inboxes = [...this.#reelsByName].flatMap(([name, reel]) => {
      const owner = inboxOwner(name)
      return owner ? [{ owner, doc: reel.frameAt(reel.seqAt(moment)) }] : []
    })
    const stage = this.#stage.frameAt(this.#stage.seqAt(moment))
    return { board: this.#board.frameAt(boardSeq), boardSeq, stage, inboxes }
  }

  #appendTo(name: DocName, rows: readonly HistoryRow[]): void {
    const reel = this.#reelsByName.get(name) ?? new Reel()
    this.#reelsByName.set(name, reel)
    const known = reel.length
    reel.append(rows)
    this.score.append(name, reel.rows.slice(known))
  }
}
