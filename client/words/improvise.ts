import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const kilobytes = (count: number) => `${count.toLocaleString()} KB`

/** What is said where a facilitator writes a surprise on the spot. */
export const improviseWords = spoken('improvise', {
  open: 'Improvise',
  kinds: {
    name: 'Kind',
    message: 'Message',
    alert: 'Alert',
    log: 'Log excerpt',
    call: 'Phone call',
    image: 'Image',
    chart: 'Chart',
  },
  severities: {
    name: 'Severity',
    info: 'For information',
    warning: 'Warning',
    critical: 'Critical',
  },
  fields: {
    title: 'Title',
    from: 'From',
    fromHint: 'A person or a system, if you like',
    log: 'Log',
    more: 'More',
    audience: 'For',
    when: 'When',
  },
  /** When it lands; `in` by the clock of the exercise. */
  when: {
    now: 'Now',
    in: (minutes: number) => `In ${counted(minutes, 'minute', 'minutes')}`,
    hand: 'Later, by hand',
    when: 'When something happens…',
  },
  missing: {
    title: 'Give it a title: it is what people read first.',
    picture: 'Choose a picture.',
    description: 'Say what it shows.',
    log: 'Put in what the log says.',
    /** @param line what cannot be read of it */
    points: (series: string, line: string) =>
      `“${line}” in ${series === '' ? 'the line' : `“${series}”`} is not read: write a time and a number on each line, at least two, in order of time.`,
  },
  /** The numbers of a chart. */
  chart: {
    unit: 'Unit',
    series: (number: number) => `Line ${number}`,
    points: (number: number) => `Its points (line ${number})`,
    hint: 'A time of the exercise and a number on each line, as 1:30 4.2',
    moving: 'It grows as the exercise goes on',
  },
  verbs: {
    landing: 'Landing…',
    land: 'Land it now',
    whisper: 'Whisper now',
    plan: 'Put in the run of show',
    cancel: 'Not now',
  },
  done: {
    landed: 'Landed for everyone',
    landedFor: (audience: string) => `Landed for ${audience}`,
    planned: 'In the run of show',
  },
  picture: {
    name: 'Picture',
    chosen: 'What you chose',
    hint: 'PNG, JPEG, WebP or GIF, up to 300 KB',
    description: 'What it shows',
    descriptionHint: 'In words, for whoever does not see it',
    noPicture: (file: string) => `“${file}” is no PNG, JPEG, WebP or GIF picture.`,
    unreadable: (file: string) => `“${file}” cannot be read.`,
    /** @param size in kilobytes, as `most` */
    tooLarge: (file: string, size: number, most: number) =>
      `“${file}” has ${kilobytes(size)}, and ${kilobytes(most)} is the most. Make it smaller, or cut out what matters.`,
  },
})
