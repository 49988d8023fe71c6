import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** Tags on messages: giving them, and what they come to together. */
export const tagWords = spoken('tags', {
  /** The strip below the messages. */
  strip: {
    name: 'Tags for the message in hand',
    choose: 'Choose a message to tag',
    chooseKeys: '(click, or ↑ ↓)',
    blind: 'Only you see your tags until the reveal',
    open: 'Everybody sees tags at once',
    putOn: (kind: string) => `Tag as ${kind}`,
    observe: 'Observation',
    observeHint: 'What you noticed at this message (key E)',
    add: 'Kind',
    addHint: 'Add a kind of tag for everybody in this session',
  },
  keyed: (kind: string, means: string, key: string) =>
    `${[kind, means].filter((part) => part !== '').join(': ')} (key ${key})`,
  /** Read aloud after a key. */
  said: {
    on: (kind: string) => `Tagged: ${kind}`,
    off: (kind: string) => `Taken off: ${kind}`,
  },
  form: {
    observation: 'What did you notice here?',
    kind: 'Name of the new kind',
    save: 'Save',
    add: 'Add',
    cancel: 'Cancel',
  },
  toolbar: {
    open: 'Tag this message',
    kinds: 'Kinds of tags',
  },
  message: {
    name: 'Tags',
    /** Stands right before the kind. */
    whose: (names: string) => `${names}: `,
    all: (names: string, kind: string) => `${names}: ${kind}`,
    blind: 'only you see this',
    observed: (name: string) => `${name} noticed:`,
    somebody: 'Somebody',
  },
  open: 'Merged timeline',
  panel: {
    name: 'Merged timeline',
    means:
      'The channel and the surprises in one line of time, with who tagged what. Where people agree says something about the picture they share, and nothing about anybody.',
    close: 'Close',
    missing: 'This could not be fetched. Reload the page once the network is back.',
    views: { name: 'Shown here', timeline: 'Timeline', agreement: 'Agreement', table: 'Table' },
    blind:
      'Tags are blind now: each person sees their own alone, until a facilitator reveals them.',
    revealed: 'The tags are before everybody.',
  },
  timeline: {
    show: 'Show',
    all: 'All messages',
    tagged: 'Tagged messages',
    diverging: 'Where pictures diverge',
    divergingMeans:
      'Two people or more tagged the message, and no kind was given by more than half of them.',
    of: (kind: string) => `Tagged as ${kind}`,
    none: 'No message is like that.',
    inject: 'Surprise',
    diverges: 'pictures diverge',
    gave: (names: string) => `by ${names}`,
    pick: (words: string) => `Choose: ${words}`,
    more: (count: number) => `Show more (${count.toLocaleString()})`,
    pickAll: 'Choose all',
    pickNone: 'Choose none',
  },
  cards: {
    make: (count: number) => `Make ${counted(count, 'card', 'cards')}`,
    hint: 'Chosen messages become cards, each once. What they were tagged with says of which kind.',
    made: (made: number, there: number) => {
      const were = there > 0 ? ` ${counted(there, 'was', 'were')} there already.` : ''
      return `${counted(made, 'card is', 'cards are')} on the board.${were}`
    },
    tooMany: (most: number) => `At most ${most.toLocaleString()} cards are made at once.`,
  },
  agreement: {
    lead: (people: number, messages: number) =>
      `${counted(people, 'person', 'people')} tagged ${counted(messages, 'message', 'messages')}.`,
    overall: 'All tags together',
    byKind: 'Each kind by itself',
    kind: 'Kind',
    alpha: 'Alpha',
    notDefined: 'not defined',
    reading: {
      undefined: 'There is nothing to compare yet: it takes two people and two different tags.',
      less: 'The same messages were read in different ways, more than chance would bring. Worth talking about.',
      chance: 'About as much in common as chance would bring. Worth talking about.',
      some: 'More in common than chance would bring, and much that was read differently.',
      much: 'Most was read in the same way.',
      all: 'All of it was read in the same way.',
    },
    about:
      'This describes the ensemble, never a person. Different readings are no mistake: they are what to talk about.',
    how: 'How it is measured',
    formula: 'α = 1 − Do / De',
    formulaMeans:
      'Do is how far apart people are on the same message, on average; De how far any two sets of tags of the whole session are. So 1 means all the same, 0 what chance alone would bring, and less than 0 that people differ more than by chance. Where all tags are the same, nothing can be told, and it is not defined.',
    units:
      'Counted are the messages that somebody tagged, and the people who tagged anything at all. Who left such a message alone gave it no tag.',
    sets: 'All tags together compares sets by the MASI distance: 0 for equal sets, 1 for sets with nothing in common, between them where one holds the other or they overlap. A kind by itself is compared as given or not.',
    sources:
      'Krippendorff, Content Analysis, 3rd edition (2013), chapter 12; Hayes and Krippendorff, Answering the Call for a Standard Reliability Measure for Coding Data (2007); Passonneau, Measuring Agreement on Set-Valued Items (2006).',
  },
  table: {
    download: 'Download as CSV',
    file: (title: string) => `${title} - tags.csv`,
    session: 'session',
    later: 'The file can be downloaded in the debrief.',
    time: 'Time',
    exerciseTime: 'Exercise time',
    who: 'Who wrote',
    message: 'Message',
    tags: 'Tags',
    observations: 'Observations',
    given: (kind: string, names: string) => `${kind} (${names})`,
    observed: (name: string, text: string) => `${name}: ${text}`,
    between: '; ',
  },
  stand: {
    name: 'Tagging',
    mode: 'Who sees tags',
    blind: 'Blind until the reveal',
    open: 'In the open',
    reveal: 'Reveal the tags',
    nobody: 'Nobody has tagged anything yet.',
    progress: 'How far everybody is; only facilitators see it',
    messages: (count: number) => counted(count, 'message', 'messages'),
  },
})
