import { spoken } from './spoken.ts'

/** How the time of the exercise is told, and how long ago something was. */
export const clockWords = spoken('clock', {
  /** How the clock is read out. */
  face: {
    notStarted: 'Exercise time, not started',
    paused: 'Exercise time, paused',
    running: 'Exercise time, running',
    atSpeed: (speed: number) => `Exercise time, running at ${speed} times speed`,
  },
  /** What stands beside the time. */
  beside: {
    timebox: (length: string) => `of ${length}`,
    notStarted: 'not started',
    paused: 'paused',
    speed: (speed: number) => `${speed}×`,
  },
  ago: {
    now: 'just now',
    minutes: (minutes: number) => `${minutes} min ago`,
    hours: (hours: number) => `${hours} h ago`,
    hoursAndMinutes: (hours: number, minutes: number) => `${hours} h ${minutes} min ago`,
  },
  /** The same where there is little room. */
  agoInShort: {
    now: 'now',
    minutes: (minutes: number) => `${minutes} min`,
    hours: (hours: number) => `${hours} h`,
    hoursAndMinutes: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  },
})
