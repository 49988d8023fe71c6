import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** The conductor's part that passes around: the line that everybody sees, and the stand's form. */
export const rotationWords = spoken('rotation', {
  line: {
    name: 'Who conducts',
    meaning:
      'Keeps the group together by asking and pointing, not by ordering. The part wanders: one hands it over in a sentence, the next one says it back.',
    /** `{left}` is the exercise time until the next change, `{next}` a name or “you”. */
    conducts: '{who} conducts, {left} left, then {next}',
    due: '{who} conducts. Time to hand over to {next}',
    alone: '{who} conducts',
    mine: {
      conducts: 'You conduct, {left} left, then {next}',
      due: 'Time to hand over to {next}',
      alone: 'You conduct',
      inTheAir: 'You hand over to {next}: in the air until it is said back',
    },
    gone: 'Whoever conducted has left. {next} is next',
    nobody: 'Nobody of the rotation is here any more',
    inTheAir: '{who} hands over to {next}: in the air until it is said back',
    toMe: '{who} hands over to you',
    you: 'you',
    somebody: 'somebody',
    facilitator: 'The facilitator',
    quote: (words: string) => `“${words}”`,
  },
  /** What is said aloud, once each. */
  news: {
    conducts: (who: string) => `${who} conducts`,
    iConduct: 'You conduct',
    due: (who: string, next: string) => `Time for ${who} to hand over to ${next}`,
    mineDue: (next: string) => `Time to hand over to ${next}`,
    inTheAir: (who: string, next: string) => `${who} hands over to ${next}`,
    mineInTheAir: (next: string) => `You hand over to ${next}`,
    toMe: (who: string) => `${who} hands over to you. Say it back, and you conduct.`,
    gone: (next: string) => `Whoever conducted has left. ${next} is next`,
    readBack: (who: string, words: string) => `${who} conducts, and said: ${words}`,
  },
  handOver: {
    open: 'Hand over',
    label: 'The hand-over, in a sentence',
    placeholder: 'Where we are, what is open, what worries me',
    to: (name: string) => `Hand over to ${name}`,
    cancel: 'Not yet',
  },
  readBack: {
    label: 'Say it back in your own words',
    haveIt: 'I have it',
    notNow: 'Not me now',
  },
  stand: {
    open: 'Rotation',
    every: 'The part passes every',
    minutes: (minutes: number) => counted(minutes, 'minute', 'minutes'),
    order: 'In this order',
    orderHint: 'The first one begins. Move somebody with the arrows beside their name.',
    orderHintRunning: 'Whoever conducts goes on. Move somebody with the arrows beside their name.',
    earlier: (name: string) => `Move ${name} up`,
    later: (name: string) => `Move ${name} down`,
    fewest: 'Choose two people at least, and thirty at most.',
    start: 'Start the rotation',
    change: 'Change it',
    close: 'Close',
    passOn: (name: string) => `Pass on to ${name}`,
    passOver: (name: string) => `Pass over ${name}`,
    stop: 'Stop the rotation',
  },
})
