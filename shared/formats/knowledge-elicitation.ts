import type { Format } from './format.ts'

export const knowledgeElicitation: Format = {
  id: 'knowledge-elicitation',
  name: 'Knowledge Elicitation',
  purpose:
    'Draw out what an expert knows about one critical path: what leans on what, how sure we are, and how one can tell.',
  timebox: 60,
  around: { lobby: 10, debrief: 15 },
  phases: {
    lobby:
      'Choose one path through your system that must not break, and one person who knows it well and likes to be asked.',
    play: 'Walk along the path with the expert, step by step, or through the logs of one ordinary request: what is here, what does it lean on, what would we see if it failed?',
    debrief:
      'Look at what is now on the board: what was new to whom, and what even the expert would like to know.',
    closed:
      'This session has ended. The board is a map of the path: replay how it was drawn, and draw it again in half a year.',
  },
  columns: {
    hypothesis: {
      title: 'What leans on what',
      hint: 'A part and what it needs, with how sure we are of it: "Checkout needs the rates service; without it, prices of yesterday".',
    },
    action: {
      title: 'To find out',
      hint: 'Something nobody here could answer, and a way to learn it: "Stop the rates service in the lab and look at checkout".',
    },
    signal: {
      title: 'How one can tell',
      hint: 'Where it shows, in the words of whoever knows: "This line in the log means the cache answered, not the database".',
    },
  },
  parts: [
    {
      name: 'Expert',
      plays: 'Tells what they know and how they came to know it, and says "I am not sure" freely.',
    },
    {
      name: 'Interviewer',
      plays: 'Asks for the last time it really happened, and for what was seen then.',
    },
    {
      name: 'Newcomer',
      plays: 'Says each step back in their own words, and asks about every word they do not know.',
    },
    {
      name: 'Map maker',
      plays: 'Puts parts, what they lean on, and how sure the group is onto the board.',
    },
  ],
  blocks: ['tuning', 'rounds'],
  cues: ['slower', 'echo', 'solo', 'tacet'],
  debrief: [
    'What do we know about this path now that only one of us knew an hour ago?',
    'How did the expert come to know it, and how could somebody else?',
    'Where were we sure and had different things in mind?',
    'Which link on this map would we test first, and how?',
    'What question would have opened more, had we asked it earlier?',
  ],
}
