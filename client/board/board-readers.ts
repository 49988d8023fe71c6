import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { byOrder, readDoings } from '../../shared/board/board-doc.ts'
import type { Card, CardKind } from '../../shared/board/card.ts'
import { readCard } from '../../shared/board/card.ts'
import type { Doing } from '../../shared/board/doing.ts'
import type { Link } from '../../shared/board/link.ts'
import { linkKey, readLink } from '../../shared/board/link.ts'
import { readParts } from '../../shared/board/part.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { tracked } from '../state/yjs.svelte.ts'

/*
 * The board's document as Svelte reads it. Each reader re-runs what called it when something it
 * read has changed, and only then; nothing is kept.
 */

/** The cards of a column in their order. */
export function readColumn(board: BoardDoc, kind: CardKind): Card[] {
  return readOnBoard(board)
    .filter((card) => card.kind === kind)
    .sort(byOrder)
}

function readOnBoard(board: BoardDoc): Card[] {
  const cards: Card[] = []
  for (const [id, value] of tracked(board.cards).entries()) {
    const card = readCardIn(id, value)
    if (card && !card.removed) cards.push(card)
  }
  return cards
}

/** What stands under a card's id: the same object until the document or its card is replaced. */
export function cardValue(board: BoardDoc, id: string): unknown {
  return tracked(board.cards).get(id)
}

/** The card in a value of `cardValue`, following that one card's changes alone. */
export function readCardIn(id: string, value: unknown): Card | null {
  return readCard(id, value instanceof Y.Map ? tracked(value as Y.Map<unknown>) : value)
}

/** The card on the board, or null where there is none or it was taken off. */
export function readCardOnBoard(board: BoardDoc, id: string): Card | null {
  const card = readCardIn(id, cardValue(board, id))
  return card?.removed ? null : card
}

export function readText(text: Y.Text): string {
  tracked(text)
  // The type's own `toString` is its letters.
  return text.toJSON()
}

/** A card's title for people: never empty. */
export function readTitle(card: Card): string {
  return readText(card.title).trim() || 'Untitled'
}

/**
 * The links that touch a card, as long as both of their cards are on the board. In an order of their
 * own: a map lists them as this page happened to hear of them, and everyone should see the same.
 */
export function readLinksOf(board: BoardDoc, id: CardId): Link[] {
  const links: Link[] = []
  for (const [key, value] of tracked(board.links).entries()) {
    const link = readLink(key, value)
    if (!link || (link.from !== id && link.to !== id)) continue
    if (readCardOnBoard(board, link.from) && readCardOnBoard(board, link.to)) links.push(link)
  }
  return links.sort((a, b) => (linkKey(a.from, a.to) < linkKey(b.from, b.to) ? -1 : 1))
}

/** What each person plays today. */
export function readPartsOn(board: BoardDoc): Map<ParticipantId, string> {
  tracked(board.parts)
  return readParts(board)
}

export function readDoingLines(board: BoardDoc): Doing[] {
  tracked(board.doing)
  return readDoings(board)
}
