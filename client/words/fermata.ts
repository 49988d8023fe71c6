import { usualProbes } from '../../shared/stage/fermata.ts'
import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const [happening, next, who] = usualProbes

/** The held note: its questions, who has answered, and the answers side by side. */
export const fermataWords = spoken('fermata', {
  name: 'Fermata',
  /** Beside the clock, and read out with it. */
  clock: 'Exercise time, held by a fermata',
  means:
    'A held note. The clock stands still while everybody answers for themselves; then the answers are laid side by side. Going on, no surprise has lost a second.',
  usual: { happening, next, who },
  panel: {
    held: 'The clock is held. What do you see, for yourself?',
    heldForOthers: 'The clock is held while the participants answer, each for themselves.',
    over: 'The answers are shown now; this field takes no more letters.',
    answered: (count: number, of: number) =>
      `${count.toLocaleString()} of ${of.toLocaleString()} have answered`,
    missing: 'The fermata could not be fetched. Reload the page once the network is back.',
  },
  /** Said once, without taking anything out of anybody’s hands. */
  said: {
    held: 'Fermata: the clock is held. Answer for yourself in the panel over the board.',
    heldForOthers: 'Fermata: the clock is held while the participants answer.',
    revealed: 'The answers are laid side by side.',
    released: 'The fermata has ended.',
  },
  answer: {
    placeholder: 'In a few words',
    private: 'Nobody else in the group sees it before all answers are shown.',
    send: 'Answer',
    change: 'Change my answer',
    saved: 'Saved. You can change it until the answers are shown.',
    changed: 'Changed and not saved yet.',
    unsent: 'Typed and not sent; only you see it:',
  },
  map: {
    at: (time: string) => `Fermata at ${time}`,
    grouping: 'How the answers are grouped',
    groupingMeans:
      'Those stand together of whom any two share at least a third of their telling words (the Jaccard index: words in both, divided by words in either). It compares words, not meanings.',
    nobody: 'Nobody answered this one.',
    one: 'One answer.',
    agree: (count: number) => `One picture: all ${count.toLocaleString()} say much the same.`,
    differ: (pictures: number, answers: number) =>
      `${counted(pictures, 'picture', 'pictures')} in ${counted(answers, 'answer', 'answers')}.`,
    together: (count: number) => `${count.toLocaleString()} say much the same`,
    somebody: 'Somebody',
  },
  list: {
    open: (count: number) => `Fermatas: ${count.toLocaleString()}`,
    title: 'The fermatas so far, in their order',
  },
  stand: {
    hold: 'Fermata',
    holdHint: 'Hold the clock and ask everybody for themselves (key .)',
    probes: 'Its questions',
    probe: (number: number) => `Question ${number.toLocaleString()}`,
    held: 'The clock is held.',
    revealed: 'The answers are before everybody.',
    reveal: 'Reveal the answers',
    goOn: 'Go on',
    goOnUnrevealed: 'Go on without revealing',
    who: 'Who has answered',
    has: 'has answered',
    hasNot: 'not yet',
  },
  key: 'Fermata: hold the clock and ask everybody',
})
