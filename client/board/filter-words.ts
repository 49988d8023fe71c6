import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import { filterWords } from '../words/filter.ts'
import type { CardFilter, CardStatus } from './card-filter.ts'
import { wordByActionStatus, wordByHypothesisStatus } from './card-words.ts'

/** The states a card can be in, with their words; each belongs to one kind of card alone. */
export const wordByStatus: Readonly<Record<CardStatus, { readonly label: string }>> = {
  ...wordByHypothesisStatus,
  ...wordByActionStatus,
}

/** What a filter asks for, each in words, as the sentences about it take it. */
export function askedWords(
  { person, status, only, text }: CardFilter,
  people: readonly RosterEntry[],
): Parameters<typeof filterWords.bar.only>[0] {
  const found = people.find(({ participantId }) => participantId === person)
  const name = found ? shownName(found) : filterWords.somebody
  return {
    only,
    status: status && wordByStatus[status].label,
    who: person && name,
    text: text.trim(),
  }
}
