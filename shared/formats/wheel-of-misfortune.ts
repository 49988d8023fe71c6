import type { Format } from './format.ts'

export const wheelOfMisfortune: Format = {
  id: 'wheel-of-misfortune',
  name: 'Wheel of Misfortune',
  purpose:
    'Play a past incident again with one person on call, and see the craft that is usually invisible.',
  timebox: 45,
  around: { lobby: 5, debrief: 20 },
  phases: {
    lobby:
      'Settle who takes the pager and who tells the story as game master; everyone else is a friend who can be asked.',
    play: 'Whoever has the pager says what they look at and why; the game master says what they would see; the others help when asked.',
    debrief:
      'Thank whoever held the pager, then walk through the story: how each turn made sense at the time.',
    closed:
      'This session has ended. Replay it whenever you like, or play the same story with somebody else on call.',
  },
  columns: {
    hypothesis: {
      title: 'What it might be',
      hint: 'What the person on call suspects, also what they have ruled out: "The certificate ran out at midnight".',
    },
    action: {
      title: 'What I would do',
      hint: 'Where they would look, whom they would ask, what they would change: "Open the dashboard of the mail queue".',
    },
    signal: {
      title: 'What I am shown',
      hint: 'What the game master answered, word for word where it matters: "The queue holds 40,000 mails and grows".',
    },
  },
  parts: [
    {
      name: 'On call',
      plays: 'Holds the pager, thinks aloud, and may ask anybody for anything.',
    },
    {
      name: 'Game master',
      plays:
        'Knows the story, and answers what a person at the keyboard would see, no more and no less.',
    },
    {
      name: 'Phone a friend',
      plays: 'Helps when asked, with a question before an answer.',
    },
    {
      name: 'Scribe',
      plays: 'Keeps the board so that the person on call can think.',
    },
  ],
  blocks: ['wheels', 'stopwatch', 'fermata'],
  cues: ['help', 'slower', 'swap', 'echo'],
  debrief: [
    'How did the first minutes go: what did you look at first, and what made you look there?',
    'How did you know when to ask for help, and whom?',
    'Which tool, page or note helped, and which did you wish for?',
    'How might somebody else have read the same signals?',
    'What do we want the next person on call to know?',
  ],
}
