import type { ReadTranscript } from '../../shared/transcript/read-transcript.ts'
import type { TalkProblem } from '../../shared/transcript/talk.ts'
import { counted } from './counted.ts'
import { spoken } from './spoken.ts'

const forms: Record<ReadTranscript['form'], string> = {
  plain: 'as lines of a chat',
  slack: 'as a day of a Slack export',
  csv: 'as a table',
}
const problems: Record<TalkProblem['is'], string> = {
  'not-understood': 'nobody says this, left out',
  'without-words': 'has no words, left out',
  'no-time': 'its time is not one; it lies between its neighbours',
  hidden: 'looked like a key or token, which is hidden',
  shortened: 'too long, cut short',
  'too-many': 'there is no more place for it, left out',
}

/** Listen: the talk of an incident flows past in the channel. */
export const transcriptWords = spoken('transcript', {
  title: 'Listen: transcript',
  /** When a line was said in the incident it is from. */
  original: (clock: string) => `${clock} in the incident`,
  none: 'Load the chat of an incident; it flows past in everybody’s channel.',
  load: 'Load a transcript',
  another: 'Load another',
  paste: 'The chat',
  pasteHint:
    '10:42 Kim: text, or [10:42] <kim> text, a Slack day file, or a table with time, who, text',
  file: 'Or a file',
  unreadable: 'This file cannot be read. Paste its text.',
  forms,
  understood: (lines: number, form: string, length: string) =>
    `${counted(lines, 'line', 'lines')}, read ${form}, ${length} long.`,
  nothing: 'No line of it was understood as said by somebody.',
  notAll: (count: number) =>
    counted(count, 'line is not as it stood', 'lines are not as they stood'),
  problem: (line: number, what: string) => `Line ${line.toLocaleString()} ${what}`,
  problems,
  moreProblems: (count: number) => counted(count, 'more line', 'more lines'),
  take: 'Take this transcript',
  cancel: 'Cancel',
  loaded: 'The transcript is loaded.',
  play: 'Play',
  pause: 'Pause',
  speed: 'Speed of the transcript',
  times: (speed: number) => `${speed}×`,
  skip: 'Skip the silence',
  skipHint: 'Go on 3 seconds before the next line',
  progress: 'Lines that have come',
  place: (said: number, of: number) => `${said.toLocaleString()} of ${of.toLocaleString()}`,
  next: (clock: string, who: string) => `next: ${clock} ${who}`,
  nextIn: (time: string, clock: string, who: string) => `next in ${time}: ${clock} ${who}`,
  over: 'all of it has come',
  waitsForPlay: 'It plays while the session is in play.',
  waitsForClock: 'The clock stands, and the transcript with it.',
})
