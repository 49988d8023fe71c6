import type { Format } from './format.ts'

export const incidentFlow: Format = {
  id: 'incident-flow',
  name: 'Incident Flow',
  purpose:
    'Spend twenty minutes collecting what can be known about an incident, and see how a shared picture grows.',
  timebox: 20,
  around: { lobby: 5, debrief: 15 },
  phases: {
    lobby: 'Read the situation and think of the first three things you personally would look at.',
    play: 'Post into the channel whatever you would look at or ask, and make cards of what should not flow past unseen.',
    debrief: 'Read the channel again from the top, and find the moments when the picture changed.',
    closed: 'This session has ended. Replay it whenever you like, and watch the picture grow.',
  },
  columns: {
    hypothesis: {
      title: 'Readings',
      hint: 'A way to read what has come in so far; several may stand side by side: "Only people in one region are affected".',
    },
    action: {
      title: 'Where to look',
      hint: 'A query, a page, a person: the next thing to pull into the channel: "Sign-ins per minute for the last 6 h".',
    },
    signal: {
      title: 'What came in',
      hint: 'A fact worth keeping from the channel: a number, a quote, a decision and who took it: "Kim turned off the import at 10:40".',
    },
  },
  parts: [
    {
      name: 'Game master',
      plays: 'Answers each question with what one would see there.',
    },
    {
      name: 'Gatherer',
      plays:
        'Pulls signals, questions and facts into the channel, from wherever they would look at work.',
    },
    {
      name: 'Weaver',
      plays: 'Turns messages into cards and links what belongs together.',
    },
    {
      name: 'Timekeeper',
      plays: 'Calls half-time, and asks what the group knows, believes and does not know yet.',
    },
  ],
  blocks: ['answers', 'transcript', 'tagging', 'stopwatch'],
  tags: [
    {
      id: 'signal',
      name: 'Signal',
      key: 'g',
      means: 'Something seen or heard, told as it is.',
      becomes: 'signal',
    },
    {
      id: 'query',
      name: 'Query',
      key: 'q',
      means: 'Somebody looks something up, or asks a machine.',
      becomes: 'action',
    },
    {
      id: 'question',
      name: 'Question',
      key: 'u',
      means: 'Somebody asks people.',
      becomes: 'action',
    },
    {
      id: 'hypothesis',
      name: 'Hypothesis',
      key: 'y',
      means: 'A guess at what is going on.',
      becomes: 'hypothesis',
    },
    {
      id: 'decision',
      name: 'Decision',
      key: 'd',
      means: 'It is settled here what to do, or what to leave.',
      becomes: 'action',
    },
    {
      id: 'hand-over',
      name: 'Hand-over',
      key: 'o',
      means: 'Something passes from one person to another.',
      becomes: 'action',
    },
    {
      id: 'surprise',
      name: 'Surprise',
      key: 'p',
      means: 'Somebody did not expect this, or you did not.',
      becomes: 'signal',
    },
    {
      id: 'action',
      name: 'Action',
      key: 'c',
      means: 'Somebody does something to the system.',
      becomes: 'action',
    },
  ],
  cues: ['echo', 'slower', 'tacet', 'help'],
  debrief: [
    'How did the picture change between the first and the last message?',
    'Which message turned the conversation, and how did people pick it up?',
    'How were decisions asked for, taken and made known?',
    'What did somebody know that never reached the channel?',
    'Where would each of us look first next time, and how would the others find that place?',
  ],
}
