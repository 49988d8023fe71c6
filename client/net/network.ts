/**
 * The page's own signs that the network went or came back: `online`, `offline`, and being looked
 * at again. Outside a browser there are none and nothing is ever called.
 */
export function watchNetwork(on: { back: () => void; gone: () => void }): () => void {
  if (typeof window === 'undefined') return () => undefined
  const shown = () => {
    if (document.visibilityState === 'visible') on.back()
  }
  window.addEventListener('online', on.back)
  window.addEventListener('offline', on.gone)
  document.addEventListener('visibilitychange', shown)
  return () => {
    window.removeEventListener('online', on.back)
    window.removeEventListener('offline', on.gone)
    document.removeEventListener('visibilitychange', shown)
  }
}

/** Whether the browser itself says that there is no network. */
export function isUnplugged(): boolean {
  return typeof window !== 'undefined' && !navigator.onLine
}
