import type { DocRow, Log } from '../log/log.ts'
import type { Time } from '../time.ts'
import { Pace } from './pace.ts'

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

/** The shortest time from one commit to the next, in milliseconds, unless there is much to write. */
const gathering = 5
const manyBytes = 256 * 1024

/** What waits for the next commit. */
interface Gathered {
  readonly rowsBySource: Map<Source, DocRow[]>
  /** When the first of them came, as `Time.elapsed` says it. */
  readonly since: number
  bytes: number
}

/**
 * Group commit: the rows of all documents in one transaction, one transaction at a time. The first
 * row in a while is written at once; what comes while it is, or soon after, is the next commit.
 */
export class Journal {
  readonly #options: JournalOptions
  readonly #pace: Pace
  #gathered: Gathered | null = null
  #flushing: Promise<void> | null = null

  constructor(options: JournalOptions) {
    this.#options = options
    const { time } = options
    this.#pace = new Pace({ time, interval: () => gathering, beat: () => void this.#flush() })
  }

  append(source: Source, rows: readonly DocRow[]): void {
    if (rows.length === 0) return
    const gathered = (this.#gathered ??= this.#gather())
    const own = gathered.rowsBySource.get(source)
    if (own) own.push(...rows)
    else gathered.rowsBySource.set(source, [...rows])
    for (const { update } of rows) gathered.bytes += update.byteLength
    this.#schedule()
  }

  /** Waits until everything given so far is on disk, or has failed. */
  async settled(): Promise<void> {
    while (this.#gathered ?? this.#flushing) await this.#flush()
  }

  #gather(): Gathered {
    return { rowsBySource: new Map(), since: this.#options.time.elapsed(), bytes: 0 }
  }

  #schedule(): void {
    if (!this.#gathered || this.#flushing) return
    // Never in the middle of a turn: rows that are given together are one commit.
    if (this.#gathered.bytes >= manyBytes) this.#pace.hurry()
    else this.#pace.ask()
  }

  #flush(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null
      this.#schedule()
    })
    return this.#flushing
  }

  async #write(): Promise<void> {
    const gathered = this.#gathered
    if (!gathered) return
    this.#gathered = null
    const rows = [...gathered.rowsBySource.values()].flat()
    try {
      await this.#options.log.append(rows)
    } catch (error) {
      this.#fail(gathered.rowsBySource.keys(), error)
      this.#report(gathered, rows.length, true)
      return
    }
    this.#report(gathered, rows.length, false)
    for (const [source, own] of gathered.rowsBySource) this.#tell(source, own)
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
      this.#gathered?.rowsBySource.delete(source)
      source.failed(error)
    }
  }

  #report({ bytes, since }: Gathered, rows: number, failed: boolean): void {
    const seconds = (this.#options.time.elapsed() - since) / 1_000
    this.#options.onFlush?.({ rows, bytes, seconds, failed })
  }
}
