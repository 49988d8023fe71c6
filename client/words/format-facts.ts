import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const min = (minutes: number) => counted(minutes, 'minute', 'minutes')

/** What is told of an exercise format where one is chosen, and in the lobby. */
export const formatFactsWords = spoken('format-facts', {
  /** How long it usually takes, from the lobby to the end of the debrief. */
  takes: (lobby: number, play: number, debrief: number) =>
    `Usually ${min(lobby)} to gather, ${min(play)} of play, ${min(debrief)} to talk it over.`,
  parts: 'Parts:',
  /** Before the building blocks that it is made of. */
  playedWith: 'Played with:',
  /** Between the members of a list. */
  comma: ', ',
  choice: {
    label: 'How we play',
    /** Said to whoever already took a part. */
    hint: 'Until you start playing this can be changed: columns and parts follow at once. A part already taken stays until somebody takes another.',
  },
})
