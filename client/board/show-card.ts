import type { CardId } from '../../shared/ids.ts'
import { pointAt } from '../ui/point-at.ts'

const listeners = new Set<(card: CardId) => void>()

/** Asks whatever stands between a person and a card (a tab, a column) to make way, and shows it. */
export function showCard(card: CardId): void {
  for (const listener of listeners) listener(card)
  requestAnimationFrame(() => pointAt(document.querySelector(`[data-card="${card}"]`)))
}

/** Shows a card, and puts the caret into its title where it may be changed. */
export function goToCard(card: CardId): void {
  showCard(card)
  // What stood in its way is gone by then, and an outline has become the card.
  requestAnimationFrame(() => {
    const fields = `[data-card="${card}"] :is(input, textarea, [contenteditable="true"])`
    document.querySelector<HTMLElement>(fields)?.focus({ preventScroll: true })
  })
}

/** Hears which card is about to be shown; returns how to stop. */
export function onShowCard(listener: (card: CardId) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
