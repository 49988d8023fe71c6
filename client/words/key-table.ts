import { spoken } from './spoken.ts'

/** What the keys of the session's page do, and the button that finds anything. */
export const keyTableWords = spoken('key-table', {
  groups: {
    board: 'On the board',
    goTo: 'Go to',
    cues: 'Cues: everybody sees them',
    conduct: 'At the stand',
    takeBack: 'Take back',
  },
  does: {
    filter: 'Filter the cards',
    find: 'Find anything',
    notes: 'Write in the notes',
    channel: 'Say something in the channel',
    mark: 'Mark this moment, with a note to myself',
    improvise: 'Improvise a surprise',
    keys: 'Show the keys',
    undo: 'Undo what I did last',
    redo: 'Do it again',
    cue: (label: string, asks: string) => `${label}: ${asks}`,
  },
  find: {
    label: (keys: string) => `Find anything (${keys})`,
    missing: 'This could not be fetched just now. Reload the page once the network is back.',
  },
})
