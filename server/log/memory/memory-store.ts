import type { Store } from '../store.ts'
import { MemoryLog } from './memory-log.ts'
import { MemoryRegistry } from './memory-registry.ts'

/** A store that lasts as long as the process: for tests, and for trying things out. */
export function openMemoryStore(): Store {
  const log = new MemoryLog()
  return { log, registry: new MemoryRegistry(log), close: () => Promise.resolve() }
}
