import type { Log } from '../../server/log/log.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Store } from '../../server/log/store.ts'
import { logWith } from './log-with.ts'

/** A memory store where the test answers some of the log's calls itself. */
export function storeWith(own: (log: Log) => Partial<Log>): Store {
  const { log, ...rest } = openMemoryStore()
  return { ...rest, log: logWith(log, own(log)) }
}
