import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Time } from '../time.ts'
import type { Present } from './crowd.ts'
import { Crowd } from './crowd.ts'
import { EventLoop } from './event-loop.ts'
import { Refusals } from './refusals.ts'
import { Saving } from './saving.ts'

/** Once in an hour, in milliseconds: see `EventLoop`. */
const hardlyEver = 60 * 60 * 1_000

/** What `/metrics` shows. Only this folder knows Prometheus. */
export class Metrics {
  readonly #registry = new Registry()
  readonly saving = new Saving(this.#registry)
  readonly refusals = new Refusals(this.#registry)
  readonly #crowd = new Crowd(this.#registry)
  readonly #eventLoop: EventLoop

  constructor(time: Time) {
    this.#eventLoop = new EventLoop(this.#registry, time)
    collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: hardlyEver })
    for (const { name } of this.#registry.getMetricsAsArray()) {
      if (name.startsWith('nodejs_eventloop_')) this.#registry.removeSingleMetric(name)
    }
  }

  /** All of it, in the text format of Prometheus. */
  text(present: Present): Promise<string> {
    this.#crowd.look(present)
    return this.#registry.metrics()
  }

  dispose(): void {
    this.#eventLoop.dispose()
  }
}
