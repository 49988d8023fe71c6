import { spoken } from './spoken.ts'

/** The parts that a session's page and its replay have in common, by name. */
export const sessionPartsWords = spoken('session-parts', {
  home: 'Gamelan, start page',
  tabs: 'Parts of the session',
  side: 'Surprises and channel',
  board: 'Board',
  feed: 'Surprises',
  channel: 'Channel',
  doing: 'Doing',
  notes: 'Notes',
  stand: 'Stand',
  changes: 'Changes',
})
