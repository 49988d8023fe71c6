import { spoken } from './spoken.ts'

/** The opening round: first readings, said back until their authors confirm. */
export const tuningWords = spoken('tuning', {
  name: 'Tuning',
  means:
    'A short opening round. Each posts a first reading; then each says somebody else’s reading back until the one who posted it says: yes, that is what I meant.',
  panel: {
    posted: (count: number, of: number) =>
      `${count.toLocaleString()} of ${of.toLocaleString()} have posted`,
    confirmed: (count: number, of: number) =>
      `${count.toLocaleString()} of ${of.toLocaleString()} confirmed`,
  },
  post: {
    label: 'How do you read the situation, at first sight?',
    placeholder: 'In a sentence or two',
    blind: 'You see the others’ readings once yours is posted. It is posted once.',
    send: 'Post my reading',
    posted: 'Posted. Others still write; then the readings go round.',
    others: 'Readings so far',
    mine: 'You',
    forOthers: 'The participants post their first readings, each for themselves.',
  },
  restate: {
    given: (name: string) => `${name} reads it so. Say it back in your own words:`,
    again: (name: string) => `${name} says: not yet. Say it back once more:`,
    placeholder: 'So you mean…',
    send: 'Say it back',
    waiting: (name: string) => `Said back. ${name} has the word.`,
    confirmed: (name: string) => `${name} says: yes, that is what I meant.`,
    alone: 'There is nobody to say a reading back with this time. Yours stands, and counts.',
    listen:
      'The readings went round without one of yours. Listen in; the next round has you in it.',
    forOthers: 'Everybody says somebody else’s reading back.',
  },
  verdict: {
    waiting: (name: string) => `${name} is about to say your reading back.`,
    asks: (name: string) => `${name} says your reading back:`,
    confirm: 'Yes, that is what I meant',
    notYet: 'Not yet',
    missing: 'What is missing (if you like)',
    said: (name: string) => `You said: not yet. ${name} tries again.`,
    confirmed: 'Your reading is confirmed.',
  },
  ring: {
    at: (time: string) => `Tuning at ${time}`,
    lobby: 'Tuning in the lobby',
    all: 'All readings',
    saidBack: (name: string) => `${name} said back:`,
    notYet: 'Not yet',
    notYetBecause: (words: string) => `Not yet: ${words}`,
    confirmed: 'Confirmed',
    unanswered: 'Waits for a word',
    unspoken: 'Not said back yet',
    somebody: 'Somebody',
  },
  /** Said once, without taking anything out of anybody’s hands. */
  said: {
    posting: 'Tuning: post your first reading in the panel over the board.',
    postingForOthers: 'Tuning: the participants post their first readings.',
    restating: 'The readings go round: say back the one you were given.',
    restatingForOthers: 'The readings go round.',
    asked: (name: string) => `${name} says your reading back. Is that what you meant?`,
    ended: 'The tuning has ended.',
  },
  stand: {
    start: 'Tuning',
    startHint:
      'A short opening round: a first reading each, then somebody else’s said back (key t)',
    moveOn: 'Give the readings round',
    end: 'Never mind, go on',
    who: 'Who has posted',
    has: 'has posted',
    hasNot: 'not yet',
  },
  key: 'Tuning: first readings, said back',
})
