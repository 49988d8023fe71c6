import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** Where a line of a chart begins and where it stands now. */
interface Course {
  readonly name: string
  readonly first: number
  readonly firstAt: string
  readonly last: string
  readonly lastAt: string
}

/** What a surprise says about itself: its kind, its head, and how it can be looked at. */
export const injectWords = spoken('inject', {
  kinds: {
    message: 'Message',
    log: 'Log',
    chart: 'Chart',
    call: 'Phone call',
    image: 'Image',
  },
  alerts: {
    info: 'Alert: information',
    warning: 'Alert: warning',
    critical: 'Alert: critical',
  },
  whisper: {
    mine: 'Only you see this',
    to: (name: string) => `Whispered to ${name}`,
  },
  /** Read aloud when one lands; a whisper says so first. */
  landing: {
    from: (kind: string, from: string, title: string) => `${kind} from ${from}: ${title}`,
    fromNobody: (kind: string, title: string) => `${kind}: ${title}`,
    whispered: (whisper: string, landing: string) => `${whisper}: ${landing}`,
  },
  signal: {
    make: 'Make it a signal',
    meaning: 'Make it a signal: something seen or heard, not explained yet',
  },
  /** When it landed: only `{ago}` is seen, the rest is read aloud. */
  time: {
    seen: (at: string) => `{ago}, at ${at}`,
    fresh: (at: string) => `New, {ago}, at ${at}`,
    exact: (at: string, wall: string) => `At ${at} of exercise, ${wall}`,
  },
  image: {
    enlarge: 'Show it large',
    close: 'Close the picture',
  },
  chart: {
    all: (title: string, unit: string, lines: readonly string[]) =>
      `${title}, in ${unit}: ${lines.join('; ')}`,
    nothing: (name: string) => `${name}: nothing yet`,
    course: ({ name, first, firstAt, last, lastAt }: Course) =>
      `${name} from ${first} at ${firstAt} to ${last} at ${lastAt}`,
  },
  log: {
    name: (title: string) => `Log: ${title}`,
    lines: (count: number) => counted(count, 'line', 'lines'),
    wrap: 'Wrap long lines',
    copy: 'Copy the log',
    copied: 'Copied the log',
    selected: 'Selected: press Ctrl+C (or ⌘C) to copy',
  },
  search: {
    hint: 'Search the log',
    name: (title: string) => `Search the log: ${title}`,
    none: 'none',
    place: (at: number, all: number) => `${at} of ${all}`,
    placeOfMany: (at: number, most: number) => `${at} of ${most} or more`,
  },
})
