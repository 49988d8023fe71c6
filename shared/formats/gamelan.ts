import type { Format } from './format.ts'

export const gamelan: Format = {
  id: 'gamelan',
  name: 'Gamelan',
  purpose: 'Improvise on a scenario together, and hear how the group finds its own way of playing.',
  timebox: 45,
  around: { lobby: 10, debrief: 20 },
  phases: {
    lobby: 'Read the situation, choose a part you would like to try, and agree who conducts first.',
    play: 'Listen, add what you see and think, and pass the conducting on every few minutes: one hands over in a sentence, the other says it back.',
    debrief:
      'Tell each other how it sounded from where you sat, and note what you want to play again.',
    closed: 'This session has ended. Replay it whenever you like, from any bar.',
  },
  columns: {
    hypothesis: {
      title: 'What we believe',
      hint: 'A guess at what is going on, unfinished ones too: "The new release writes far more often than the old one".',
    },
    action: {
      title: 'What we try',
      hint: 'Something somebody could do next, to find out or to help: "Ask support what the first caller saw".',
    },
    signal: {
      title: 'What we notice',
      hint: 'Something seen or heard, as it is and without explaining it yet: "Checkout takes 8 s since 14:05".',
    },
  },
  parts: [
    {
      name: 'Conductor',
      plays:
        'Keeps the group together by asking and pointing rather than by ordering, and hands over every few minutes.',
    },
    {
      name: 'Next conductor',
      plays: 'Says the hand-over back in their own words before they take it.',
    },
    {
      name: 'Hands on keyboard',
      plays: 'Says what they would look at or change, then what they see.',
    },
    {
      name: 'Scribe',
      plays: 'Puts on the board what the group says but nobody has written down yet.',
    },
    {
      name: 'Voice to the outside',
      plays: 'Finds words that customers and colleagues would understand right now.',
    },
  ],
  blocks: ['rotation', 'tuning', 'brackets', 'fermata', 'deck'],
  cues: ['swap', 'echo', 'slower', 'tacet', 'solo', 'help'],
  debrief: [
    'How did the group notice that the tune had changed?',
    'How did a hand-over feel, from both sides of it?',
    'Where did two of us hold different pictures, and how did we find out?',
    'Which riff, a move that worked, do we want to carry into the next session?',
    'What surprised you, and what had you expected instead?',
  ],
}
