import type { Format } from './format.ts'

export const gameDay: Format = {
  id: 'game-day',
  name: 'Game Day',
  purpose:
    'Disturb a system on purpose, within limits, and learn how it and the people around it answer.',
  timebox: 60,
  around: { lobby: 15, debrief: 20 },
  phases: {
    lobby:
      'Agree what normal looks like, what you expect to happen, how far it may spread, and what makes everyone stop at once.',
    play: 'Run the experiment in small steps, say aloud what you are about to change, and write down what you observe before you explain it.',
    debrief:
      'Lay what you expected beside what you saw, and keep the differences: they are what you came for.',
    closed:
      'This session has ended, and the system should be back as it was. Replay it whenever you like.',
  },
  columns: {
    hypothesis: {
      title: 'What we expect',
      hint: 'What should happen when you disturb this part: "With one cache gone, pages stay under 2 s and nobody is logged out".',
    },
    action: {
      title: 'Experiment steps',
      hint: 'One step you can take and take back, the abort rule among them: "Stop cache 2; start it again if errors pass 1 %".',
    },
    signal: {
      title: 'What we observe',
      hint: 'A reading, with its time and where it came from: "Error rate 0.2 % before, 3.1 % ninety seconds after".',
    },
  },
  parts: [
    {
      name: 'Owner',
      plays: 'Knows the system under test and may call the experiment off at any moment.',
    },
    {
      name: 'Coordinator',
      plays: 'Calls each step, waits for the readings, and watches the abort rule.',
    },
    {
      name: 'Experimenter',
      plays: 'Makes the change and says when it is done and when it is undone.',
    },
    {
      name: 'Reporter',
      plays: 'Writes down times and readings, and tells the people outside what is going on.',
    },
    {
      name: 'Customer eyes',
      plays: 'Uses the product as a customer would and says what it is like.',
    },
  ],
  blocks: ['abort', 'experiments', 'fermata'],
  cues: ['slower', 'echo', 'help', 'tacet'],
  debrief: [
    'How did what happened differ from what we expected?',
    'How did we know that the system was in its normal state, before and after?',
    'How did we decide to go on or to stop, and what helped us decide?',
    'Which signal did we miss, or see later than we would have liked?',
    'Which experiment does this one make us curious about?',
  ],
}
