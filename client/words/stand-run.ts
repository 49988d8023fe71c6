import { spoken } from './spoken.ts'

/** What the run of show says: when each surprise lands, and what can be done with it. */
export const runWords = spoken('stand-run', {
  title: 'Run of show',
  meaning:
    'The prepared surprises in their order, and when each lands. You can land, hold or skip any of them.',
  next: {
    running: 'until “{title}”',
    still: 'until “{title}”, once the clock runs',
  },
  nothing:
    'This session has no prepared surprises. Write one on the spot whenever the room could use it.',
  allLanded: 'Everything has landed. Improvise, or let them play on.',
  landed: (count: number) => `Landed: ${count}`,
  item: {
    /** Only `{title}` is seen, the rest is read aloud. */
    name: (kind: string) => `${kind}: {title}`,
    more: 'Show what it says, and your notes',
    less: 'Show less',
    /** Whose name is not known. */
    somebody: 'somebody',
  },
  /** Where it stands. */
  standing: {
    planned: (time: string) => `planned at ${time}`,
    armed: 'armed',
    armedMeans: 'Armed: it lands by itself, once its time or what it waits for has come.',
    held: 'held',
    skipped: 'skipped',
    landed: (time: string) => `landed ${time}`,
    landedFor: (time: string, name: string) => `landed ${time} for ${name}`,
    /** Of two or more. */
    times: (count: number, last: string) => `landed ${count} times, last at ${last}`,
    /** Another option was settled than the one it waits for. */
    passed: 'not what was chosen',
    late: (landed: string, by: string) => `${landed}, ${by} late`,
  },
  whisper: {
    meaning: 'A whisper is a surprise for one person. Nobody else sees it land.',
    name: 'whisper',
    to: (name: string) => `whisper to ${name}`,
  },
  /** What is in it. */
  parts: {
    says: 'It says',
    log: 'Log',
    chart: 'Chart',
    series: (names: readonly string[], unit: string) => `${names.join(', ')} (${unit})`,
    picture: 'Picture',
    expect: 'You hope for',
    notes: 'Notes',
  },
  verbs: {
    whisperTo: 'Whisper to',
    choose: 'Whisper to…',
    whisper: 'Whisper now',
    land: 'Now',
    hold: 'Hold',
    release: 'Release',
    putBack: 'Put back',
    skip: 'Skip',
    earlier: '−1 min',
    later: '+1 min',
    soon: 'In 2 min',
    oneEarlier: 'It lands a minute earlier',
    oneLater: 'It lands a minute later',
    lands: 'It lands by itself in two minutes',
    busy: 'One moment…',
  },
})
