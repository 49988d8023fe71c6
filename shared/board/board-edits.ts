import * as Y from 'yjs'
import type { CardId, ParticipantId } from '../ids.ts'
import type { BoardDoc } from './board-doc.ts'
import { readCards } from './board-doc.ts'
import type {
  ActionStatus,
  CardKind,
  CardSource,
  Confidence,
  HypothesisStatus,
  Offer,
} from './card.ts'
import { longestDoing } from './doing.ts'
import type { Relation } from './link.ts'
import { linkKey } from './link.ts'
import { orderBetween } from './order.ts'
import { longestPart } from './part.ts'

/** What a new card starts with. `at` is a wall moment in milliseconds since the epoch. */
export interface NewCard {
  readonly id: CardId
  readonly kind: CardKind
  readonly title: string
  readonly by: ParticipantId
  readonly at: number
  readonly text?: string
  readonly source?: CardSource
  /** Starts off the board, for `setRemoved` to put it on: a step that undo can take back alone. */
  readonly removed?: boolean
}

/*
 * The verbs of the board. Each is one transaction; `origin` marks it as this page's own, so that
 * undo takes back only that.
 */

/** Puts a new card at the end of its column. */
export function addCard(board: BoardDoc, card: NewCard, origin?: unknown): void {
  const last = readCards(board).findLast((each) => each.kind === card.kind)
  const map = new Y.Map<unknown>()
  const common = {
    kind: card.kind,
    title: new Y.Text(card.title),
    text: new Y.Text(card.text ?? ''),
    order: orderBetween(last?.order ?? null, null),
    createdBy: card.by,
    createdAt: card.at,
    ...(card.source && { source: card.source }),
    ...(card.removed && { removed: true }),
  }
  for (const [key, value] of Object.entries({ ...common, ...startOf(card) })) map.set(key, value)
  edit(board, origin, () => board.cards.set(card.id, map))
}

function startOf(card: NewCard): Record<string, unknown> {
  switch (card.kind) {
    case 'hypothesis':
      return { status: 'proposed' }
    case 'action':
      return { status: 'open', assignee: null }
    case 'signal':
      return { observedAt: card.at, observedBy: card.by }
  }
}

export function setHypothesisStatus(
  board: BoardDoc,
  id: CardId,
  status: HypothesisStatus,
  origin?: unknown,
): void {
  setField(board, id, 'status', status, origin)
}

export function setConfidence(
  board: BoardDoc,
  id: CardId,
  confidence: Confidence | null,
  origin?: unknown,
): void {
  setField(board, id, 'confidence', confidence, origin)
}

export function setActionStatus(
  board: BoardDoc,
  id: CardId,
  status: ActionStatus,
  origin?: unknown,
): void {
  setField(board, id, 'status', status, origin)
}

/** Puts somebody on an action, or nobody. */
export function assign(
  board: BoardDoc,
  id: CardId,
  assignee: ParticipantId | null,
  origin?: unknown,
): void {
  edit(board, origin, () => {
    setField(board, id, 'assignee', assignee, origin)
    setField(board, id, 'offer', null, origin)
  })
}

/** Offers an action to somebody, or takes the offer back with null: who holds it does until then. */
export function setOffer(board: BoardDoc, id: CardId, offer: Offer | null, origin?: unknown): void {
  setField(board, id, 'offer', offer, origin)
}

export function setObservedAt(
  board: BoardDoc,
  id: CardId,
  observedAt: number,
  origin?: unknown,
): void {
  setField(board, id, 'observedAt', observedAt, origin)
}

/** Moves a card between two neighbours of its column (null at an end). One key, one edit. */
export function moveCard(
  board: BoardDoc,
  id: CardId,
  between: { before: string | null; after: string | null },
  origin?: unknown,
): void {
  setField(board, id, 'order', orderBetween(between.before, between.after), origin)
}

/** Takes a card off the board, or puts it back. What was typed in it stays. */
export function setRemoved(board: BoardDoc, id: CardId, removed: boolean, origin?: unknown): void {
  setField(board, id, 'removed', removed, origin)
}

/** Draws a link, changes what it says, or takes it away with null. */
export function setLink(
  board: BoardDoc,
  from: CardId,
  to: CardId,
  relation: Relation | null,
  origin?: unknown,
): void {
  const key = linkKey(from, to)
  edit(board, origin, () => {
    if (relation === null) board.links.delete(key)
    else board.links.set(key, relation)
  })
}

/**
 * Says what a person is doing, tied to a card where there is one, and whether they ask for help.
 * An empty text clears the line, unless they do.
 */
export function setDoing(
  board: BoardDoc,
  person: ParticipantId,
  doing: { text: string; cardId: CardId | null; at: number; help?: boolean },
  origin?: unknown,
): void {
  const text = doing.text.trim().slice(0, longestDoing)
  edit(board, origin, () => {
    if (text === '' && !doing.help) board.doing.delete(person)
    else {
      const { cardId, at: since, help } = doing
      board.doing.set(person, { text, cardId, since, ...(help && { help }) })
    }
  })
}

/** Says which part a person plays, or none. */
export function setPart(
  board: BoardDoc,
  person: ParticipantId,
  part: string | null,
  origin?: unknown,
): void {
  const name = part?.trim().slice(0, longestPart)
  edit(board, origin, () => {
    if (name) board.parts.set(person, name)
    else board.parts.delete(person)
  })
}

function setField(
  board: BoardDoc,
  id: CardId,
  field: string,
  value: unknown,
  origin: unknown,
): void {
  const map = board.cards.get(id)
  if (!(map instanceof Y.Map) || (map.get(field) ?? null) === value) return
  edit(board, origin, () => map.set(field, value))
}

function edit(board: BoardDoc, origin: unknown, change: () => void): void {
  const doc = board.cards.doc
  if (doc) doc.transact(change, origin)
  else change()
}
