const listeners = new Set<() => void>()

/** Asks the page to show what was written together so far, or to put it away again. */
export function showTogether(): void {
  for (const listener of listeners) listener()
}

/** Hears that it is asked for; returns how to stop. */
export function onShowTogether(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
