import type { CardKind } from '../board/card.ts'
import type { PlanField } from '../board/experiment-plan.ts'
import type { Relation } from '../board/link.ts'
import type { CardId, ParticipantId } from '../ids.ts'

/** What a change was about: data, so that each place finds its own words. */
export type ChangeDetail =
  | { readonly what: 'card added'; readonly kind: CardKind }
  | { readonly what: 'card removed' | 'card restored' | 'card moved' }
  | { readonly what: 'title edited' | 'text edited' }
  | {
      readonly what: 'status' | 'confidence'
      readonly from: string | null
      readonly to: string | null
    }
  | {
      readonly what: 'assigned'
      readonly from: ParticipantId | null
      readonly to: ParticipantId | null
    }
  /** Offered to somebody who is to say it back; null where the offer was taken back or settled. */
  | { readonly what: 'offered'; readonly to: ParticipantId | null }
  | { readonly what: 'observed'; readonly to: number | null }
  | {
      readonly what: 'linked' | 'unlinked'
      readonly relation: Relation | null
      readonly other: CardId
      readonly otherTitle: string
    }
  /** `of` is whose line it is; an empty text clears it. */
  | {
      readonly what: 'doing'
      readonly of: ParticipantId
      readonly text: string
      readonly help: boolean
    }
  /** `of` is who plays it; null for no part (any more). */
  | { readonly what: 'part'; readonly of: ParticipantId; readonly part: string | null }
  | { readonly what: 'notes edited' }
  | { readonly what: 'plan edited'; readonly field: PlanField }

/** One thing that somebody did to the board. */
export type Change = ChangeDetail & {
  /** The row that brought it. */
  readonly seq: number
  /** Wall moments of its first and last row, in milliseconds since the epoch. */
  readonly at: number
  readonly until: number
  /** Null for the server itself. */
  readonly author: ParticipantId | null
  /** The card it was about, and that card's title just after it. */
  readonly cardId: CardId | null
  readonly title: string
}

const pause = 8_000

/**
 * Takes together what was one gesture for the person: letters typed into one text, a card moved
 * step by step, as long as nothing else of theirs came between and they did not pause for long.
 * In the order of their ends.
 */
export function foldChanges(changes: readonly Change[]): Change[] {
  const folded: Change[] = []
  for (const change of changes) {
    const index = folded.findLastIndex((each) => each.author === change.author)
    const before = folded[index]
    const goesOn = before !== undefined && isOneGesture(before, change)
    if (goesOn) folded.splice(index, 1)
    folded.push(goesOn ? goneOn(before, change) : change)
  }
  return folded
}

function isOneGesture(before: Change, after: Change): boolean {
  if (before.cardId !== after.cardId || after.at - before.until > pause) return false
  if ('field' in before && 'field' in after && before.field !== after.field) return false
  const isNamed = before.what === 'card added' && after.what === 'title edited'
  return isNamed || (before.what === after.what && isGradual(after))
}

/** A card that is given its title right away was added with it. */
function goneOn(before: Change, after: Change): Change {
  if (before.what === 'card added') return { ...before, title: after.title, until: after.until }
  return { ...after, seq: before.seq, at: before.at }
}

function isGradual({ what }: Change): boolean {
  return what.endsWith('edited') || what === 'card moved' || what === 'doing' || what === 'observed'
}
