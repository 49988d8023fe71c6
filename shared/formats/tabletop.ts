import type { Format } from './format.ts'

export const tabletop: Format = {
  id: 'tabletop',
  name: 'Tabletop',
  purpose:
    'Walk through an emergency around one table, and find out how your plans and people fit together.',
  timebox: 60,
  around: { lobby: 10, debrief: 20 },
  phases: {
    lobby:
      'Read the situation, say who you are in this story, and keep your usual plans within reach.',
    play: 'Each time something new arrives, say what you would really do, with whom, and what you would need for it.',
    debrief:
      'Go through the story once more: what carried you, what was missing, and what you take home.',
    closed:
      'This session has ended. Replay it whenever you like, or show it to those who could not come.',
  },
  columns: {
    hypothesis: {
      title: 'What we assume',
      hint: 'Something you rely on without knowing it for certain: "The backup of last night can be restored".',
    },
    action: {
      title: 'What we would do',
      hint: 'A step with a name on it, in any trade: "Tell the press office before the status page changes".',
    },
    signal: {
      title: 'What we know',
      hint: 'A fact from the story, and where it came from: "The power company says two more hours".',
    },
  },
  parts: [
    {
      name: 'Coordinator',
      plays: 'Sees to it that everyone is heard and that each decision has an owner.',
    },
    {
      name: 'Technical lead',
      plays: 'Speaks for the systems: what can be done, how long it takes, what it risks.',
    },
    {
      name: 'Communications',
      plays: 'Speaks for those outside: customers, press, partners, the rest of the house.',
    },
    {
      name: 'Decision owner',
      plays: 'Takes the decisions that cost money or trust, and says what they need to know first.',
    },
    {
      name: 'Scribe',
      plays: 'Writes down what is known, decided and open.',
    },
  ],
  blocks: ['fermata', 'deck'],
  cues: ['slower', 'echo', 'help', 'tacet'],
  debrief: [
    'How did we decide, when we did not yet know enough?',
    'Where did our plans help, and where did we leave them, and how did we notice?',
    'How did news travel between the people here, and where did it stop?',
    'Which assumption carried the most weight, and how could we test it?',
    'What will each of us do differently, or again, from tomorrow?',
  ],
}
