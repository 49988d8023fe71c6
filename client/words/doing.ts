import { spoken } from './spoken.ts'

/** Who does what: the strip of people, my own line in it, and what is handed to me. */
export const doingWords = spoken('doing', {
  strip: {
    title: 'Who is doing what',
    meaning:
      'The part that everybody plays today, what they are on, and since when. Say it, and nobody has to ask.',
    nobody: 'Nobody has joined yet.',
    listeners: (people: number) => `Listening: ${people.toLocaleString()}`,
    listening: 'listening',
  },
  person: {
    typing: '(typing)',
    away: 'away',
    listening: 'listening',
    needsHand: 'Needs a hand',
    needsHelp: 'Needs help',
    help: 'I’ll help',
    /** What whoever helps is doing then: everybody reads it. */
    helping: (name: string) => `With ${name}`,
    showCard: (doing: string, title: string) => `${doing}. Show the card “${title}”`,
  },
  mine: {
    you: 'You',
    label: 'What you are doing',
    ask: 'What are you doing?',
    part: 'The part you play',
    parts: 'Parts you may play',
    noPart: 'No part',
    pickPart: 'Pick a part',
    askForHelp: 'Ask for help',
    askedForHelp: 'You asked for help: say that you have it',
  },
  offers: {
    label: 'Handed to you',
    offer: '{who} hands you {card}',
    card: (title: string) => `“${title}”`,
    somebody: 'Somebody',
    haveIt: 'I have it',
    notNow: 'Not now',
  },
})
