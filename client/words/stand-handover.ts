import { spoken } from './spoken.ts'

/** The stand that goes from one person to another. */
export const standHandoverWords = spoken('stand-handover', {
  give: {
    open: (name: string) => `Hand the stand to ${name}`,
    asks: (name: string) =>
      `${name} would conduct, and read everything that is prepared. It is theirs once they say that they have it.`,
    /** What becomes of whoever gives it. */
    you: 'And you',
    along: 'Play along',
    beside: 'Stay beside',
    /** For one of two who have it already: they can only give theirs up. */
    stepBack: (name: string) => `${name} has it already. You would play along from then on.`,
    offer: 'Offer the stand',
    cancel: 'Not now',
    inTheAir: 'The stand is offered: theirs once they say they have it.',
    takeBack: 'Take it back',
  },
  offered: {
    name: 'The stand',
    /** `{who}` is whoever gives it. */
    words: '{who} hands you the stand: you would conduct, and read everything that is prepared.',
    haveIt: 'I have the stand',
    notNow: 'Not me now',
    somebody: 'Somebody',
  },
  news: {
    youHave: 'You have the stand',
    has: (name: string) => `${name} has the stand`,
    hasYouPlay: (name: string) => `${name} has the stand. You play along.`,
    notTaken: (name: string) => `${name} does not take the stand now`,
    takenBack: 'The stand is not offered to you any more',
  },
})
