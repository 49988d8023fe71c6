interface Placed {
  readonly id: string
  readonly order: string
}

/**
 * Where a dropped card belongs, as the order keys of its new neighbours (null at an end). It stays
 * close to the one it was dropped behind, so that cards out of sight keep their places.
 * @param all the cards of the column in their order
 * @param shown the ids of those in sight, as they stand after the drop
 */
export function placeAmong(
  all: readonly Placed[],
  shown: readonly string[],
  dropped: string,
): { before: string | null; after: string | null } {
  const others = all.filter(({ id }) => id !== dropped)
  const at = shown.indexOf(dropped)
  const above = others.findIndex(({ id }) => id === shown[at - 1])
  const below = others.findIndex(({ id }) => id === shown[at + 1])
  const gap = above >= 0 ? above + 1 : Math.max(0, below)
  return { before: others[gap - 1]?.order ?? null, after: others[gap]?.order ?? null }
}
