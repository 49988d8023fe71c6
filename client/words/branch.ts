import { counted } from './counted.ts'
import { listed } from './listed.ts'
import { spoken } from './spoken.ts'

/** What is said where a surprise asks people to choose. */
export const branchWords = spoken('branch', {
  name: 'Choose one',
  /** Under the options, for whoever may choose. */
  rule: 'You may change your mind. It is settled once more than half of you agree.',
  ruleAlone: 'It is settled once you have chosen.',
  choose: 'Choose…',
  /** Behind an option, read aloud. */
  chosenBy: (names: readonly string[]) => `, chosen by ${listed(names)}`,
  more: (count: number) => `+${count.toLocaleString()}`,
  settled: {
    byMost: (option: string) => `Settled by most of you: “${option}”`,
    by: (option: string, name: string) => `Settled by ${name}: “${option}”`,
  },
  stand: {
    name: 'What they choose',
    open: (chosen: number) => `${counted(chosen, 'has', 'have')} chosen`,
    byMost: 'Settled by most of them',
    by: (name: string) => `Settled by ${name}`,
    /** Only the first word is seen behind an option, the rest is read aloud. */
    settle: (option: string) => `Choose “${option}” for them`,
    settleShort: 'Choose',
    most: 'Take what most chose',
    /** What comes of an option: the titles of what waits for it. */
    then: (titles: readonly string[]) => `then ${listed(titles.map((title) => `“${title}”`))}`,
    nothing: 'nothing waits for this',
  },
  /** Where a facilitator writes options on the spot. */
  fields: {
    add: 'Let them choose',
    name: 'They can choose from',
    option: (at: number) => `Option ${at}`,
    more: 'Another option',
    none: 'Nothing to choose',
    missing: 'Write two options at least, each another.',
  },
  /** A choice that is gone from its surprise. */
  gone: 'an option that is gone',
})
