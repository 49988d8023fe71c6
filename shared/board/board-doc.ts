import type * as Y from 'yjs'
import type { Card } from './card.ts'
import { readCard } from './card.ts'
import type { Doing } from './doing.ts'
import { readDoing } from './doing.ts'
import type { ExperimentPlan } from './experiment-plan.ts'
import type { Link } from './link.ts'
import { readLink } from './link.ts'

/**
 * The one map of the board's Y.Doc. `cards` holds a Y.Map per card id, `links` a relation per
 * `from>to`, `doing` a line and `parts` a part per participant id, `notes` one shared text, `plan` one per field.
 */
export interface BoardDoc {
  readonly cards: Y.Map<unknown>
  readonly links: Y.Map<unknown>
  readonly doing: Y.Map<unknown>
  readonly parts: Y.Map<unknown>
  readonly notes: Y.Text
  readonly plan: ExperimentPlan
}

export function boardDoc(doc: Y.Doc): BoardDoc {
  return {
    cards: doc.getMap('cards'),
    links: doc.getMap('links'),
    doing: doc.getMap('doing'),
    parts: doc.getMap('parts'),
    notes: doc.getText('notes'),
    plan: {
      steadyState: doc.getText('gameday.steadyState'),
      hypothesis: doc.getText('gameday.hypothesis'),
      blastRadius: doc.getText('gameday.blastRadius'),
      abortRule: doc.getText('gameday.abortRule'),
    },
  }
}

/** The cards on the board in their order (ties by id), without those taken off it. */
export function readCards(board: BoardDoc): Card[] {
  const cards: Card[] = []
  for (const [id, value] of board.cards.entries()) {
    const card = readCard(id, value)
    if (card && !card.removed) cards.push(card)
  }
  return cards.sort(byOrder)
}

export function byOrder(a: Card, b: Card): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** The links whose two cards are on the board. */
export function readLinks(board: BoardDoc): Link[] {
  const links: Link[] = []
  for (const [key, value] of board.links.entries()) {
    const link = readLink(key, value)
    if (link && isOnBoard(board, link.from) && isOnBoard(board, link.to)) links.push(link)
  }
  return links
}

function isOnBoard(board: BoardDoc, id: string): boolean {
  const card = readCard(id, board.cards.get(id))
  return card !== null && !card.removed
}

export function readDoings(board: BoardDoc): Doing[] {
  const doings: Doing[] = []
  for (const [key, value] of board.doing.entries()) {
    const doing = readDoing(key, value)
    if (doing) doings.push(doing)
  }
  return doings
}
