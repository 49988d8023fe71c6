/** A Yjs update with no structs and no deletions: it stands for one that is lost. */
export function lostUpdate(): Uint8Array {
  return Uint8Array.of(0, 0)
}

/** Whether an update stands for a lost one: what changes nothing never becomes a row of its own. */
export function isLost(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
