import type { CardId } from '../../shared/ids.ts'
import type { Presence } from '../../shared/wire/presence.ts'

/** The pages that have each card in front of them; those that are away are at none. */
export function presentByCard(
  pages: readonly Presence[],
): ReadonlyMap<CardId, readonly Presence[]> {
  const sorted = new Map<CardId, readonly Presence[]>()
  for (const page of pages) {
    const { cardId, away } = page
    if (cardId && !away) sorted.set(cardId, [...(sorted.get(cardId) ?? []), page])
  }
  return sorted
}
