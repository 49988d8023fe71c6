import type { CardId } from '../../shared/ids.ts'
import { pointAt } from '../ui/point-at.ts'

const listeners = new Set<(card: CardId) => void>()

/** Asks whatever stands between a person and a card (a tab, a column) to make way, and shows it. */
export function showCard(card: CardId): void {
  for (const listener of listeners) listener(card)
  requestAnimationFrame(() => pointAt(document.querySelector(`[data-card="${card}"]`)))
}

/** Hears which card is about to be shown; returns how to stop. */
export function onShowCard(listener: (card: CardId) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
