import { spoken } from './spoken.ts'

/** What the panel of surprises says around them. */
export const feedWords = spoken('feed', {
  title: 'Surprises',
  meaning:
    'What the facilitator lets happen while you play, prepared or made up on the spot: a message, an alert, a call. Elsewhere it is called an inject.',
  bell: {
    on: 'Sound of the bell: on, in this browser',
    off: 'Sound of the bell: off, in this browser',
  },
  quiet: {
    beforePlay: 'Quiet so far. Once you play, surprises land here for everyone at once.',
    inPlay: 'Nothing has landed. Surprises come here without stopping your hands.',
  },
  above: (count: number) => `${count} new above`,
  list: 'What has landed',
})
