import type { CardKind, CardSource } from '../../shared/board/card.ts'
import type { CardId } from '../../shared/ids.ts'
import type { BoardEdit } from '../board/board-view.ts'
import { showCard } from '../board/show-card.ts'
import { toasts } from '../ui/toasts.svelte.ts'
import { kindWords } from '../words/card-kinds.ts'
import { channelWords } from '../words/channel.ts'
import { cardOf } from './plain-text.ts'

/** Makes a card of what somebody wrote, and says so with a way to it. */
export function putOnBoard(edit: BoardEdit, kind: CardKind, said: string, source?: CardSource) {
  const card = addCard(edit, kind, said, source)
  const action = { label: channelWords.onBoard.show, run: () => showCard(card) }
  toasts.show(kindWords[kind].isOnBoard, { action })
}

/** The same without a word, for many at once. */
export function addCard(
  edit: BoardEdit,
  kind: CardKind,
  said: string,
  source?: CardSource,
): CardId {
  const { title, text } = cardOf(said)
  const more = { ...(text !== undefined && { text }), ...(source && { source }) }
  return edit.add(kind, title, more)
}
