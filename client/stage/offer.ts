import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Drawing } from '../ui/icon.ts'

/** One way to go on with what is being typed. */
export interface Offer {
  /** Tells it apart from the others of its list. */
  readonly id: string
  readonly label: string
  /** What it does, in a line. */
  readonly hint?: string
  readonly person?: RosterEntry
  readonly icon?: Drawing
  /** What stands in the text once it is chosen. */
  readonly text: string
}

/** The offers for a stretch of the text, which the chosen one replaces. */
export interface Offers {
  /** What is offered, read aloud: "People", "Commands". */
  readonly label: string
  readonly from: number
  readonly to: number
  readonly all: readonly Offer[]
}

/** The text with the offer in it, and where the caret stands then. */
export function taken({ from, to }: Offers, offer: Offer, text: string) {
  return {
    text: text.slice(0, from) + offer.text + text.slice(to),
    caret: from + offer.text.length,
  }
}
