import { spoken } from './spoken.ts'

/** Moments that somebody marks for themselves, and their notes on them. */
export const momentWords = spoken('moments', {
  open: 'Mark this moment (M)',
  /** @param time of the exercise, or of the day before it began */
  title: (time: string) => `Note to myself, at ${time}`,
  titleClosed: 'My marked moments',
  ask: 'What struck you? Or leave it empty for a plain mark.',
  keys: '{enter} saves, {escape} puts it away and keeps it.',
  whoReads: 'Only you and the facilitators can read it, here and on the replay.',
  save: 'Save',
  saving: 'Saving…',
  putAway: 'Put away',
  moveTo: (time: string) => `Attach it to ${time} instead`,
  saved: (time: string) => `Saved with ${time}`,
  closed: 'The session is closed; nothing can be marked any more.',
  mine: {
    title: 'My marked moments',
    none: 'You have marked nothing yet.',
    plain: 'A plain mark',
    takeBack: (time: string) => `Take back the mark at ${time}`,
  },
})
