import { expect, test } from 'vitest'
import {
  longestScenario,
  parseScenario,
  parseScenarioObject,
} from '../../shared/scenario/parse-scenario.ts'
import type { ScenarioProblem } from '../../shared/scenario/scenario-problem.ts'
import { showPath, showProblem } from '../../shared/scenario/scenario-problem.ts'

const head = `title: A short tune
summary: For the tests.
minutes: 10
situation: Something is slow.
`
const chart = `${head}injects:
  - kind: chart
    title: Queue
    at: 02:00
    unit: mails
    series:
      - name: waiting
        points: [["00:00", 1], ["01:30", 2.5]]
`

function problemsOf(text: string): readonly ScenarioProblem[] {
  const parsed = parseScenario(text)
  if (parsed.ok) throw new Error('The scenario was taken, and should not have been')
  return parsed.problems
}

/** The one problem of a text, in one line. */
function problemOf(text: string): string {
  const problems = problemsOf(text)
  expect(problems.map(showProblem)).toHaveLength(1)
  return problems.map(showProblem).join('\n')
}

const inject = (lines: string) => `${head}injects:\n  - kind: message\n${lines}\n`

test('[SCENARIO-3] a scenario is read from YAML with its defaults and its times in milliseconds', () => {
  const parsed = parseScenario(
    `${head}injects:\n  - kind: alert\n    title: Slow\n    at: 1:02:03\n  - {kind: call, title: Ring, at: hand, whisper: true}\n`,
  )
  expect(parsed).toEqual({
    ok: true,
    scenario: {
      title: 'A short tune',
      summary: 'For the tests.',
      format: 'tabletop',
      minutes: 10,
      situation: 'Something is slow.',
      injects: [
        { kind: 'alert', title: 'Slow', at: 3_723_000, severity: 'warning', whisper: false },
        { kind: 'call', title: 'Ring', at: 'hand', whisper: true },
      ],
    },
  })
})

test('[SCENARIO-3] JSON text, CRLF line ends and a byte order mark are read as well', () => {
  const json = JSON.stringify({
    title: 'T',
    summary: 'S',
    minutes: 1,
    situation: 'X',
    injects: [{ kind: 'log', title: 'L', at: '00:05', text: 'a\nb' }],
  })
  expect(parseScenario(json).ok).toBe(true)
  expect(parseScenario(`\uFEFF${chart.replaceAll('\n', '\r\n')}`).ok).toBe(true)
})

test('[SCENARIO-3] the same scenario sent as an object is read the same', () => {
  const object = {
    title: 'A short tune',
    summary: 'For the tests.',
    minutes: 10,
    situation: 'Something is slow.',
    injects: [{ kind: 'message', title: 'Hello', at: '04:30' }],
  }
  const text = inject('    title: Hello\n    at: 04:30')
  expect(parseScenarioObject(object)).toEqual(parseScenario(text))
})

test.each([
  ['a wrong time', 'title: A\n    at: 4h30', 'line 8, column 9, injects[0].at', '"4h30"'],
  ['seconds as a number', 'title: A\n    at: 270', 'line 8, column 9, injects[0].at', 'found 270'],
  ['61 seconds', 'title: A\n    at: 04:61', 'line 8, column 9, injects[0].at', 'such as 04:30'],
  ['75 minutes of an hour', 'title: A\n    at: 1:75:00', 'injects[0].at', 'such as 04:30'],
  ['no time', 'title: A', 'line 6, column 5, injects[0].at', 'the word hand; found nothing'],
  ['an empty title', 'title:\n    at: hand', 'line 7, column 5, injects[0].title', 'found nothing'],
  [
    'a title in a list',
    'title: [A]\n    at: hand',
    'injects[0].title',
    'some text; found a list of 1',
  ],
  [
    'a whisper that is neither true nor false',
    'title: A\n    at: hand\n    whisper: yes',
    'line 9, column 14, injects[0].whisper',
    'expected true or false; found "yes"',
  ],
  [
    'an unknown key that is nearly right',
    'title: A\n    at: hand\n    expcet: B',
    'line 9, column 5, injects[0].expcet',
    'did you mean "expect"?',
  ],
  [
    'an unknown key',
    'title: A\n    at: hand\n    colour: B',
    'line 9, column 5, injects[0].colour',
    'the keys are kind, title, from, body, at, whisper, audience, expect, notes',
  ],
  [
    'a key of another kind',
    'title: A\n    at: hand\n    severity: info',
    'line 9, column 5, injects[0].severity',
    'expected no key "severity" here',
  ],
  [
    'a key that stands twice',
    'title: A\n    at: hand\n    title: B',
    'line 9, column 5, injects[0].title',
    '"title" stands here a second time',
  ],
])('[SCENARIO-4] %s is named with its place and what was expected', (_, lines, place, words) => {
  const problem = problemOf(inject(`    ${lines}`))
  expect(problem).toContain(place)
  expect(problem).toContain(words)
})

