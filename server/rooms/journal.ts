import type { DocRow, Log } from '../log/log.ts'
import type { Time } from '../time.ts'

/** Where rows come from, and who is told what became of them. */
export interface Source {
  /** All these rows are on disk. */
  committed(rows: readonly DocRow[]): void
  /** Nothing of what was given since the last commit is or will be in the log. */
  failed(error: unknown): void
}

/** How a flush went, for whoever measures. `seconds` runs from the first row's arrival to the disk. */
export interface FlushReport {
  readonly rows: number
  readonly bytes: number
  readonly seconds: number
  readonly failed: boolean
}

export interface JournalOptions {
  readonly log: Log
  readonly time: Time
  readonly onFlush?: (report: FlushReport) => void
}

/** How long rows gather before they are written, in milliseconds, unless there are many. */
const gathering = 2
const manyBytes = 256 * 1024

/**
 * Group commit: gathers the rows of all documents for some milliseconds and appends them in one
 * transaction, one at a time. What comes while a transaction is under way is the next one.
 */
export class Journal {
  readonly #options: JournalOptions
  #rowsBySource = new Map<Source, DocRow[]>()
  #bytes = 0
  #since = 0
  #cancelTimer: (() => void) | null = null
  #flushing: Promise<void> | null = null

  constructor(options: JournalOptions) {
    this.#options = options
  }

  append(source: Source, row: DocRow): void {
    if (this.#rowsBySource.size === 0) this.#since = this.#options.time.now()
    const rows = this.#rowsBySource.get(source)
    if (rows) rows.push(row)
    else this.#rowsBySource.set(source, [row])
    this.#bytes += row.update.byteLength
    this.#schedule()
  }

  /** Waits until everything given so far is on disk, or has failed. */
  async settled(): Promise<void> {
    while (this.#rowsBySource.size > 0 || this.#flushing) await this.#flush()
  }

  #schedule(): void {
    if (this.#flushing) return
    // Never in the middle of a turn: rows that are given together are one commit.
    if (this.#bytes >= manyBytes) this.#flushAfter(0)
    else if (!this.#cancelTimer) this.#flushAfter(gathering)
  }

  #flushAfter(milliseconds: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = this.#options.time.after(milliseconds, () => void this.#flush())
  }

  #flush(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null
      if (this.#rowsBySource.size > 0) void this.#flush()
    })
    return this.#flushing
  }

  async #write(): Promise<void> {
    const rowsBySource = this.#rowsBySource
    const report = { rows: 0, bytes: this.#bytes, since: this.#since }
    this.#rowsBySource = new Map()
    this.#bytes = 0
    const rows = [...rowsBySource.values()].flat()
    try {
      await this.#options.log.append(rows)
    } catch (error) {
      this.#fail(rowsBySource.keys(), error)
      this.#report({ ...report, rows: rows.length }, true)
      return
    }
    for (const [source, own] of rowsBySource) this.#tell(source, own)
    this.#report({ ...report, rows: rows.length }, false)
  }

  /** A document that cannot take its own rows is lost alone: the others' rows are on disk, too. */
  #tell(source: Source, rows: readonly DocRow[]): void {
    try {
      source.committed(rows)
    } catch (error) {
      this.#fail([source], error)
    }
  }

  /** Rows that gathered behind failed ones of the same document stand on them: they go too. */
  #fail(sources: Iterable<Source>, error: unknown): void {
    for (const source of sources) {
      this.#rowsBySource.delete(source)
      source.failed(error)
    }
  }

  #report(flush: { rows: number; bytes: number; since: number }, failed: boolean): void {
    const seconds = (this.#options.time.now() - flush.since) / 1_000
    this.#options.onFlush?.({ rows: flush.rows, bytes: flush.bytes, seconds, failed })
  }
}
