import { expect, test } from 'vitest'
import { idsFrom } from '../../shared/ids.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { showProblem } from '../../shared/scenario/scenario-problem.ts'
import { planOf } from '../../shared/scenario/to-plan.ts'
import { plannedInject } from '../../shared/stage/inject.ts'
import { openLibrary } from '../../server/library/library.ts'

const head = 'title: T\nsummary: S\nminutes: 10\nsituation: X\ninjects:\n'
const fork =
  '  - {kind: message, title: Which way, key: fork, at: hand, options: [{key: trap, text: Left}, Right]}\n'
const waiting = (when: string) =>
  `${head}${fork}  - kind: message\n    title: Then\n    when: ${when}\n`
const alone = (more: string) => `${head}  - kind: message\n    title: One\n${more}`

function planned(text: string) {
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Error(parsed.problems.map(showProblem).join('\n'))
  let count = 0
  const newId = idsFrom((length) => new Uint8Array(length).fill(++count))
  const plan = planOf(parsed.scenario, () => newId('inject'))
  expect(plan.map((each) => plannedInject.parse(JSON.parse(JSON.stringify(each))))).toEqual(plan)
  return plan
}

function problemsOf(text: string): string {
  const parsed = parseScenario(text)
  if (parsed.ok) throw new Error('The scenario was taken, and should not have been')
  return parsed.problems.map(showProblem).join('\n')
}

test('[BRANCH-9] options have a text and, where it is given, a key, by which others wait for them', () => {
  const [first, second] = planned(waiting('{chosen: fork, option: trap, delay: "01:30"}'))
  const inject = first?.id
  expect(second?.trigger).toEqual({ on: 'chosen', inject, option: 'o1', delay: 90_000 })
  const [, right] = planned(waiting('{all: [{chosen: Which way, option: Right}, {nobody: true}]}'))
  expect(right?.trigger).toMatchObject({ of: [{ on: 'chosen', option: 'o2', delay: 0 }, {}] })
})

test('[BRANCH-10] a key of the scenario, which may tell too much, is in nothing that people will see', () => {
  const [first] = planned(waiting('{chosen: fork, option: trap}'))
  expect(first?.content.options).toEqual([
    { key: 'o1', text: 'Left' },
    { key: 'o2', text: 'Right' },
  ])
})

test.each([
  ['{chosen: frok, option: trap}', 'injects[1].when.chosen', 'perhaps "fork"'],
  ['{chosen: fork, option: tarp}', 'injects[1].when.option', 'perhaps "trap"'],
  ['{chosen: fork, option: Left}', 'injects[1].when.option', 'the key or the text of one of its'],
  ['{chosen: Then, option: trap}', 'injects[1].when.chosen', 'an inject that has options'],
  ['{any: [{chosen: fork, option: x}]}', 'injects[1].when.any[0].option', 'one of its options'],
  ['{chosen: fork}', 'injects[1].when.option', 'some text'],
  ['{chosen: fork, optoin: trap}', 'injects[1].when.optoin', 'did you mean "option"?'],
])('[BRANCH-9] %s is refused at %s', (when, path, words) => {
  const problems = problemsOf(waiting(when))
  expect(problems).toMatch(/^line 9, column \d+/)
  expect(problems).toContain(path)
  expect(problems).toContain(words)
})

test.each([
  ['    at: hand\n    options: [A]\n', 'injects[0].options', 'at least 2 items'],
  ['    at: hand\n    options: [A, B, C, D, E, F]\n', 'injects[0].options', 'at most 5 items'],
  ['    at: hand\n    options: [A, A]\n', 'injects[0].options[1]', 'options that differ'],
  ['    at: hand\n    options: [A, {key: A, text: B}]\n', 'injects[0].options[1]', 'options that'],
  ['    at: hand\n    options: [A, {txet: B}]\n', 'injects[0].options[1].txet', '"text"?'],
  [`    at: hand\n    options: [A, ${'x'.repeat(121)}]\n`, 'options[1].text', 'at most 120'],
])('[BRANCH-9] %j is refused', (more, path, words) => {
  const problems = problemsOf(alone(more))
  expect(problems).toContain(path)
  expect(problems).toContain(words)
})

test('[BRANCH-8] a scenario whose injects wait in a circle for landings and choices is refused', () => {
  const text = `${head}  - {kind: message, title: A, when: {after: B}, options: [x, y]}
  - {kind: message, title: B, when: {chosen: A, option: x}}\n`
  expect(problemsOf(text)).toContain('"A", which waits for "B", which waits for "A"')
})

test('[TRIGGER-28] a scenario says that an inject lands again, how soon and how often', () => {
  const [one] = planned(alone('    at: "01:00"\n    again: {every: "02:00", times: 3}\n'))
  expect(one?.again).toEqual({ every: 120_000, times: 3 })
  const [other] = planned(alone('    when: {nobody: true}\n    again: {every: "00:30"}\n'))
  expect(other?.again).toEqual({ every: 30_000 })
})

test.each([
  ['    at: "01:00"\n    again: {every: "00:29"}\n', 'again.every', 'at least 00:30'],
  ['    at: "01:00"\n    again: {every: "01:00", times: 21}\n', 'again.times', 'at most 20'],
  ['    at: "01:00"\n    again: {evry: "01:00"}\n', 'again.evry', 'did you mean "every"?'],
  ['    at: hand\n    again: {every: "01:00"}\n', 'injects[0].again', 'not by hand'],
  [
    '    at: "01:00"\n    again: {every: "01:00"}\n    options: [A, B]\n',
    'injects[0].again',
    'what asks for a choice lands once',
  ],
  [
    '    at: "01:00"\n    again: {every: "01:00"}\n    whisper: true\n',
    'injects[0].again',
    'its person is chosen by hand',
  ],
])('[TRIGGER-28] %j is refused', (more, path, words) => {
  const problems = problemsOf(alone(more))
  expect(problems).toMatch(/line \d+/)
  expect(problems).toContain(path)
  expect(problems).toContain(words)
})

test('[BRANCH-11] the library has a scenario with a branch, each of its ways guided', async () => {
  const injects = (await openLibrary()).scenario('river-storm')?.injects ?? []
  const asking = injects.filter(({ options }) => options !== undefined)
  expect(asking).toHaveLength(1)
  const [{ key, options = [], expect: hope } = {}] = asking
  expect(hope).toBeDefined()
  for (const option of options) {
    const then = injects.filter(
      ({ when }) =>
        when?.on === 'chosen' && when.inject === key && when.option === (option.key ?? option.text),
    )
    expect(then, option.text).toHaveLength(1)
    expect(then[0]?.notes, option.text).toBeDefined()
    expect(then[0]?.expect, option.text).toBeDefined()
  }
})
