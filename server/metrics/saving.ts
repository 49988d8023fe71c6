import type { Registry } from 'prom-client'
import { Counter, Histogram } from 'prom-client'
import type { Stored } from '../log/log.ts'
import type { FlushReport } from '../rooms/journal.ts'
import type { Told } from '../rooms/promptness.ts'

/** In seconds; closest where the goals are: an edit is acknowledged in 12 ms, nearly always in 25. */
const moments = [
  0.001, 0.002, 0.004, 0.006, 0.008, 0.01, 0.012, 0.016, 0.02, 0.025, 0.035, 0.05, 0.1, 0.25, 0.5,
  1, 2.5, 5, 10,
]
const counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000]
const kilobyte = 1024
const sizes = [0.125, 0.25, 0.5, 1, 4, 16, 64, 256, 1024, 16 * 1024].map((n) => n * kilobyte)
/** A keyframe is made beside the event loop: only whether it takes seconds or minutes matters. */
const whiles = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120]

/** How edits come to the disk, and from there to people. */
export class Saving {
  readonly #rows: Counter
  readonly #failures: Counter
  readonly #flush: Readonly<Record<'seconds' | 'rows' | 'bytes', Histogram>>
  readonly #acknowledgement: Histogram
  readonly #broadcast: Histogram
  readonly #keyframe: Histogram
  readonly #keyframeFailures: Counter
  readonly #damagedRows: Counter
  readonly #damagedKeyframes: Counter

  constructor(registry: Registry) {
    const registers = [registry]
    const counter = (name: string, help: string) => new Counter({ name, help, registers })
    const histogram = (name: string, buckets: number[], help: string) =>
      new Histogram({ name, help, buckets, registers })
    this.#rows = counter('gamelan_rows_total', 'Rows written to the log')
    this.#failures = counter('gamelan_flush_failures_total', 'Commits that failed')
    this.#flush = {
      seconds: histogram(
        'gamelan_flush_seconds',
        moments,
        'From the first row of a commit to the disk',
      ),
      rows: histogram('gamelan_flush_rows', counts, 'Rows of a commit, of all documents'),
      bytes: histogram('gamelan_flush_bytes', sizes, 'Bytes of the updates of a commit'),
    }
    this.#acknowledgement = histogram(
      'gamelan_acknowledgement_seconds',
      moments,
      'From an update to its acknowledgement, for the oldest of each commit of a document',
    )
    this.#broadcast = histogram(
      'gamelan_broadcast_seconds',
      moments,
      'From an update until everybody was sent it, for the oldest of each commit of a document',
    )
    this.#keyframe = histogram('gamelan_keyframe_seconds', whiles, 'Making a keyframe')
    this.#keyframeFailures = counter(
      'gamelan_keyframe_failures_total',
      'Keyframes that could not be made',
    )
    this.#damagedRows = counter('gamelan_damaged_rows_total', 'Damaged rows met while loading')
    this.#damagedKeyframes = counter(
      'gamelan_damaged_keyframes_total',
      'Damaged keyframes met while loading',
    )
  }

  onFlush({ rows, bytes, seconds, failed }: FlushReport): void {
    if (failed) return this.#failures.inc()
    this.#rows.inc(rows)
    this.#flush.seconds.observe(seconds)
    this.#flush.rows.observe(rows)
    this.#flush.bytes.observe(bytes)
  }

  onTold({ seconds, acknowledgedSeconds }: Told): void {
    this.#broadcast.observe(seconds)
    if (acknowledgedSeconds !== null) this.#acknowledgement.observe(acknowledgedSeconds)
  }

  onKeyframe(seconds: number): void {
    this.#keyframe.observe(seconds)
  }

  onKeyframeFailed(): void {
    this.#keyframeFailures.inc()
  }

  onDamaged({ damaged, keyframeDamaged }: Stored): void {
    this.#damagedRows.inc(damaged.length)
    if (keyframeDamaged) this.#damagedKeyframes.inc()
  }
}
