import type { Format } from './format.ts'

export const wheelOfExpertise: Format = {
  id: 'wheel-of-expertise',
  name: 'Wheel of Expertise',
  purpose:
    'Let chance choose a person and a question about your system, and see live where knowledge lives and how people find it.',
  timebox: 40,
  around: { lobby: 5, debrief: 10 },
  phases: {
    lobby:
      'Collect questions about your system, large and small: "Who? What? Where?". Nobody needs to know an answer.',
    play: 'The wheel picks a person and a question; they share their screen and find out aloud, or say whom they would ask. The others watch the way, not the clock.',
    debrief:
      'Look at the ways that were taken: which were short, which nobody could have guessed, and which led to one person only.',
    closed:
      'This session has ended. What you found out stays on the board, for the next person who wonders.',
  },
  columns: {
    hypothesis: {
      title: 'Questions, and first guesses',
      hint: 'The question with a guess at where its answer lives: "Who may roll back the price import? Perhaps it stands in the handbook".',
    },
    action: {
      title: 'What to make easier',
      hint: 'A step that shortens the way for the next person: "Link the list of owners from the alert itself".',
    },
    signal: {
      title: 'Where it was found',
      hint: 'The place or the person, and the way there: "In the deploy log, third search; Noor knew the word to search for".',
    },
  },
  parts: [
    {
      name: 'Seeker',
      plays: 'Shows how they would find out, dead ends included, and thinks aloud.',
    },
    {
      name: 'Host',
      plays: 'Turns the wheel, reads the question, and moves on after a few minutes, found or not.',
    },
    {
      name: 'Friend to ask',
      plays: 'Answers when asked, first with where they would look, then with what they know.',
    },
    {
      name: 'Scribe',
      plays: 'Notes each way that was taken: the places, the people, the words searched for.',
    },
  ],
  blocks: ['wheels', 'stopwatch', 'rounds'],
  cues: ['help', 'slower', 'swap', 'tacet'],
  debrief: [
    'How did the first place to look come to mind, each time?',
    'Which answers live with one person only, and how did we find that person?',
    'Where did two sources tell us different things, and how did we choose between them?',
    'Which way did you see today that you will take yourself next time?',
    'What would somebody need who looks for the same answer at night, alone?',
  ],
}
