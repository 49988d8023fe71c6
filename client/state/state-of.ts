import { createSubscriber } from 'svelte/reactivity'
import type { SyncConnection, SyncState } from '../net/sync-connection.ts'

const subscribeBySync = new WeakMap<SyncConnection, () => void>()

/** How it stands with a connection. Read inside an effect or a derived, it re-runs that with each change. */
export function stateOf(sync: SyncConnection): SyncState {
  const subscribe = subscribeBySync.get(sync) ?? subscriberOf(sync)
  subscribe()
  return sync.state
}

function subscriberOf(sync: SyncConnection): () => void {
  const subscribe = createSubscriber((update) => sync.onChange(update))
  subscribeBySync.set(sync, subscribe)
  return subscribe
}
