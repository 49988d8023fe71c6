import * as z from 'zod/mini'
import type { CardId } from '../ids.ts'
import { cardId } from '../ids.ts'

/** What a link says: a signal supports or contradicts a hypothesis; an action tests one, or acts on it. */
export const relation = z.enum(['supports', 'contradicts', 'tests', 'acts on'])
export type Relation = z.infer<typeof relation>

/** Evidence: from a signal or an action to a hypothesis. There is one link between two cards. */
export interface Link {
  readonly from: CardId
  readonly to: CardId
  readonly relation: Relation
}

/** Made once: a page reads links by the hundred. */
const link = z.object({ from: cardId, to: cardId, relation })

/** The key of a link in the board's document; two people who draw the same link draw one. */
export function linkKey(from: CardId, to: CardId): string {
  return `${from}>${to}`
}

/** The ids in a link's key, as they were written: `from` and `to` where it is a key of ours. */
export function linkEnds(key: string): readonly string[] {
  return key.split('>')
}

/** The link under a key, or null where key or value is none. */
export function readLink(key: string, value: unknown): Link | null {
  const [from, to, ...rest] = linkEnds(key)
  const parsed = link.safeParse({ from, to, relation: value })
  return parsed.success && rest.length === 0 ? parsed.data : null
}
