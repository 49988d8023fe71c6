import * as Y from 'yjs'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { byOrder, readDoings } from '../../shared/board/board-doc.ts'
import type { Card, CardKind } from '../../shared/board/card.ts'
import { readCard } from '../../shared/board/card.ts'
import type { Doing } from '../../shared/board/doing.ts'
import type { Link } from '../../shared/board/link.ts'
import { readLink } from '../../shared/board/link.ts'
import { readParts } from '../../shared/board/part.ts'
import type { CardId, ParticipantId } from '../../shared/ids.ts'
import { readOnce } from '../state/read-once.ts'
import { tracked } from '../state/yjs.svelte.ts'
import { cardWords } from '../words/card.ts'

/*
 * The board's document as Svelte reads it. Each reader re-runs what called it when something it
 * read has changed, and only then. What stays as it was is the same object, so the rerun ends there.
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
  if (!(value instanceof Y.Map)) return null
  const map = tracked(value as Y.Map<unknown>)
  return readOnce(map, id, () => readCard(id, map))
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
  return readText(card.title).trim() || cardWords.untitled
}

const none: readonly Link[] = []

/**
 * The links that touch a card, as long as both of their cards are on the board. In an order of their
 * own: a map lists them as this page happened to hear of them, and everyone should see the same.
 */
export function readLinksOf(board: BoardDoc, id: CardId): readonly Link[] {
  const map = tracked(board.links)
  const links = readOnce(map, 'by card', () => linksByCard(map)).get(id) ?? none
  const isOnBoard = ({ from, to }: Link) =>
    readCardOnBoard(board, from) !== null && readCardOnBoard(board, to) !== null
  return links.every(isOnBoard) ? links : links.filter(isOnBoard)
}

type LinksByCard = ReadonlyMap<CardId, readonly Link[]>

const lastByMap = new WeakMap<Y.Map<unknown>, LinksByCard>()

/** Cards whose links are what they were keep them as they are. */
function linksByCard(map: Y.Map<unknown>): LinksByCard {
  const last = lastByMap.get(map)
  const linksById = new Map<CardId, readonly Link[]>()
  for (const [id, links] of groupByCard(map)) {
    const before = last?.get(id)
    linksById.set(id, before && isAlike(before, links) ? before : links)
  }
  lastByMap.set(map, linksById)
  return linksById
}

function groupByCard(map: Y.Map<unknown>): Map<CardId, Link[]> {
  const linksById = new Map<CardId, Link[]>()
  for (const [key, value] of [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const link = readLink(key, value)
    if (!link) continue
    for (const id of new Set([link.from, link.to])) {
      linksById.set(id, [...(linksById.get(id) ?? []), link])
    }
  }
  return linksById
}

function isAlike(some: readonly Link[], others: readonly Link[]): boolean {
  return some.length === others.length && some.every((link, at) => isSame(link, others[at]))
}

function isSame({ from, to, relation }: Link, other: Link | undefined): boolean {
  return from === other?.from && to === other.to && relation === other.relation
}

/** What each person plays today. */
export function readPartsOn(board: BoardDoc): Map<ParticipantId, string> {
  tracked(board.parts)
  return readParts(board)
}

export function readDoingLines(board: BoardDoc): readonly Doing[] {
  return readOnce(tracked(board.doing), 'lines', () => readDoings(board))
}

const noOne: ReadonlySet<ParticipantId> = new Set()

/** Who says that they are on a card. */
export function readThoseOn(board: BoardDoc, card: CardId): ReadonlySet<ParticipantId> {
  const map = tracked(board.doing)
  return readOnce(map, 'by card', () => peopleByCard(readDoingLines(board))).get(card) ?? noOne
}

function peopleByCard(doings: readonly Doing[]): ReadonlyMap<CardId, ReadonlySet<ParticipantId>> {
  const people = new Map<CardId, ReadonlySet<ParticipantId>>()
  for (const { cardId, participantId } of doings) {
    if (cardId) people.set(cardId, new Set([...(people.get(cardId) ?? noOne), participantId]))
  }
  return people
}
