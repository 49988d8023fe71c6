import type { ActionStatus, HypothesisStatus } from '../../shared/board/card.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { isIn } from '../ui/match.ts'

export type CardStatus = HypothesisStatus | ActionStatus

/** Which cards of the board are shown: all that fit everything that is asked for. */
export interface CardFilter {
  /** Who holds it, is on it or made it. */
  readonly person: ParticipantId | null
  readonly status: CardStatus | null
  /** Hypotheses that nobody has tried yet, or actions that nobody is on. */
  readonly only: 'untested' | 'nobody' | null
  /** Words that begin words of its title or text. */
  readonly text: string
}

export const everyCard: CardFilter = { person: null, status: null, only: null, text: '' }

/** What a filter asks of a card. */
export interface CardFacts {
  readonly people: readonly ParticipantId[]
  readonly status: CardStatus | null
  readonly untested: boolean
  readonly nobody: boolean
  readonly words: string
}

export function isEveryCard({ person, status, only, text }: CardFilter): boolean {
  return person === null && status === null && only === null && text.trim() === ''
}

export function passes(filter: CardFilter, card: CardFacts): boolean {
  return (
    (filter.person === null || card.people.includes(filter.person)) &&
    (filter.status === null || card.status === filter.status) &&
    (filter.only === null || card[filter.only]) &&
    isIn(card.words, filter.text)
  )
}
