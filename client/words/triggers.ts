import { unreachable } from '../../shared/invariants.ts'
import type { InjectId } from '../../shared/ids.ts'
import { showDuration } from '../../shared/scenario/duration.ts'
import type { Repeat } from '../../shared/stage/repeat.ts'
import type { TriggerProblem } from '../../shared/stage/trigger-problem.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import { watchesBoard } from '../../shared/stage/trigger.ts'
import { branchWords } from './branch.ts'
import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const statuses = {
  proposed: 'proposed',
  testing: 'being tested',
  supported: 'supported',
  refuted: 'refuted',
}

/** What decides when a surprise lands, in plain words, and where one chooses it. */
export const triggerWords = spoken('triggers', {
  at: (time: string) => `at ${time}`,
  hand: 'by hand',
  unclear: 'by hand',
  after: (wait: string, title: string) => `${wait} after “${title}”`,
  rightAfter: (title: string) => `right after “${title}”`,
  /** The title of an inject that nobody knows. */
  gone: 'a surprise that is gone',
  chosen: (option: string, title: string) => `once “${option}” is chosen in “${title}”`,
  afterChosen: (wait: string, option: string, title: string) =>
    `${wait} after “${option}” is chosen in “${title}”`,
  /** Behind when it lands. */
  again: {
    whenever: (when: string, every: string) =>
      `${when}, again whenever it holds, at most every ${every}`,
    every: (when: string, every: string) => `${when}, and again every ${every}`,
    times: (again: string, times: number) => `${again}, ${counted(times, 'time', 'times')} in all`,
  },
  hypothesis: (status: string) => `when a hypothesis is ${status}`,
  hypothesisWith: (text: string, status: string) => `when a hypothesis with “${text}” is ${status}`,
  text: (text: string) => `when somebody writes “${text}”`,
  done: (text: string) => `when an action with “${text}” is done`,
  nobody: 'when nobody is on anything for a minute',
  quiet: (wait: string) => `when the board is quiet for ${wait}`,
  all: (conditions: readonly string[]) => conditions.join(' and '),
  any: (conditions: readonly string[]) => conditions.join(' or '),
  /** Conditions that stand among others. */
  among: (conditions: string) => `(${conditions})`,
  minutes: (minutes: number) => `${minutes} min`,
  seconds: (seconds: number) => `${seconds} s`,
  statuses,
  problems: {
    unclear: 'What it waited for cannot be read. Choose when it lands.',
    noOption: (title: string) =>
      `It waits for a choice that “${title}” does not offer. Choose when it lands.`,
    gone: 'It waits for a surprise that is gone. Choose another, or land it by hand.',
    skipped: (title: string) =>
      `It waits for “${title}”, which is skipped. Put that back, or choose when this one lands.`,
    circle: (titles: readonly string[]) =>
      `It waits for itself: ${titles.map((title) => `“${title}”`).join(', which waits for ')}. Choose when it lands.`,
  },
  editor: {
    open: 'When…',
    kind: 'Lands',
    kinds: {
      time: 'At a time',
      hand: 'By hand',
      after: 'After another surprise',
      hypothesis: 'When a hypothesis stands so',
      text: 'When somebody writes something',
      done: 'When an action is done',
      nobody: 'When nobody is on anything',
      quiet: 'When the board is quiet',
      chosen: 'When they choose something',
      all: 'When all of these hold',
      any: 'When any of these holds',
      several: 'When several things hold',
    },
    time: 'Time of the exercise',
    timeHint: 'As 04:30 or 1:15:00',
    after: 'After',
    choose: 'Choose a surprise…',
    chosen: 'They choose',
    chooseOption: 'Choose an option…',
    option: (option: string, title: string) => `“${option}” in “${title}”`,
    /** What is put together of several, each by its place. */
    part: (at: number) => `Condition ${at}`,
    another: 'Another condition',
    drop: (at: number) => `Leave out condition ${at}`,
    delay: 'Wait',
    quiet: 'For',
    status: 'It is',
    matching: 'Containing',
    matchingIfAny: 'Title contains',
    ifAny: 'Any, if you leave it empty',
    nobodyHint: 'Once nobody has said for a minute what they are doing.',
    again: {
      name: 'How often',
      once: 'Once',
      again: 'Again whenever it holds',
      every: 'At most every',
      times: 'Times in all',
      missingEvery: 'Write half a minute or more, such as 02:00.',
      missingTimes: 'Write a number from 2 to 20.',
    },
    save: 'Set',
    cancel: 'Leave it',
    missing: {
      time: 'Write a time such as 04:30.',
      wait: 'Write minutes and seconds, such as 02:00.',
      after: 'Choose the one that it waits for.',
      option: 'Choose what they have to choose.',
      matching: 'Write what to look for.',
    },
  },
})

