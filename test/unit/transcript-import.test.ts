import { expect, test } from 'vitest'
import type { ReadTranscript } from '../../shared/transcript/read-transcript.ts'
import { readTranscriptText } from '../../shared/transcript/read-transcript.ts'
import { clockOf, longestLine, mostLines, transcript } from '../../shared/transcript/transcript.ts'
import { realInput } from '../support/real-inputs.ts'
import { zipEntries } from '../support/zip-entries.ts'

const hour = 3_600_000
const said = ({ transcript: read }: ReadTranscript) =>
  (read?.lines ?? []).map(({ at, who, text }) => [at / 1_000, who, text])
const named = ({ problems }: ReadTranscript) => problems.map(({ line, is }) => [line, is])

test('[TRANSCRIPT-10] lines of a chat are read with time, name and words, as people write them', () => {
  const read = readTranscriptText(
    '\uFEFF10:42 Kim Ek: it is slow\r\n[10:42:30] <@lu> which: one?\n2024-05-01T10:43:00Z Noa: <b>all</b>\n    and more\n',
  )
  expect(read.form).toBe('plain')
  expect(said(read)).toEqual([
    [0, 'Kim Ek', 'it is slow'],
    [30, 'lu', 'which: one?'],
    [60, 'Noa', '<b>all</b>\n    and more'],
  ])
  expect(read.transcript?.begins).toBe(10 * hour + 42 * 60_000)
  expect(read.problems).toEqual([])
})

test('[TRANSCRIPT-10] a table is found by its headings, with commas, quotes and line breaks in its cells', () => {
  const read = readTranscriptText(
    'Who,Time,Text\nKim,10:00,"a ""b"", c\nd"\nLu,later,e\n,10:01,f\nNoa,10:02,\n',
  )
  expect(read.form).toBe('csv')
  expect(said(read)).toEqual([
    [0, 'Kim', 'a "b", c\nd'],
    [5, 'Lu', 'e'],
  ])
  expect(named(read)).toEqual([
    [4, 'no-time'],
    [5, 'not-understood'],
    [6, 'without-words'],
  ])
})

test('[TRANSCRIPT-10] a day of a Slack export has names, marks as text, and its messages in order', () => {
  const day = [
    {
      ts: '1434139162.5',
      user: 'U2',
      text: 'a &lt; b &amp; <https://x.example|here> <#C1|ops> <!here>',
    },
    {
      ts: '1434139102.0',
      user: 'U1',
      text: 'hello <@U2> <@U3|noa>',
      user_profile: { display_name: 'Kim' },
    },
    { ts: 'soon', text: 'x' },
    { ts: '1434139170.0', user: 'U3', text: '' },
  ]
  const read = readTranscriptText(JSON.stringify(day))
  expect(read.form).toBe('slack')
  expect(said(read)).toEqual([
    [0, 'Kim', 'hello @U2 @noa'],
    [60.5, 'U2', 'a < b & here (https://x.example) #ops @here'],
  ])
  expect(named(read)).toEqual([
    [3, 'not-understood'],
    [4, 'without-words'],
  ])
})

test('[TRANSCRIPT-11] after midnight time goes on; what has no time of its own lies evenly between', () => {
  const midnight = readTranscriptText('23:59:50 Kim: a\n00:00:10 Lu: b')
  expect(said(midnight).map(([at]) => at)).toEqual([0, 20])
  const { begins, lines } = midnight.transcript ?? { begins: 0, lines: [] }
  expect(clockOf(begins, lines[1]?.at ?? 0)).toBe('00:00')
  const oneMinute = readTranscriptText('10:00 A: 1\n10:00 B: 2\n10:00 C: 3\n10:01 D: 4')
  expect(said(oneMinute).map(([at]) => at)).toEqual([0, 20, 40, 60])
  const timeless = readTranscriptText('Kim: a\nLu: b\nKim: c')
  expect(said(timeless).map(([at]) => at)).toEqual([0, 5, 10])
  expect(timeless.transcript?.begins).toBeNull()
})

test('[TRANSCRIPT-12] nothing is lost silently: what was not understood, shortened or too much is named', () => {
  const lines = Array.from({ length: mostLines + 1 }, (_, n) => `10:00 A: ${n}`)
  expect(named(readTranscriptText(lines.join('\n')))).toEqual([[mostLines + 1, 'too-many']])
  const mixed = readTranscriptText(
    `=== joined\n\n10:00 A: ${'x'.repeat(longestLine + 1)}\n10:01 B: `,
  )
  expect(named(mixed)).toEqual([
    [1, 'not-understood'],
    [3, 'shortened'],
    [4, 'without-words'],
  ])
  expect(readTranscriptText('nothing here').transcript).toBeNull()
})

test('[TRANSCRIPT-13] tokens are never shown, neither in the words nor in what is reported', () => {
  const token = ['xoxe', '1234567890', 'abcdef'].join('-')
  const slack = [
    { ts: '1', user: 'U1', text: `<https://files.example/a.png?t=${token}|a.png> ${token}` },
    { ts: 'x', file: token },
  ]
  for (const text of [
    JSON.stringify(slack),
    `10:00 Kim: ${token}\nno line ${token}`,
    `time,who,text\n10:00,Kim,${token}\n`,
  ]) {
    const read = readTranscriptText(text)
    expect(JSON.stringify(read)).not.toContain('1234567890')
    expect(named(read).map(([, is]) => is)).toContain('hidden')
  }
})

test('[TRANSCRIPT-14] an hour of a real IRC channel is understood, and every other line of it reported', (context) => {
  const text = realInput('chat/irc/2005-06-27_12.raw.txt', context).toString()
  const read = readTranscriptText(text)
  const spoken = text.split('\n').filter((line) => /^\[\d\d:\d\d\] <[^>]+> ?\S/.test(line))
  const written = text.split('\n').filter((line) => line.trim() !== '')
  expect(spoken.length).toBeGreaterThan(500)
  expect(read.transcript?.lines.length).toBeGreaterThanOrEqual(Math.min(spoken.length, mostLines))
  expect((read.transcript?.lines.length ?? 0) + read.problems.length).toBe(written.length)
  expect(transcript.safeParse(read.transcript).success).toBe(true)
})

test('[TRANSCRIPT-14] every day of a real Slack export is a transcript, without its tokens', (context) => {
  const entries = zipEntries(realInput('chat/slack/hfaran-testarchive.zip', context))
  const days = [...entries].filter(([name]) => /\/\d{4}-\d\d-\d\d\.json$/.test(name))
  expect(days.length).toBeGreaterThan(10)
  for (const [name, file] of days) {
    const read = readTranscriptText(file.toString())
    const all = JSON.parse(file.toString()) as unknown[]
    const lost = read.problems.filter(({ is }) => is === 'not-understood' || is === 'without-words')
    expect((read.transcript?.lines.length ?? 0) + lost.length, name).toBe(all.length)
    if (read.transcript) expect(transcript.safeParse(read.transcript).success, name).toBe(true)
    expect(JSON.stringify(read)).not.toMatch(/xox[a-z]-/)
  }
})
