import type { CardId } from '../../shared/ids.ts'

const listeners = new Set<(card: CardId) => void>()

/** Asks whatever stands between a person and a card (a tab, a column) to make way, and shows it. */
export function showCard(card: CardId): void {
  for (const listener of listeners) listener(card)
  requestAnimationFrame(() => point(card))
}

/** Hears which card is about to be shown; returns how to stop. */
export function onShowCard(listener: (card: CardId) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function point(card: CardId): void {
  const shown = document.querySelector(`[data-card="${card}"]`)
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  shown?.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' })
  shown?.animate([{ outline: '3px solid var(--brass)' }, { outline: '3px solid transparent' }], {
    duration: 1_500,
  })
}
