import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { CardFilter, CardStatus } from './card-filter.ts'
import { wordByActionStatus, wordByHypothesisStatus } from './card-words.ts'

/** The states a card can be in, with their words; each belongs to one kind of card alone. */
export const wordByStatus: Readonly<Record<CardStatus, { readonly label: string }>> = {
  ...wordByHypothesisStatus,
  ...wordByActionStatus,
}

export const wordByOnly: Readonly<Record<NonNullable<CardFilter['only']>, string>> = {
  untested: 'Untested',
  nobody: 'Nobody on it',
}

/** What a filter shows, in words: "untested hypotheses, made or held by Ana, with “disk”". */
export function filterWords(
  { person, status, only, text }: CardFilter,
  people: readonly RosterEntry[],
): string {
  const who = people.find(({ participantId }) => participantId === person)
  const what = only === null ? 'cards' : whatIsOnly[only]
  return [
    what,
    status && `that are “${wordByStatus[status].label}”`,
    person && `${who ? shownName(who) : 'somebody'} holds, is on or made`,
    text.trim() && `with “${text.trim()}”`,
  ]
    .filter(Boolean)
    .join(', ')
}

const whatIsOnly = {
  untested: 'untested hypotheses',
  nobody: 'actions with nobody on them',
} as const
