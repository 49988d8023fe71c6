import type { CardId } from '../../shared/ids.ts'
import type { Presence } from '../../shared/wire/presence.ts'

export type PresentByCard = ReadonlyMap<CardId, readonly Presence[]>

/** While nobody is at any card. */
export const atNoCard: PresentByCard = new Map()

/** Who has which card in front of them. Where nothing changed at a card, its list is the one before. */
export function presentByCard(present: readonly Presence[], before: PresentByCard): PresentByCard {
  const grouped = new Map<CardId, Presence[]>()
  for (const each of present) {
    if (each.cardId && !each.away) {
      grouped.set(each.cardId, [...(grouped.get(each.cardId) ?? []), each])
    }
  }
  return new Map(Array.from(grouped, ([card, there]) => [card, same(there, before.get(card))]))
}

function same(now: readonly Presence[], before: readonly Presence[] = []): readonly Presence[] {
  const isSame = now.length === before.length && now.every((each, at) => each === before[at])
  return isSame ? before : now
}
