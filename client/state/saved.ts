import type { SyncState } from '../net/sync-connection.ts'
import { connectionWords } from '../words/connection.ts'

const say = connectionWords.saved

/**
 * How it stands with the work of this page, over all of its documents. `reason` is the server's
 * sentence for why it let go of one of them, or null.
 */
export type Saved =
  | { readonly at: 'joining'; readonly reason: string | null }
  | { readonly at: 'saved' }
  | { readonly at: 'saving' }
  | { readonly at: 'offline'; readonly unsaved: number; readonly reason: string | null }
  | { readonly at: 'refused'; readonly unsaved: number; readonly reason: string }

/** "Saved" only where every document is in step and everything sent is on the server's disk. */
export function savedOf(states: readonly SyncState[]): Saved {
  const unsaved = states.reduce((sum, state) => sum + state.unsaved, 0)
  const refused = states.find((state) => state.at === 'refused')
  if (refused) return { at: 'refused', unsaved, reason: refused.reason }
  const reason = states.map(reasonOf).find((each) => each !== null) ?? null
  if (states.some((state) => state.at === 'offline')) return { at: 'offline', unsaved, reason }
  if (states.some((state) => state.at === 'connecting')) return { at: 'joining', reason }
  return unsaved > 0 ? { at: 'saving' } : { at: 'saved' }
}

function reasonOf(state: SyncState): string | null {
  return 'reason' in state ? state.reason : null
}

/** The words beside the cloud. */
export function describeSaved(saved: Saved): string {
  switch (saved.at) {
    case 'joining':
    case 'saved':
    case 'saving':
      return say[saved.at]
    case 'offline':
      return describeOffline(saved.unsaved, saved.reason)
    case 'refused':
      return saved.unsaved === 0 ? saved.reason : `${saved.reason} ${say.notSaved(saved.unsaved)}`
  }
}

/** Where the server said why it let go, the network is there. */
function describeOffline(unsaved: number, reason: string | null): string {
  if (reason === null) return unsaved === 0 ? say.offline : say.offlineKept(unsaved)
  return unsaved === 0 ? say.trying : say.tryingKept(unsaved)
}
