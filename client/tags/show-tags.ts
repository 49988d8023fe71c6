const listeners = new Set<() => void>()

/** Asks the page to show the merged timeline, or to put it away again. */
export function showTags(): void {
  for (const listener of listeners) listener()
}

/** Hears that the merged timeline is asked for; returns how to stop. */
export function onShowTags(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
