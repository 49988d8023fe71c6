import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const oneIn = (many: number) =>
  `1 in ${many.toLocaleString(undefined, { maximumFractionDigits: 1 })}`

/** What the wheels and the stopwatch say, to everybody and in the conductor's stand. */
export const wheelWords = spoken('wheel', {
  /** How likely a slice is. */
  chance: oneIn,
  wheels: {
    incident: 'The incident',
    'on-call': 'Who is on call',
  },
  inSight: {
    drawn: (slices: number) => `A wheel with ${counted(slices, 'slice', 'slices')}`,
    turning: 'The wheel is turning…',
    putAway: 'Put the wheel away',
    /** Read aloud once, when the wheel stands. */
    said: {
      incident: (title: string) => `The wheel picked the incident: ${title}`,
      'on-call': (name: string) => `The wheel picked ${name}: on call`,
    },
    you: 'The wheel picked you: on call',
    picked: {
      incident: 'is what we play',
      'on-call': 'is on call',
    },
    youAre: 'You are on call',
    takePart: (part: string) => `Take the part: ${part}`,
    onIt: (slices: number) => `What was on it: ${slices}`,
    howRare:
      'Each slice is as wide as its chance. The last pick is half as likely as a new one, the one before three quarters, and so on.',
    notFetched: 'The wheel could not be fetched. Reload the page to see it turn.',
  },
  stand: {
    title: 'Wheels',
    meaning: 'A wheel spins for everybody at once, and the server decides. A recent pick is rarer.',
    onIt: (slices: number) => `On the wheel: ${slices}`,
    spin: {
      incident: 'Spin for the incident',
      'on-call': 'Spin for who is on call',
    },
    tooFew: 'Two or more are needed.',
    tooMany: (most: number) => `A wheel has place for ${most}. Leave some out.`,
    onlyInPlay: 'The wheels turn in the lobby and in play.',
    nobody: 'Nobody who plays is here yet.',
    away: 'not here now',
    add: 'Add incidents, one a line',
    addVerb: 'Add',
    addHint: 'Only facilitators see them until the wheel spins. You can paste a list.',
    remove: (title: string) => `Take “${title}” off the wheel`,
    noPlace: (left: number, most: number) =>
      `A wheel has place for ${most}: ${counted(left, 'line was', 'lines were')} not added.`,
  },
  stopwatch: {
    name: 'Stopwatch',
    start: 'Start',
    goOn: 'Go on',
    stop: 'Stop',
    reset: 'Back to zero',
  },
})
