import { expect, test } from 'vitest'
import { openLibrary } from '../../server/library/library.ts'
import { readFile } from 'node:fs/promises'
import { must } from '../../shared/invariants.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { scenarioAnswer, scenarioLine } from '../../shared/scenario/scenario.ts'
import { showProblem } from '../../shared/scenario/scenario-problem.ts'
import { answersOf, transcriptOf } from '../../shared/scenario/to-plan.ts'
import type { AnswerId } from '../../shared/ids.ts'
import { preparedAnswer } from '../../shared/script/prepared-answer.ts'
import { transcript } from '../../shared/transcript/transcript.ts'

const head = 'title: T\nsummary: S\nminutes: 5\nsituation: X\ninjects: []\n'

function problemsOf(text: string): string[] {
  const parsed = parseScenario(head + text)
  return parsed.ok ? [] : parsed.problems.map(showProblem)
}

test('[ANSWER-8] the shipped Incident Flow brings answers and a transcript as the script takes them', async () => {
  const shipped = must((await openLibrary()).scenario('shut-doors'), 'the scenario')
  const answers = answersOf(shipped, () => 'a_1' as AnswerId)
  expect(answers.length).toBeGreaterThanOrEqual(25)
  for (const each of answers) expect(preparedAnswer.parse(each)).toEqual(each)
  expect(new Set(answers.map(({ content }) => content.kind))).toEqual(
    new Set(['message', 'log', 'chart']),
  )
  const talk = must(transcriptOf(shipped), 'a transcript')
  expect(talk.lines.length).toBeGreaterThanOrEqual(60)
  expect(transcript.parse(talk)).toEqual(talk)
})

test('[ANSWER-8] what is wrong in answers and transcripts is told with its place', () => {
  expect(problemsOf('answers:\n  - ask: a\n    answer: b\n')).toEqual([])
  expect(problemsOf('answers:\n  - ask: a\n')).toEqual([
    expect.stringContaining('answers[0].answer: expected some text'),
  ])
  expect(problemsOf('answers:\n  - ask: a\n    anwser: b\n    answer: b\n')).toEqual([
    expect.stringContaining('did you mean "answer"?'),
  ])
  expect(problemsOf('answers:\n  - ask: a\n    kind: chart\n    unit: x\n')).toEqual([
    expect.stringContaining('expected the series of a chart'),
  ])
  const lines = (...times: string[]) =>
    `transcript:\n${times.map((at) => `  - {at: '${at}', who: A, text: b}\n`).join('')}`
  expect(problemsOf(lines('00:00', '00:00', '01:00'))).toEqual([])
  expect(problemsOf(lines('01:00', '00:59'))).toEqual([
    expect.stringContaining('expected lines in order of time'),
  ])
  expect(problemsOf("transcriptBegins: '24:00'\n")).toEqual([
    expect.stringContaining('expected a time of day'),
  ])
})

test('[ANSWER-8] the guide names every field of an answer and of a line', async () => {
  const guide = await readFile(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8')
  for (const field of [...Object.keys(scenarioAnswer.shape), ...Object.keys(scenarioLine.shape)]) {
    expect(guide).toContain(`\`${field}\``)
  }
})
