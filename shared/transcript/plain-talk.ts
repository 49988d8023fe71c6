import type { HeardLine, Talk, TalkProblem } from './talk.ts'
import { timeOfDay, withoutSecrets } from './talk.ts'

const clock = String.raw`\d{1,2}:\d{2}(?::\d{2})?`
const date = String.raw`(?:\d{4}-\d{2}-\d{2}[T ])?`
/** `[10:42] <kim> text`, as IRC clients write it; also without the time. */
const irc = new RegExp(
  String.raw`^\s*(?:\[?${date}(${clock})\]?\s+)?<[@+ ]?([^<>\s]{1,80})>\s?(.*)$`,
)
/** `10:42 Kim: text`, `[10:42] Kim: text`, `10:42 - Kim: text`. */
const named = new RegExp(
  String.raw`^\s*\[?${date}(${clock})(?:Z| UTC)?\]?\s*[-–,]?\s+([^:<>]{1,80}):\s+(.*)$`,
)
/** `Kim: text`, where nobody noted when. */
const timeless = /^\s*(\p{L}[^:<>\n]{0,39}):\s+(\S.*)$/u

/** Reads a talk line by line. A line that is indented goes on from the one above. */
export function readPlainTalk(text: string): Talk {
  const lines: HeardLine[] = []
  const problems: TalkProblem[] = []
  text.split(/\r?\n/).forEach((written, index) => {
    const line = index + 1
    if (written.trim() === '') return
    const before = lines.at(-1)
    const shown = withoutSecrets(written)
    if (shown.had) problems.push({ line, is: 'hidden', text: shown.text.slice(0, 120) })
    const heard = heardIn(shown.text, line)
    if (heard?.text === '') problems.push({ line, is: 'without-words', text: shown.text })
    else if (heard) lines.push(heard)
    else if (/^\s+\S/.test(written) && before) {
      lines[lines.length - 1] = { ...before, text: `${before.text}\n${shown.text.trimEnd()}` }
    } else problems.push({ line, is: 'not-understood', text: shown.text.slice(0, 120) })
  })
  return { lines, problems }
}

function heardIn(written: string, line: number): HeardLine | null {
  const timedMatch = irc.exec(written) ?? named.exec(written)
  if (timedMatch) {
    const [, time, who = '', text = ''] = timedMatch
    return { time: time ? timeOfDay(time) : null, who: who.trim(), text: text.trim(), line }
  }
  const match = timeless.exec(written)
  if (!match || /^\s/.test(written)) return null
  const [, who = '', text = ''] = match
  return { time: null, who: who.trim(), text: text.trim(), line }
}
