import type { SyncState } from '../net/sync-connection.ts'

/** How it stands with the work of this page, over all of its documents. */
export type Saved =
  | { readonly at: 'joining' }
  | { readonly at: 'saved' }
  | { readonly at: 'saving' }
  | { readonly at: 'offline'; readonly unsaved: number }
  | { readonly at: 'refused'; readonly unsaved: number; readonly reason: string }

/** "Saved" only where every document is in step and everything sent is on the server's disk. */
export function savedOf(states: readonly SyncState[]): Saved {
  const unsaved = states.reduce((sum, state) => sum + state.unsaved, 0)
  const refused = states.find((state) => state.at === 'refused')
  if (refused) return { at: 'refused', unsaved, reason: refused.reason }
  if (states.some((state) => state.at === 'offline')) return { at: 'offline', unsaved }
  if (states.some((state) => state.at === 'connecting')) return { at: 'joining' }
  return unsaved > 0 ? { at: 'saving' } : { at: 'saved' }
}

/** The sentence the page shows. */
export function describeSaved(saved: Saved): string {
  switch (saved.at) {
    case 'joining':
      return 'Connecting…'
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'offline':
      return saved.unsaved === 0 ? 'Offline' : `Offline, ${changes(saved.unsaved)} kept`
    case 'refused':
      return saved.unsaved === 0
        ? saved.reason
        : `${saved.reason} ${changes(saved.unsaved)} not saved.`
  }
}

function changes(n: number): string {
  return n === 1 ? '1 change' : `${n} changes`
}
