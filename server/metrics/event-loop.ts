import { performance } from 'node:perf_hooks'
import type { Registry } from 'prom-client'
import { Counter, Histogram } from 'prom-client'
import type { Time } from '../time.ts'

/** How often the delay is sampled, in milliseconds: each wakes a process that may be asleep. */
const every = 500
const delays = [0.001, 0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]

/**
 * How late the event loop is. Ours, for the one that comes with prom-client wakes the process a
 * hundred times a second, counts the 10 ms it sleeps as delay, and forgets at every scrape.
 */
export class EventLoop {
  readonly #time: Time
  readonly #delay: Histogram
  #cancel: () => void

  constructor(registry: Registry, time: Time) {
    this.#time = time
    this.#delay = new Histogram({
      name: 'gamelan_event_loop_delay_seconds',
      help: 'How late a timer rings, twice a second',
      buckets: delays,
      registers: [registry],
    })
    new Counter({
      name: 'gamelan_event_loop_busy_seconds_total',
      help: 'How long the event loop was at work; its rate is the share of one core',
      registers: [registry],
      collect() {
        this.reset()
        this.inc(performance.eventLoopUtilization().active / 1_000)
      },
    })
    this.#cancel = this.#listen()
  }

  dispose(): void {
    this.#cancel()
  }

  #listen(): () => void {
    const due = this.#time.elapsed() + every
    return this.#time.after(every, () => {
      this.#delay.observe(Math.max(0, this.#time.elapsed() - due) / 1_000)
      this.#cancel = this.#listen()
    })
  }
}