const say = triggerWords

/** When an inject lands: “2 min after “Pager””, “when a hypothesis is supported”. */
export function triggerInWords(
  trigger: PlannedTrigger,
  titleOf: (inject: InjectId) => string | undefined,
  optionOf: (inject: InjectId, option: string) => string | undefined = () => undefined,
): string {
  switch (trigger.on) {
    case 'time':
      return say.at(showDuration(trigger.at))
    case 'hand':
      return say.hand
    case 'unclear':
      return say.unclear
    case 'after':
      return afterWords(trigger.delay, titleOf(trigger.inject) ?? say.gone)
    case 'chosen':
      return chosenWords(
        trigger.delay,
        optionOf(trigger.inject, trigger.option) ?? branchWords.gone,
        titleOf(trigger.inject) ?? say.gone,
      )
    case 'hypothesis': {
      const status = say.statuses[trigger.status]
      const { matching } = trigger
      return matching === undefined ? say.hypothesis(status) : say.hypothesisWith(matching, status)
    }
    case 'text':
      return say.text(trigger.matching)
    case 'done':
      return say.done(trigger.matching)
    case 'nobody':
      return say.nobody
    case 'quiet':
      return say.quiet(waitWords(trigger.for))
    case 'all':
    case 'any':
      return say[trigger.on](
        trigger.of.map((each) => {
          const words = triggerInWords(each, titleOf, optionOf)
          return 'of' in each && each.of.length > 1 ? say.among(words) : words
        }),
      )
    default:
      return unreachable(trigger)
  }
}

function afterWords(delay: number, title: string): string {
  return delay < 500 ? say.rightAfter(title) : say.after(waitWords(delay), title)
}

function chosenWords(delay: number, option: string, title: string): string {
  return delay < 500 ? say.chosen(option, title) : say.afterChosen(waitWords(delay), option, title)
}

/** When an inject lands that lands again: “at 4:00, and again every 2 min, 5 times in all”. */
export function againInWords(when: string, repeat: Repeat, trigger: PlannedTrigger): string {
  // What the board does not decide goes on holding.
  const often = say.again[watchesBoard(trigger) ? 'whenever' : 'every']
  const again = often(when, waitWords(repeat.every))
  return repeat.times === undefined ? again : say.again.times(again, repeat.times)
}

/** “2 min”, “30 s”, “1 min 30 s”. */
function waitWords(milliseconds: number): string {
  const total = Math.round(milliseconds / 1_000)
  const [minutes, seconds] = [Math.floor(total / 60), total % 60]
  const parts = [minutes > 0 && say.minutes(minutes), seconds > 0 && say.seconds(seconds)]
  return parts.filter((part) => part !== false).join(' ')
}

/** Why an inject will not land by itself. */
export function triggerProblemInWords(problem: TriggerProblem): string {
  if (problem.is === 'circle') return say.problems.circle(problem.titles)
  if (problem.is === 'skipped') return say.problems.skipped(problem.title)
  if (problem.is === 'noOption') return say.problems.noOption(problem.title)
  return say.problems[problem.is]
}
