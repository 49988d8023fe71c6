import type { Format } from './format.ts'

export const decisionRequirements: Format = {
  id: 'decision-requirements',
  name: 'Decision Requirements Table',
  purpose:
    'Lay out the hardest decisions of on-call, and what somebody needs to see, know and have at hand to take them.',
  timebox: 50,
  around: { lobby: 10, debrief: 15 },
  phases: {
    lobby:
      'Each thinks of one decision on call that was hard to take, whatever came of it, and says in a sentence what it was.',
    play: 'Write alone first: the decision and what makes it hard. Then lay the cards together, merge those that belong to one, and add what people go by, what they do, and what would help.',
    debrief: 'Choose the decision that deserves help first, and agree what that help would be.',
    closed:
      'This session has ended. The board is your table: export it, or come back when the next hard decision has been taken.',
  },
  columns: {
    hypothesis: {
      title: 'Decisions, and why they are hard',
      hint: 'A choice somebody has to make, and what makes it hard: "Fail over or wait: each may lose orders, and one cannot go back".',
    },
    action: {
      title: 'Strategies and support',
      hint: 'How people go about it, or what would make it easier: "Ask the payments desk first", "One page with the last ten failovers".',
    },
    signal: {
      title: 'Cues we go by',
      hint: 'What tells an experienced person which way to lean: "Lag grows while writing is flat: then it will not come back by itself".',
    },
  },
  parts: [
    {
      name: 'Host',
      plays: 'Takes the group from decision to decision, and leaves room for those who speak less.',
    },
    {
      name: 'Storyteller',
      plays: 'Tells how they once stood before this decision: what they saw, in which order.',
    },
    {
      name: 'Newcomer',
      plays: 'Asks how one could see that, and where it is written down.',
    },
    {
      name: 'Scribe',
      plays: 'Merges cards that say one thing, and links each cue and strategy to its decision.',
    },
  ],
  blocks: ['rounds'],
  cues: ['echo', 'slower', 'tacet', 'solo'],
  debrief: [
    'What made this decision hard at the time, for whoever had to take it?',
    'Which cue do the experienced go by that stands on no page and no graph?',
    'How would a newcomer take this decision, and where would they lean another way?',
    'What support would change the most for the least work?',
    'Which decision did we circle around today without writing it down?',
  ],
}
