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
    noPoints: (series: string) => `Put in the numbers of “${series}”, two at least.`,
    /** @param line what cannot be read of it */
    points: (series: string, line: string) =>
      `“${line}” in “${series}” is not read: write a time and a number on each line, in order of time, or numbers alone; two at least.`,
  },
  /** The numbers of a chart. */
  chart: {
    unit: 'Unit',
    series: (number: number) => `Line ${number}`,
    nameOf: (number: number) => `Name of line ${number}`,
    points: (number: number) => `Numbers of line ${number}`,
    hint: 'Numbers alone are a minute apart, the last one now: 12 14 90. Or a time of the exercise and a number on each line: 1:30 4.2',
    add: 'Add a line',
    remove: (number: number) => `Remove line ${number}`,
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
