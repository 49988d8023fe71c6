import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** What a filter asks for, each in words: null or empty where it does not ask for that. */
interface Asked {
  readonly only: 'untested' | 'nobody' | null
  readonly status: string | null
  readonly who: string | null
  readonly text: string
}

/** What is said of the filter of the board, there and in the palette. */
export const filterWords = spoken('filter', {
  button: {
    filter: 'Filter',
    hint: (key: string) => `Show only some of the cards (${key})`,
    hidden: (cards: number) => `${cards.toLocaleString()} hidden`,
  },
  bar: {
    label: 'Filter',
    all: 'Every card is shown',
    only: (asked: Asked) => `Only ${listed(asked)}.`,
    hidden: (cards: number, all: number) =>
      `${counted(cards, 'card', 'cards')} of ${all.toLocaleString()} hidden.`,
    change: 'Change',
    showAll: (key: string) => `Show every card (${key})`,
    text: 'Words on the card',
    who: 'Who holds it, is on it or made it',
    anyone: 'Anyone',
    status: 'Status',
    anyStatus: 'Any status',
  },
  only: {
    untested: 'Untested',
    nobody: 'Nobody on it',
  },
  /** Somebody whose name is not known. */
  somebody: 'somebody',
  command: {
    showAll: 'Show every card',
    showMine: 'Show only my cards',
    showOnly: (asked: Asked) => `Show only ${listed(asked)}`,
  },
})

/** "untested hypotheses, Ana holds, is on or made, with “disk”" */
function listed({ only, status, who, text }: Asked): string {
  const parts = [only === null ? 'cards' : whatIsOnly[only]]
  if (status !== null) parts.push(`that are “${status}”`)
  if (who !== null) parts.push(`${who} holds, is on or made`)
  if (text !== '') parts.push(`with “${text}”`)
  return parts.join(', ')
}

const whatIsOnly = {
  untested: 'untested hypotheses',
  nobody: 'actions with nobody on them',
} as const
