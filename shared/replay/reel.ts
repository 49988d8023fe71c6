import * as Y from 'yjs'
import { applyRows } from './frame.ts'
import type { HistoryRow } from './history-row.ts'
import { seqAt } from './history-row.ts'

const usualSpacing = 500

/**
 * One document's history, ready to show any frame of it at once. Going forward moves the document
 * on in place, so that its observers see just what changed; going back gives another document,
 * built from the nearest keyframe. Keyframes are kept as they are passed.
 */
export class Reel {
  readonly #rows: HistoryRow[] = []
  readonly #spacing: number
  /** The whole state as one update, at every multiple of the spacing that was passed so far. */
  readonly #keyframes: Uint8Array[] = []
  #doc = new Y.Doc()
  #seq = 0

  /** @param spacing rows between two keyframes */
  constructor(rows: readonly HistoryRow[] = [], spacing = usualSpacing) {
    this.#spacing = spacing
    this.append(rows)
  }

  get rows(): readonly HistoryRow[] {
    return this.#rows
  }

  /** How many rows there are: the `seq` of the last. */
  get length(): number {
    return this.#rows.length
  }

  /** Adds rows that came since. Those already known are passed over. */
  append(rows: readonly HistoryRow[]): void {
    for (const row of rows) if (row.seq === this.length + 1) this.#rows.push(row)
  }

  seqAt(moment: number): number {
    return seqAt(this.#rows, moment)
  }

  /**
   * The document after its first `seq` rows: for looking only, and only until the next call, which
   * moves the same document on or answers another.
   */
  frameAt(seq: number): Y.Doc {
    const target = Math.min(Math.max(0, seq), this.length)
    if (target < this.#seq) this.#startOver()
    this.#jumpTowards(target)
    while (this.#seq < target) this.#stepTowards(target)
    return this.#doc
  }

  #startOver(): void {
    this.#doc = new Y.Doc()
    this.#seq = 0
  }

  #jumpTowards(target: number): void {
    const count = Math.min(Math.floor(target / this.#spacing), this.#keyframes.length)
    const keyframe = this.#keyframes[count - 1]
    if (!keyframe || count * this.#spacing <= this.#seq) return
    Y.applyUpdate(this.#doc, keyframe)
    this.#seq = count * this.#spacing
  }

  #stepTowards(target: number): void {
    const boundary = (Math.floor(this.#seq / this.#spacing) + 1) * this.#spacing
    const next = Math.min(target, boundary)
    applyRows(this.#doc, this.#rows.slice(this.#seq, next))
    this.#seq = next
    if (next === boundary && this.#keyframes.length * this.#spacing < boundary)
      this.#keyframes.push(Y.encodeStateAsUpdate(this.#doc))
  }
}
