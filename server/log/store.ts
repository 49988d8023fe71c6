import type { Log } from './log.ts'
import type { Registry } from './registry.ts'

/** Everything durable. Opened once by the process and closed by whoever opened it. */
export interface Store {
  readonly log: Log
  readonly registry: Registry
  /** Waits for writes under way, then lets go of files and threads. */
  close(): Promise<void>
}
