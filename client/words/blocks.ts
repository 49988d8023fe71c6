import type { Block } from '../../shared/formats/block.ts'
import { spoken } from './spoken.ts'

interface BlockWords {
  readonly name: string
  readonly means: string
}

/** The building blocks of formats: their names in a line of text, and what a group does with each. */
export const blockWords: Readonly<Record<Block, BlockWords>> = spoken('blocks', {
  rotation: {
    name: 'rotation',
    means:
      'The conductor’s part passes on every few minutes: one hands over in a sentence, the other says it back.',
  },
  rounds: {
    name: 'rounds',
    means: 'One person at a time has the floor, until everybody had it once.',
  },
  fermata: {
    name: 'fermata',
    means:
      'The clock is held while everybody answers a few questions for themselves; then the answers are laid side by side.',
  },
  tuning: {
    name: 'tuning',
    means: 'A short opening round: say your first reading, then say somebody else’s back to them.',
  },
  brackets: {
    name: 'time brackets',
    means:
      'Everybody writes for a few minutes without seeing the others; then all texts are shown at once.',
  },
  deck: {
    name: 'surprise deck',
    means: 'Cards with small turns of the story, drawn by chance or chosen.',
  },
  wheels: {
    name: 'wheels',
    means: 'Chance chooses who, or what; everybody sees the wheel stop at the same place.',
  },
  stopwatch: {
    name: 'stopwatch',
    means: 'Everybody sees how long this turn has taken. It hurries nobody.',
  },
  abort: {
    name: 'abort rule',
    means: 'It is agreed beforehand what makes you stop, and anybody may say stop, at once.',
  },
  experiments: {
    name: 'experiments',
    means: 'Each has a start, an end, and what was observed in between.',
  },
  tagging: {
    name: 'tagging',
    means:
      'Everybody marks what messages are, each for themselves or in the open; then it is seen where the pictures agree.',
  },
  answers: {
    name: 'prepared answers',
    means:
      'You ask in the channel for what you would look at; the facilitator finds the answer and posts what you would see.',
  },
  transcript: {
    name: 'transcript',
    means:
      'The channel of an incident flows past, at its own speed or faster, and everybody listens.',
  },
})
