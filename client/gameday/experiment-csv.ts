import type { AtMoment, Experiment, Observation } from '../../shared/stage/experiment.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { nameOf } from '../board/change-words.ts'
import { gameDayWords } from '../words/gameday.ts'
import { endWords } from './experiment-words.ts'

/**
 * The log as CSV (RFC 4180: CRLF, quoted cells), a row for each observation and one for an experiment
 * without any. Moments are in UTC (ISO 8601).
 */
export function experimentCsv(
  experiments: readonly Experiment[],
  people: readonly RosterEntry[],
): string {
  const heads = Object.values(gameDayWords.log.columns)
  const rows = experiments.flatMap((each) => rowsOf(each, people))
  return [heads, ...rows].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')
}

function rowsOf(experiment: Experiment, people: readonly RosterEntry[]): string[][] {
  const { n, title, started, stopped, observations } = experiment
  const about = [
    String(n),
    title,
    utc(started),
    nameOf(started.by, people),
    utc(stopped),
    endWords(experiment, people),
  ]
  const row = (seen: Observation | null) => [
    ...about,
    utc(seen),
    seen ? nameOf(seen.by, people) : '',
    seen?.text ?? '',
  ]
  return observations.length === 0 ? [row(null)] : observations.map(row)
}

const utc = (moment: AtMoment | null) => (moment ? new Date(moment.wallAt).toISOString() : '')

/** What a spreadsheet would take for a formula, it is told to take for text (OWASP, CSV injection). */
function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return `"${plain.replaceAll('"', '""')}"`
}
