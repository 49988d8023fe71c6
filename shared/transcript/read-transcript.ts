import { readCsvTalk } from './csv-talk.ts'
import { readPlainTalk } from './plain-talk.ts'
import { readSlackTalk } from './slack-talk.ts'
import type { HeardLine, Talk, TalkProblem } from './talk.ts'
import type { Transcript, TranscriptLine } from './transcript.ts'
import { longestLine, longestSpeaker, longestTranscript, mostLines } from './transcript.ts'

/** What a text was understood as: the transcript, or null where no line of it was, and what was not. */
export interface ReadTranscript {
  readonly form: 'plain' | 'slack' | 'csv'
  readonly transcript: Transcript | null
  /** Everything that is not in the transcript as it stood, line by line. */
  readonly problems: readonly TalkProblem[]
}

const day = 86_400_000
/** Between lines of which nobody knows the time. */
const usualGap = 5_000

/**
 * Reads a talk as people have it: `10:42 Kim: text`, `[10:42] <kim> text`, a day of a Slack export, or
 * a table with time, who and text. Never throws; what it does not understand it names.
 */
export function readTranscriptText(text: string): ReadTranscript {
  const { form, talk } = readTalk(text.replace(/^\uFEFF/, ''))
  const problems = [...talk.problems]
  // What there is no place for needs no time either.
  const lines = fitting(timed(talk.lines.slice(0, mostLines)), problems)
  for (const { line, text: said } of talk.lines.slice(mostLines)) {
    problems.push({ line, is: 'too-many', text: sample(said) })
  }
  const begins = talk.lines.find(({ time }) => time !== null)?.time ?? null
  problems.sort((a, b) => a.line - b.line)
  const transcript =
    lines.length > 0 ? { begins: begins === null ? null : begins % day, lines } : null
  return { form, transcript, problems }
}

function readTalk(text: string): { form: ReadTranscript['form']; talk: Talk } {
  const slack = readSlackTalk(text)
  if (slack) return { form: 'slack', talk: slack }
  const csv = readCsvTalk(text)
  return csv ? { form: 'csv', talk: csv } : { form: 'plain', talk: readPlainTalk(text) }
}

interface TimedLine extends TranscriptLine {
  readonly line: number
}

/**
 * Times since the first line. A time of day far before the last one is after midnight, one a little
 * before it is as late as the last. Lines without a time, and those of one minute, lie evenly between
 * those that have one.
 */
function timed(heard: readonly HeardLine[]): TimedLine[] {
  const known = unwrapped(heard)
  const first = known.find((each) => each !== null) ?? 0
  const leading = Math.max(
    0,
    known.findIndex((each) => each !== null),
  )
  const origin = first - leading * usualGap
  return heard.map(({ who, text, line }, index) => ({
    at: Math.round(spread(known, index) - origin),
    who,
    text,
    line,
  }))
}

/** Milliseconds that only grow; null where a line has no time, or the same as the line before. */
function unwrapped(heard: readonly HeardLine[]): (number | null)[] {
  let latest = -Infinity
  return heard.map(({ time }) => {
    if (time === null) return null
    let at = time
    while (latest - at > day / 2) at += day
    if (at <= latest) return null
    return (latest = at)
  })
}

function spread(known: readonly (number | null)[], index: number): number {
  const own = known[index]
  if (own !== null && own !== undefined) return own
  const before = known.findLastIndex((each, at) => at < index && each !== null)
  const after = known.findIndex((each, at) => at > index && each !== null)
  if (before < 0 && after < 0) return index * usualGap
  if (before < 0) return (known[after] ?? 0) - (after - index) * usualGap
  const from = known[before] ?? 0
  if (after < 0) return from + (index - before) * usualGap
  return from + (((known[after] ?? 0) - from) * (index - before)) / (after - before)
}

/** The lines that a transcript has place for, each as long as one may be. */
function fitting(lines: readonly TimedLine[], problems: TalkProblem[]): TranscriptLine[] {
  const taken: TranscriptLine[] = []
  let characters = 0
  for (const { line, at, who, text } of lines) {
    const short = { at, who: who.slice(0, longestSpeaker), text: text.slice(0, longestLine) }
    characters += short.who.length + short.text.length
    if (characters > longestTranscript) {
      problems.push({ line, is: 'too-many', text: sample(text) })
      continue
    }
    if (short.text !== text || short.who !== who) {
      problems.push({ line, is: 'shortened', text: sample(text) })
    }
    taken.push(short)
  }
  return taken
}

const sample = (text: string) => text.slice(0, 120)
