import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { FlushReport } from './rooms/journal.ts'

/** What `/metrics` shows. Gauges are read when asked, from whoever knows. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #rows = this.#counter('gamelan_rows_total', 'Rows written to the log')
  readonly #failures = this.#counter('gamelan_flush_failures_total', 'Commits that failed')
  readonly #refusals = new Counter({
    name: 'gamelan_refusals_total',
    help: 'Sync connections closed by the server, by reason',
    labelNames: ['reason'],
    registers: [this.#registry],
  })
  readonly #flushSeconds = new Histogram({
    name: 'gamelan_flush_seconds',
    help: 'From the first row of a commit to the disk',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers: [this.#registry],
  })

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
  }

  watch(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read())
      },
    })
  }

  readonly onFlush = ({ rows, seconds, failed }: FlushReport): void => {
    this.#flushSeconds.observe(seconds)
    if (failed) this.#failures.inc()
    else this.#rows.inc(rows)
  }

  onRefusal(reason: string): void {
    this.#refusals.inc({ reason })
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.#registry] })
  }
}
