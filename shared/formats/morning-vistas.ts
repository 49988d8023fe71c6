import type { Format } from './format.ts'

export const morningVistas: Format = {
  id: 'morning-vistas',
  name: 'Morning Vistas',
  purpose:
    'Show each other what you look at when the day begins, and find out how many ways there are to see one system.',
  timebox: 40,
  around: { lobby: 5, debrief: 10 },
  phases: {
    lobby:
      'Open what you opened this morning, just as it is, and agree who shows first: three minutes each, questions after.',
    play: 'One shows their screen and says "I look here because"; the others write down what they had not expected, and ask when the turn is over.',
    debrief:
      'Read the surprises together, and choose one place to look that each of you takes home.',
    closed:
      'This session has ended. Replay it whenever you like, or show it to somebody who has just joined the team.',
  },
  columns: {
    hypothesis: {
      title: 'What surprises us',
      hint: 'What you see now, and what you had thought: "I thought nobody read that mailbox; Kim reads it before anything else".',
    },
    action: {
      title: 'What we want to try',
      hint: 'A small thing to do differently tomorrow: "Put the queue of unpaid orders on my first page for a week".',
    },
    signal: {
      title: 'I look here because',
      hint: 'A place and the reason, in the words of whoever shows it: "The error budget page, because it tells me whether to be bold today".',
    },
  },
  parts: [
    {
      name: 'Owner of the screen',
      plays: 'Shows what they look at and in which order, and says what they hope to see there.',
    },
    {
      name: 'Curious one',
      plays: 'Asks the first question of each turn, and asks for reasons rather than for facts.',
    },
    {
      name: 'Scribe',
      plays: 'Makes a card of each place that is shown, with the reason that was given.',
    },
    {
      name: 'Timekeeper',
      plays: 'Gives a sign after three minutes, and passes the screen on.',
    },
  ],
  blocks: ['rounds', 'stopwatch'],
  cues: ['slower', 'swap', 'tacet', 'echo'],
  debrief: [
    'What did you see today that you did not know anybody looked at?',
    'How did each of us come to look where we look first?',
    'Which part of the system does nobody look at, and how would we hear from it?',
    'Where do two of us look at one thing and read it differently?',
    'What would you show to somebody on their first morning here?',
  ],
}
