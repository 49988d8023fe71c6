import { listed } from './listed.ts'
import { spoken } from './spoken.ts'

/** What a dry run says: when each surprise would have landed by itself in a recorded session, or why not. */
export const dryRunWords = spoken('dry-run', {
  title: 'Dry run',
  meaning:
    'Plays a recorded session beside the run of show as it is now, and says what would have landed by itself, and when. Nothing lands, and nobody else sees it.',
  present: 'This session so far',
  file: 'A recorded session…',
  fileLabel: 'A recorded session: a file exported from the start page',
  running: (percent: string) => `Playing it through: ${percent}`,
  done: 'Played through.',
  failed: 'It could not be played through. Try it again.',
  tooLarge: 'The file is larger than 64 MB. Choose a shorter session.',
  nothing: 'The run of show is empty: there is nothing to try.',
  close: 'Close',
  goTo: (title: string) => `${title}: go there`,
  outcome: {
    lands: (time: string, wall: string) => `${time} · ${wall}`,
    byHand: (time: string, wall: string) => `${time} · ${wall}, by hand`,
    forNobody: (time: string, wall: string) =>
      `${time} · ${wall}, and held: nobody was there to get it`,
    /** @param first the first landing, as above */
    again: (first: string, times: readonly string[]) => `${first}; again ${listed(times)}`,
    thenHeld: (before: string, time: string) =>
      `${before}; held ${time}: nobody was there to get it`,
    never: (reasons: readonly string[]) => `Never: ${reasons.join('; ')}`,
    held: 'Never by itself: it is held',
    skipped: 'Never: it is skipped',
    noPerson: 'Never by itself: no person is chosen for it',
    hand: 'By hand only',
    notTogether: 'Never: each of its conditions held, but not at one moment',
  },
  missing: {
    time: (end: string) => `the clock came to ${end} only`,
    afterNever: (title: string) => `“${title}” did not land`,
    afterLate: (title: string) => `“${title}” landed too late for it`,
    gone: 'the surprise that it waits for is gone',
    chosenNever: (option: string, title: string) =>
      `“${option}” was not what was settled under “${title}”`,
    chosenLate: (option: string, title: string) =>
      `“${option}” was settled too late for it under “${title}”`,
    noOption: (title: string) => `“${title}” does not offer what it waits for`,
    hypothesis: (status: string) => `no hypothesis was ${status}`,
    hypothesisWith: (text: string, status: string) => `no hypothesis with “${text}” was ${status}`,
    text: (text: string) => `nobody wrote “${text}”`,
    done: (text: string) => `no action with “${text}” was done`,
    nobody: 'somebody was always on something, or nobody for less than a minute',
    quiet: (wait: string) => `the board was never quiet for ${wait}`,
  },
})
