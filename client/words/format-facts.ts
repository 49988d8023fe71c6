import { spoken } from './spoken.ts'

const min = (minutes: number) => `${minutes.toLocaleString()} min`

/** What is told of an exercise format where one is chosen, and in the lobby. */
export const formatFactsWords = spoken('format-facts', {
  /** How long it usually takes, from the lobby to the end of the debrief. */
  takes: (lobby: number, play: number, debrief: number) =>
    `Usually ${min(lobby)} to gather, ${min(play)} of play, ${min(debrief)} to talk it over.`,
  parts: 'Parts:',
  /** Before the building blocks that it is made of. */
  playedWith: 'Played with:',
  /** Between two of them. */
  between: '· ',
  choice: {
    label: 'How we play',
    /** After the purpose of the one that is chosen. */
    hint: 'You can change it until you start playing.',
  },
})
