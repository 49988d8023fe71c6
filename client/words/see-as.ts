import { spoken } from './spoken.ts'

/** What a facilitator reads while they look at the session as somebody else has it. */
export const seeAsWords = spoken('see-as', {
  /** On the stand and in the palette. */
  open: (name: string) => `See as ${name}`,
  name: (name: string) => `The session as ${name} sees it`,
  title: 'You see what {who} sees',
  about:
    'What they can read here, not their screen. Nothing you do here reaches anybody, and nobody is told.',
  fetching: 'Fetching what only they can read…',
  back: 'Back to the stand',
  key: '{escape} as well',
  /** @param left exercise time, as `0:40` */
  due: (title: string, left: string) => `“${title}” lands in ${left}`,
  missing: 'This view could not be fetched. Go back and try again.',
})
