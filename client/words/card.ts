import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const signals = (count: number) => counted(count, 'signal', 'signals')
const actions = (count: number) => counted(count, 'action', 'actions')
const hypotheses = (count: number) => counted(count, 'hypothesis', 'hypotheses')

/** What a card says before it is opened. */
export const cardWords = spoken('card', {
  /** Its name for whoever hears the page, by its kind. */
  named: {
    hypothesis: (title: string) => `hypothesis: ${title}`,
    action: (title: string) => `action: ${title}`,
    signal: (title: string) => `signal: ${title}`,
  },
  title: 'Title',
  untitled: 'Untitled',
  changed: 'Changed since you looked',
  move: (title: string) => `Move “${title}”`,
  drag: 'Drag to move',
  people: 'At this card',
  /** Heard right after somebody's name. */
  isOnIt: 'is on it',
  showMore: 'Show more',
  showLess: 'Show less',
  missing: 'The rest of it could not be fetched. Reload the page.',
  removed: {
    done: 'Removed',
    undo: 'Undo',
    underMe: 'Somebody took the card you were at off the board. What you wrote is kept.',
    putBack: 'Put it back',
  },
  status: {
    label: 'Status',
    proposed: 'Proposed',
    testing: 'Testing',
    supported: 'Supported',
    refuted: 'Refuted',
    open: 'Open',
    doing: 'Doing',
    done: 'Done',
    dropped: 'Dropped',
  },
  confidence: {
    label: 'How sure we are',
    ask: 'How sure?',
    low: 'Hunch',
    medium: 'Fairly sure',
    high: 'Very sure',
    unsaid: 'Not said',
  },
  onIt: {
    be: 'I’m on this',
    say: 'Say that you are on this',
    am: 'On it',
    leave: 'You are on this: say that you are not any more',
    people: (names: readonly string[]) => `${names.join(' and ')} are on this`,
    count: (people: number) => `${people.toLocaleString()} on it`,
  },
  /** Said of a hypothesis that an action builds on, by how it stands. */
  actedOn: {
    untested: 'acted on, untested',
    contradicted: 'acted on, contradicted',
  },
  whyActedOn: {
    untested: (titles: readonly string[]) =>
      `Somebody acts on this: ${quoted(titles)}. It is untested.`,
    contradicted: (titles: readonly string[]) =>
      `Somebody acts on this: ${quoted(titles)}. It is contradicted.`,
  },
  holder: {
    label: 'Who holds it',
    nobody: 'Nobody yet',
    take: 'Take it',
    handOver: 'Hand over',
    handOverTo: 'Hand over to…',
    takeOver: 'Take it over',
    letGo: 'Let it go: nobody for now',
    /** In the air between two people: seen, heard, and what it waits for. */
    isItTheirs: (name: string) => `${name}?`,
    handedTo: (name: string) => `handed to ${name}`,
    until: (name: string) => `Until ${name} says “I have it”, it stays where it is`,
    haveIt: 'I have it',
    takeBack: 'Take the hand-over back',
  },
  observed: {
    label: 'Observed at',
    at: (time: string) => `Observed at ${time}`,
    by: (time: string, name: string) => `Observed at ${time} by ${name}`,
  },
  linking: (from: string, to: string) => `What “${from}” does for “${to}”`,
  quoted: (title: string) => `“${title}”`,
  /** What a signal or an action does for a hypothesis, where one chooses. */
  relation: {
    supports: 'Supports',
    contradicts: 'Contradicts',
    tests: 'Tests',
    'acts on': 'Acts on',
  },
  /** The links of a card in numbers: `out` from a signal or action, `in` of a hypothesis. */
  evidence: {
    supports: {
      out: (count: number) => `Supports ${hypotheses(count)}`,
      in: (count: number) => `Supported by ${signals(count)}`,
    },
    contradicts: {
      out: (count: number) => `Contradicts ${hypotheses(count)}`,
      in: (count: number) => `Contradicted by ${signals(count)}`,
    },
    tests: {
      out: (count: number) => `Tests ${hypotheses(count)}`,
      in: (count: number) => `Tested by ${actions(count)}`,
    },
    'acts on': {
      out: (count: number) => `Acts on ${hypotheses(count)}`,
      in: (count: number) => `Acted on by ${actions(count)}`,
    },
  },
})

function quoted(titles: readonly string[]): string {
  return titles.map((title) => `“${title}”`).join(', ')
}
