import type { HeardLine, Talk, TalkProblem } from './talk.ts'
import { timeOfDay, withoutSecrets } from './talk.ts'

const columns = {
  time: /^(time|at|when|timestamp|date|datetime|ts)$/i,
  who: /^(who|name|user|author|speaker|from)$/i,
  text: /^(text|message|what|said|content|body)$/i,
}

/** A table with a row of headings for time, who and text, in any order. Null where it has none. */
export function readCsvTalk(text: string): Talk | null {
  const [head, ...rows] = rowsOf(text)
  const at = (name: keyof typeof columns) =>
    head?.cells.findIndex((each) => columns[name].test(each.trim())) ?? -1
  const [time, who, said] = [at('time'), at('who'), at('text')]
  if (who < 0 || said < 0) return null
  const lines: HeardLine[] = []
  const problems: TalkProblem[] = []
  for (const { cells, line } of rows) {
    const shown = withoutSecrets((cells[said] ?? '').trim())
    const [speaker, clock] = [(cells[who] ?? '').trim(), (cells[time] ?? '').trim()]
    const whole = withoutSecrets(cells.join(', ')).text.slice(0, 120)
    const when = timeOfDay(clock)
    if (shown.had) problems.push({ line, is: 'hidden', text: whole })
    if (when === null && clock !== '') problems.push({ line, is: 'no-time', text: whole })
    if (shown.text === '' || speaker === '') {
      problems.push({
        line,
        is: shown.text === '' ? 'without-words' : 'not-understood',
        text: whole,
      })
    } else lines.push({ time: when, who: speaker, text: shown.text, line })
  }
  return { lines, problems }
}

interface Row {
  readonly cells: readonly string[]
  /** The line on which it begins; the first is 1. */
  readonly line: number
}

/** The rows of RFC 4180: cells in quotes may hold commas, line breaks and doubled quotes. */
function rowsOf(text: string): Row[] {
  const cell = /("(?:[^"]|"")*"|[^,;\t\r\n"]*)([,;\t]|\r?\n|$)/y
  const rows: Row[] = []
  let cells: string[] = []
  let [line, begins] = [1, 1]
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text)
    if (!match)
      return rows.length > 0 ? [...rows, { cells: [text.split('\n')[line - 1] ?? ''], line }] : []
    const [whole, quoted = '', end = ''] = match
    cells.push(quoted.startsWith('"') ? quoted.slice(1, -1).replace(/""/g, '"') : quoted)
    line += whole.split('\n').length - 1
    if (/[,;\t]/.test(end)) continue
    if (cells.some((each) => each.trim() !== '')) rows.push({ cells, line: begins })
    cells = []
    begins = line
  }
  return rows
}
