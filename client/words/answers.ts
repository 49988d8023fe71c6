import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

/** Gather: answers from what is prepared, or on the spot. */
export const answersWords = spoken('answers', {
  title: 'Gather: prepared answers',
  field: 'Find an answer',
  hint: 'A word or two of the question',
  /** On a message, and its key. */
  tool: 'Answer',
  key: 'Answer the question in the channel',
  answering: 'You answer this:',
  close: 'Close the answers (Escape)',
  list: 'Answers, the best first',
  /** Beside the field, for whoever sees it. */
  keys: 'Enter sends it, the arrows choose.',
  nothing: 'Nothing is prepared for this. Type what they would see.',
  noneYet: 'Nothing is prepared here. What you type is sent, and can be kept.',
  more: (count: number) => counted(count, 'more below', 'more below'),
  sentAt: (time: string) => `sent ${time}`,
  kinds: { log: 'log', chart: 'chart' },
  onTheSpot: (text: string) => `Say: ${text}`,
  as: 'Say it as',
  asHint: 'Grafana, Kim from support',
  keep: 'Keep it among the prepared answers',
  send: 'Send the answer',
  done: (title: string) => `Answered: ${title}`,
  /** Read out beside the name of whom a facilitator spoke as. */
  by: (name: string) => `posted by ${name}`,
  unfold: (lines: number) => `Show all ${lines.toLocaleString()} lines`,
  fold: 'Show less',
})
