import { spoken } from './spoken.ts'

/** The surprise deck: the cards that everybody sees, and the stand's way to draw them. */
export const deckWords = spoken('deck', {
  table: {
    name: 'Surprise deck',
    /** `{name}` drew it. */
    by: 'Drawn by {name}',
    earlier: (cards: number) => `Earlier cards: ${cards.toLocaleString()}`,
    draw: 'Draw a card',
    waits: (name: string, seconds: number) =>
      `${name} drew a card. It is turned over in ${seconds} s`,
    waitsForClock: (name: string) =>
      `${name} drew a card. It is turned over when the clock goes on`,
    you: 'you',
    somebody: 'Somebody',
  },
  /** What is said aloud when a card comes. */
  news: {
    drawn: (name: string) => `${name} drew a card`,
    played: (title: string) => `A card: ${title}`,
  },
  stand: {
    open: 'Deck',
    card: 'Which card',
    byChance: 'By chance',
    draw: 'Draw it',
    waiting: 'A card that waits for you',
    byPlayers: 'Players may draw, too',
    byPlayersHint: 'You see a card of theirs first, and have twenty seconds to say no.',
    waits: (name: string, seconds: number) => `${name} drew a card. It plays in ${seconds} s:`,
    waitsForClock: (name: string) => `${name} drew a card. It waits for the clock to go on:`,
    play: 'Let it play',
    veto: 'Not this one',
    close: 'Close',
  },
})
