import { spoken } from './spoken.ts'

/** What the timeline says about its marks and about the moment that somebody points at. */
export const timelineWords = spoken('timeline', {
  name: 'Timeline of the exercise',
  look: 'Look along the timeline',
  mark: {
    at: (mark: string, time: string) => `${mark}, at ${time}`,
    whisper: (title: string) => `${title}, a whisper`,
    cue: (name: string, cue: string) => `${name}: ${cue}`,
    /** Whose name is not known. */
    somebody: 'Somebody',
  },
  /** Steps of what is played together. */
  turn: {
    conducts: (name: string) => `${name} conducts`,
    card: (title: string) => `A card: ${title}`,
    held: 'Fermata: the clock is held',
    revealed: 'Fermata: the answers side by side',
  },
  /** @param more the time of day and what was then, as far as they are known */
  moment: (time: string, more: readonly string[]) => [`${time} of exercise`, ...more].join(', '),
})
