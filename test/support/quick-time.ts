import type { Time } from '../../server/time.ts'
import { systemTime } from '../../server/time.ts'

interface Alarm {
  readonly due: number
  readonly callback: () => void
}

/** Alarms that are due sooner than that ring by themselves; the others wait for `pass`. */
const short = 1_000

/**
 * Time that goes on by itself for what takes moments, and that a test moves for what takes minutes.
 * It knows how many alarms are pending.
 */
export class QuickTime implements Time {
  readonly #alarms = new Map<Alarm, () => void>()
  #passed = 0

  get pending(): number {
    return this.#alarms.size
  }

  now(): number {
    return systemTime.now() + this.#passed
  }

  elapsed(): number {
    return systemTime.elapsed() + this.#passed
  }

  soon(callback: () => void): () => void {
    return systemTime.soon(callback)
  }

  after(milliseconds: number, callback: () => void): () => void {
    const alarm: Alarm = { due: this.now() + milliseconds, callback }
    const ring = () => this.#ring(alarm)
    this.#alarms.set(
      alarm,
      milliseconds < short ? systemTime.after(milliseconds, ring) : () => undefined,
    )
    return () => this.#cancel(alarm)
  }

  /** Lets so much time pass at once, ringing what is due by then, first what is due first. */
  pass(milliseconds: number): void {
    this.#passed += milliseconds
    const due = [...this.#alarms.keys()].filter((alarm) => alarm.due <= this.now())
    for (const alarm of due.sort((a, b) => a.due - b.due)) this.#ring(alarm)
  }

  #ring(alarm: Alarm): void {
    if (!this.#alarms.has(alarm)) return
    this.#cancel(alarm)
    alarm.callback()
  }

  #cancel(alarm: Alarm): void {
    this.#alarms.get(alarm)?.()
    this.#alarms.delete(alarm)
  }
}
