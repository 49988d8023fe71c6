const listeners = new Set<() => void>()

/** Asks the page to show the fermatas so far, or to put them away again. */
export function showFermatas(): void {
  for (const listener of listeners) listener()
}

/** Hears that the fermatas are asked for; returns how to stop. */
export function onShowFermatas(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
