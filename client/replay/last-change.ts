import type { Attachment } from 'svelte/attachments'
import type { CardId } from '../../shared/ids.ts'
import type { Change } from '../../shared/replay/change.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'

/** Softly marks the card of a change in its author's hue, among the cards of the board below. */
export function marksCardOf(
  change: Change | undefined,
  people: readonly RosterEntry[],
): Attachment<HTMLElement> {
  return (board) => {
    const card = cardOf(board, change?.cardId ?? null)
    const author = people.find((each) => each.participantId === change?.author)
    if (!card || !author) return
    card.dataset.changed = ''
    card.style.setProperty('--changed-hue', String(author.hue))
    return () => delete card.dataset.changed
  }
}

/** The letters of an id need no escaping in a selector. */
function cardOf(board: HTMLElement, id: CardId | null): HTMLElement | null {
  return id === null ? null : board.querySelector(`[data-card="${id}"]`)
}