test.each([
  ['audience: Comms', 'line 9, column 15, injects[0].audience', 'keys and their values'],
  ['audience: {}', 'line 9, column 15, injects[0].audience', 'parts or roles, one of the two'],
  ['audience: {parts: [A], roles: [observer]}', 'injects[0].audience', 'one of the two'],
  ['audience: {parts: []}', 'line 9, column 23, injects[0].audience.parts', 'at least 1 item'],
  ['audience: {roles: [boss]}', 'injects[0].audience.roles[0]', 'facilitator, participant, obs'],
  ['audience: {part: [A]}', 'line 9, column 16, injects[0].audience.part', 'mean "parts"?'],
  ['whisper: true\n    audience: {parts: [A]}', 'injects[0].audience', 'beside whisper: true'],
])('[AUDIENCE-9] %s is named with its place', (lines, place, words) => {
  const problems = problemsOf(inject(`    title: A\n    at: hand\n    ${lines}`))
  const told = problems.map(showProblem).join('\n')
  expect(told).toContain(place)
  expect(told).toContain(words)
})

test.each([
  ['a kind that is none', 'kind: message', 'kind: fax', 'one of message, alert, log, chart, call'],
  ['a severity that is none', 'kind: message', 'kind: alert\n    severity: huge', 'one of info'],
  ['a log without its text', 'kind: message', 'kind: log', 'injects[0].text: expected some text'],
  ['a chart without numbers', 'kind: message', 'kind: chart\n    unit: GB', 'expected a list'],
])('[SCENARIO-4] %s is named', (_, from, to, words) => {
  const text = inject('    title: A\n    at: hand').replace(from, to)
  expect(problemOf(text)).toContain(words)
})

test.each([
  ['2.5', '.nan', 'points[1][1]: expected a number; found NaN'],
  ['["01:30", 2.5]', '["01:30"]', 'series[0].points[1]'],
  [', ["01:30", 2.5]', '', 'points: expected at least 2 items; found a list of 1'],
  ['"01:30"', '"90 s"', 'line 12, column 33, injects[0].series[0].points[1][0]'],
  ['["00:00", 1]', '["01:31", 1]', 'points in order of time'],
  ['name: waiting', 'nmae: waiting', 'did you mean "name"?'],
])('[SCENARIO-4] a chart whose %s became %j is refused', (from, to, words) => {
  const text = chart.replace(from, to)
  expect(problemsOf(text).map(showProblem).join('\n')).toContain(words)
})

test.each([
  ['title: A short tune\n', '', 'title: expected some text; found nothing'],
  ['minutes: 10', 'minutes: ten', 'line 3, column 10, minutes: expected a number; found "ten"'],
  ['minutes: 10', 'minutes: 1.5', 'expected a whole number; found 1.5'],
  ['minutes: 10', 'minutes: 0', 'expected a number of at least 1; found 0'],
  ['minutes: 10', 'minutes: 10\nformat: opera', 'expected one of gamelan, game-day'],
  ['A short tune', 'x'.repeat(200), 'at most 120 characters; found 200 characters that start'],
])('[SCENARIO-4] a head with %j as %j is refused', (from, to, words) => {
  expect(problemOf(`${head}injects: []`.replace(from, to))).toContain(words)
})

test('[SCENARIO-4] every problem is told at once, from the top, and no more than fifty', () => {
  const text = `${head}tittle: B\ninjects:\n  - kind: message\n    title: A\n    at: x\n  - kind: fax\n`
  expect(problemsOf(text).map(({ path, line }) => [path, line])).toEqual([
    ['tittle', 5],
    ['injects[0].at', 9],
    ['injects[1].kind', 10],
  ])
  const many = `${head}injects:\n${'  - kind: fax\n'.repeat(60)}`
  expect(problemsOf(many)).toHaveLength(50)
})

test('[SCENARIO-4] problems of an object have a path and no line', () => {
  const parsed = parseScenarioObject({
    title: 'T',
    injects: [{ kind: 'message', title: 'A', at: 'x' }],
  })
  if (parsed.ok) throw new Error('taken')
  expect(parsed.problems.map(({ path }) => path)).toContain('injects[0].at')
  expect(parsed.problems.every(({ line, column }) => line === null && column === null)).toBe(true)
})

