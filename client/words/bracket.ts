import { usualBracketPrompt } from '../../shared/stage/bracket.ts'
import { spoken } from './spoken.ts'

/** The time bracket: what it asks, how long it lasts, and the texts side by side. */
export const bracketWords = spoken('bracket', {
  name: 'Time bracket',
  means:
    'A few minutes in which everyone writes without seeing the others, while the clock goes on. At its end all texts are shown at once.',
  usual: usualBracketPrompt,
  panel: {
    left: (time: string) => `${time} left`,
    stands: (time: string) => `${time} left; the clock stands`,
    written: (count: number, of: number) =>
      `${count.toLocaleString()} of ${of.toLocaleString()} have written`,
    forOthers: 'The participants write, each for themselves. All texts are shown at the end.',
    over: 'The time is over; this field takes no more letters.',
  },
  write: {
    placeholder: 'Write as it comes',
    private: 'Kept as you write. Nobody else in the group sees it before all texts are shown.',
    saving: 'Keeping it…',
    saved: 'Kept. You can change it until all texts are shown.',
    takenBack: 'Taken back: nothing of yours will be shown.',
    save: 'Keep it',
    unsent: 'Typed and not kept in time; only you see it:',
  },
  texts: {
    at: (time: string) => `Time bracket at ${time}`,
    nobody: 'Nobody wrote anything.',
    order: 'In the order in which people joined.',
    somebody: 'Somebody',
    /** A label for the buttons that make a card of a text. */
    tools: (name: string) => `What ${name} wrote`,
  },
  /** Said once, without taking anything out of anybody’s hands. */
  said: {
    open: (prompt: string) =>
      `Time bracket: ${prompt} Write for yourself in the panel over the board.`,
    openForOthers: (prompt: string) => `Time bracket: ${prompt} The participants write.`,
    revealed: 'The time bracket has ended; all texts are shown.',
    dropped: 'The time bracket was dropped; nothing is shown.',
  },
  stand: {
    open: 'Time bracket',
    openHint: 'Everybody writes for themselves, then all is shown (key b)',
    prompt: 'What it asks',
    minutes: 'How long',
    minute: (count: number) => (count === 1 ? '1 min' : `${count.toLocaleString()} min`),
    start: 'Open it',
    close: 'Close',
    onlyInPlay: 'A bracket is opened while playing.',
    busy: 'Something else is asked just now.',
    extend: 'A minute more',
    reveal: 'Show all texts',
    drop: 'Drop it',
    readAlong: 'Read along',
    who: 'Who has written',
    has: 'has written',
    hasNot: 'not yet',
  },
  key: 'Time bracket: everybody writes for themselves',
})
