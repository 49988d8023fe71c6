import { spoken } from './spoken.ts'

/** What the palette and the sheet of keys say; what a key does stands in `key-table.ts`. */
export const paletteWords = spoken('palette', {
  title: 'Find anything',
  ask: 'A card, a person, a surprise, a command…',
  found: 'What was found',
  nothing: 'Nothing here begins with that. Try fewer letters.',
  more: (count: number) => `and ${count.toLocaleString()} more: type on`,
  /** What kind of thing each is, in a word. */
  about: {
    hypothesis: 'Hypothesis',
    action: 'Action',
    signal: 'Signal',
    you: 'You',
    person: 'Person',
    command: 'Command',
    cue: 'Cue',
    page: 'Page',
    filter: 'Filter',
  },
  commands: {
    doing: 'Say what I am doing',
    lexicon: 'Look up a word in the lexicon',
    replay: 'Replay from the top',
    bellOn: 'Switch the sound of the bell on',
    bellOff: 'Switch the sound of the bell off',
    /** The look of the page; `more` are other words by which people look for it. */
    light: {
      light: { label: 'Light of the room: day', more: 'theme light' },
      dark: { label: 'Light of the room: night', more: 'theme dark' },
      system: { label: 'Light of the room: as the system has it', more: 'theme system' },
    },
  },
  youOnNoCard: 'You are on no card right now',
  onNoCard: (name: string) => `${name} is on no card right now`,
  keys: {
    title: 'Keys',
    every: 'Every key',
    rest: 'While you write, letters are letters. {escape} closes this.',
    lexicon: 'What the words mean',
  },
})