test.each([
  ['nothing', '', 1, 'expected keys and their values; found nothing'],
  ['prose', 'Dear facilitator', 1, 'found "Dear facilitator"'],
  ['an open bracket', `${head}injects: [\n  {kind: message\n`, 7, 'expected valid YAML'],
  ['a tab', `${head}injects:\n\t- kind: message`, 6, 'expected spaces at the start of the line'],
  ['an open quote', `title: "A\n`, 2, 'Missing closing "quote'],
  ['a second document', `${head}injects: []\n---\n${head}`, 6, 'a second document starts here'],
  ['a tag', `${head}injects: !js/function []`, 5, 'expected no YAML tag'],
  ['a key that is a list', `? [a]\n: 1`, 1, 'expected a plain word as the key'],
  ['an alias of nothing', `${head}injects: [*chorus]`, 5, 'expected an anchor "&chorus" above'],
])('[SCENARIO-5] %s is no scenario, and its line is named', (_, text, line, words) => {
  const problems = problemsOf(text)
  expect(problems[0]?.line).toBe(line)
  expect(problems[0]?.message).toContain(words)
})

test('[SCENARIO-6] one error anywhere refuses the whole scenario', () => {
  const good = '  - {kind: message, title: A, at: hand}\n'
  const parsed = parseScenario(`${head}injects:\n${good.repeat(20)}  - {kind: message}\n`)
  expect(parsed).not.toHaveProperty('scenario')
  expect(parsed.ok).toBe(false)
})

test('[SCENARIO-7] aliases may repeat an inject, but not unfold into a huge text', () => {
  const twice = `${head}injects:\n  - &a {kind: message, title: A, at: hand}\n  - *a\n`
  expect(parseScenario(twice)).toMatchObject({ ok: true, scenario: { injects: { length: 2 } } })
  expect(problemOf(billionLaughs(9, 9))).toContain('at most 100 repetitions')
  expect(problemOf(`a: &a x\nb: [${Array(200).fill('*a').join(', ')}]`)).toContain('at most 100')
  expect(problemsOf('a: &a\n  b: *a\n')[0]?.path).toBe('title')
})

function billionLaughs(levels: number, width: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const item = level === 0 ? 'ha' : `*l${level - 1}`
    return `l${level}: &l${level} [${Array(width).fill(item).join(', ')}]`
  })
  return lines.join('\n')
}

test.each([
  ['brackets', '['.repeat(500_000)],
  ['braces', '{a: '.repeat(200_000)],
  ['brackets over many lines', '[\n'.repeat(200_000)],
  ['brackets behind control characters', '[\x1f'.repeat(200_000)],
  ['list marks', '- '.repeat(300_000)],
  ['question marks', '? '.repeat(300_000)],
  ['steps', Array.from({ length: 1_200 }, (_, step) => `${' '.repeat(step)}a:`).join('\n')],
])('[SCENARIO-7] %s nested without end are refused, and the process lives', (_, text) => {
  expect(problemOf(text)).toContain('expected less nesting')
})

test('[SCENARIO-7] brackets inside a text are no nesting', () => {
  const brackets = '[{'.repeat(150)
  const log = `${head}injects:\n  - kind: log\n    title: A\n    at: hand\n    text: |\n      ${brackets}\n`
  expect(parseScenario(log).ok).toBe(true)
  expect(parseScenario(`${head}injects: []\nsource: '${brackets}'`).ok).toBe(true)
})

test('[SCENARIO-7] a text over the limit is refused unread', () => {
  expect(problemOf(`# ${'x'.repeat(longestScenario)}`)).toContain('at most 1000000 characters')
})

test('[SCENARIO-7] keys of every object reach no prototype', () => {
  const yaml = `${head}injects: []\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n`
  expect(problemsOf(yaml).map(({ path }) => path)).toEqual(['__proto__', 'constructor'])
  const json: unknown = JSON.parse('{"__proto__": {"polluted": true}, "title": "T"}')
  expect(parseScenarioObject(json).ok).toBe(false)
  expect(Object.prototype).not.toHaveProperty('polluted')
})

test('[SCENARIO-4] a path is written as people write it', () => {
  expect(showPath(['injects', 3, 'at'])).toBe('injects[3].at')
  expect(showPath(['injects', 0, 'a b'])).toBe('injects[0]["a b"]')
  expect(showPath([])).toBe('')
})
