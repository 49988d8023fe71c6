import type { Log } from '../../server/log/log.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { Store } from '../../server/log/store.ts'

/** A memory store where the test answers some of the log's calls itself. */
export function storeWith(own: (log: Log) => Partial<Log>): Store {
  const { log, ...rest } = openMemoryStore()
  const whole: Log = {
    append: log.append.bind(log),
    read: log.read.bind(log),
    load: log.load.bind(log),
    renewKeyframe: log.renewKeyframe.bind(log),
    documents: log.documents.bind(log),
  }
  return { ...rest, log: { ...whole, ...own(log) } }
}
