import { expect, test } from 'vitest'
import { idsFrom } from '../../shared/ids.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { showProblem } from '../../shared/scenario/scenario-problem.ts'
import { planOf } from '../../shared/scenario/to-plan.ts'
import { plannedInject } from '../../shared/stage/inject.ts'

const head = 'title: T\nsummary: S\nminutes: 10\nsituation: X\ninjects:\n'
const pager = '  - {kind: call, title: Pager, key: pager, at: hand}\n'
const waiting = (when: string) =>
  `${head}${pager}  - kind: message\n    title: Thanks\n    when: ${when}\n`

function planned(text: string) {
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Error(parsed.problems.map(showProblem).join('\n'))
  let count = 0
  const newId = idsFrom((length) => new Uint8Array(length).fill(++count))
  return planOf(parsed.scenario, () => newId('inject'))
}

function triggerOf(when: string): { trigger: unknown; pager: unknown } {
  const [first, second] = planned(waiting(when))
  expect(plannedInject.parse(JSON.parse(JSON.stringify(second)))).toEqual(second)
  return { trigger: second?.trigger, pager: first?.id }
}

function problemsOf(text: string): string {
  const parsed = parseScenario(text)
  if (parsed.ok) throw new Error('The scenario was taken, and should not have been')
  return parsed.problems.map(showProblem).join('\n')
}

test.each([
  ['{hypothesis: supported}', { on: 'hypothesis', status: 'supported' }],
  [
    '{hypothesis: refuted, matching: replica}',
    { on: 'hypothesis', status: 'refuted', matching: 'replica' },
  ],
  ['{text: " who is on call "}', { on: 'text', matching: 'who is on call' }],
  ['{done: restart}', { on: 'done', matching: 'restart' }],
  ['{quiet: "02:00"}', { on: 'quiet', for: 120_000 }],
  ['{nobody: true}', { on: 'nobody' }],
])('[TRIGGER-18] %s is read', (when, trigger) => {
  expect(triggerOf(when).trigger).toEqual(trigger)
})

test.each([
  ['{after: pager, delay: "01:30"}', 90_000],
  ['{after: Pager}', 0],
])('[TRIGGER-18] %s waits for the inject of that key or title', (when, delay) => {
  const { trigger, pager: inject } = triggerOf(when)
  expect(trigger).toEqual({ on: 'after', inject, delay })
})

test('[TRIGGER-18] conditions are joined, and may come in an order of their own', () => {
  const { trigger, pager: inject } = triggerOf(
    '{any: [{all: [{after: pager}, {nobody: true}]}, {text: x}]}',
  )
  const all = { on: 'all', of: [{ on: 'after', inject, delay: 0 }, { on: 'nobody' }] }
  expect(trigger).toEqual({ on: 'any', of: [all, { on: 'text', matching: 'x' }] })
})

test.each([
  ['a name of nobody', '{after: pagre}', 'line 9, column 19, injects[1].when.after', '"pager"'],
  [
    'a condition that is none',
    'soon',
    'line 9, column 11, injects[1].when',
    'keys that begin with',
  ],
  ['an unknown key', '{texxt: x}', 'injects[1].when', 'after, hypothesis, text'],
  [
    'a key too many',
    '{after: pager, delya: "01:00"}',
    'line 9, column 26, injects[1].when.delya',
    'did you mean "delay"?',
  ],
  ['a status that is none', '{hypothesis: likely}', 'when.hypothesis', 'one of proposed, testing'],
  ['a wait that is none', '{quiet: 120}', 'line 9, column 19', 'such as 04:30'],
  ['a negative delay', '{after: pager, delay: "-01:00"}', 'when.delay', 'such as 04:30'],
  ['nobody as a name', '{nobody: Ana}', 'when.nobody', 'true; found "Ana"'],
  ['nothing to join', '{any: []}', 'when.any', 'at least 1 item'],
  ['a bad one among others', '{any: [{text: x}, {done: []}]}', 'when.any[1].done', 'some text'],
  [
    'three groups in each other',
    '{any: [{all: [{any: [{text: x}]}]}]}',
    'when.any[0].all[0].any',
    'twice at most',
  ],
])('[TRIGGER-18] %s is refused with its place', (_, when, place, words) => {
  const problems = problemsOf(waiting(when))
  expect(problems).toContain(place)
  expect(problems).toContain(words)
})

test('[TRIGGER-18] an inject has a time or a condition, and not both', () => {
  expect(problemsOf(`${head}  - {kind: call, title: A}\n`)).toBe(
    'line 6, column 5, injects[0].at: expected when, or an exercise time such as 04:30 or 1:15:00, or the word hand; found nothing',
  )
  const both = `${head}  - {kind: call, title: A, at: hand, when: {nobody: true}}\n`
  expect(problemsOf(both)).toContain('injects[0].when: expected either at or when, not both')
})

test('[TRIGGER-18] a title that two have needs a key, and a key is somebody’s own', () => {
  const twins = `${head}  - {kind: call, title: A, at: hand}\n  - {kind: call, title: A, at: hand}\n`
  const wait = '  - {kind: call, title: B, when: {after: A}}\n'
  expect(problemsOf(twins + wait)).toContain('injects[2].when.after: expected a key here')
  const keys = '  - {kind: call, title: C, key: k, at: hand}\n'
  expect(problemsOf(head + keys + keys)).toContain('injects[1].key: expected a key of its own')
})

test('[TRIGGER-12] a scenario whose injects wait for each other in a circle is refused, its path named', () => {
  const text = `${head}  - {kind: call, title: A, when: {after: B}}
  - {kind: call, title: B, when: {any: [{after: C}, {nobody: true}]}}
  - {kind: call, title: C, when: {after: A, delay: "01:00"}}
`
  expect(problemsOf(text)).toContain(
    'line 6, column 34, injects[0].when: expected no circle, and they would wait for each other for ever: "A", which waits for "B", which waits for "C", which waits for "A"',
  )
})
