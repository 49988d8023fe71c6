import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scenarioFile } from '../../client/conduct/scenario-file.ts'
import type { AnswerId, InjectId, ParticipantId } from '../../shared/ids.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { writtenPlan } from '../../shared/scenario/from-plan.ts'
import type { Scenario } from '../../shared/scenario/scenario.ts'
import { answersOf, planOf, transcriptOf, wheelOf } from '../../shared/scenario/to-plan.ts'
import { writeScenario } from '../../shared/scenario/write-scenario.ts'
import { writtenHead } from '../../shared/scenario/written-head.ts'
import { writtenMaterial } from '../../shared/scenario/written-material.ts'
import type { Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { planned } from '../support/stage-rig.ts'
import { randomScenario } from '../support/random-scenario.ts'
import { seeded } from '../support/seeded.ts'

function read(text: string): Scenario {
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.problems)}\n${text}`)
  return parsed.scenario
}

/** The run of show of a scenario, with ids that tell the place alone. */
function planIn(scenario: Scenario): PlannedInject[] {
  let next = 0
  return planOf(scenario, () => `i_${next++}` as InjectId)
}

function again(scenario: Scenario): Scenario {
  let next = 0
  const material = writtenMaterial({
    wheel: wheelOf(scenario),
    answers: answersOf(scenario, () => `a_${next++}` as AnswerId),
    transcript: transcriptOf(scenario) ?? { begins: null, lines: [] },
  })
  const head = { ...writtenHead(scenario), ...material }
  return read(writeScenario(head, writtenPlan(planIn(scenario), new Map())))
}

const folder = 'server/library/scenarios'

test.each(readdirSync(folder))(
  '[SCENARIO-20] %s is the same, written out and read again',
  (file) => {
    const scenario = read(readFileSync(`${folder}/${file}`, 'utf8'))
    const { injects, ...head } = again(scenario)
    expect(head).toEqual({ ...scenario, injects: undefined })
    expect(planIn({ ...head, injects })).toEqual(planIn(scenario))
  },
)

test('[SCENARIO-20] any scenario is the same, written out and read again', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const scenario = read(randomScenario(seeded(seed)))
    const { injects, ...head } = again(scenario)
    expect(head, `seed ${seed}`).toEqual({ ...scenario, injects: undefined })
    expect(planIn({ ...head, injects }), `seed ${seed}`).toEqual(planIn(scenario))
  }
}, 60_000)

const head = { title: 'T', summary: 'S', format: 'tabletop', minutes: 10, situation: 'X' }
const hand = { on: 'hand' } as const

function written(plan: readonly PlannedInject[], landings = new Map<InjectId, Landing>()) {
  const { injects, remarks } = writtenPlan(plan, landings)
  return { scenario: read(writeScenario(head, { injects }, ['One: two', 'Three'])), remarks }
}

test('[SCENARIO-21] what is kept of the improvised stands at the time when it landed, and the rest is left out', () => {
  const improvised = { improvised: true, kept: true }
  const plan = [
    planned('first', { on: 'time', at: 60_000 }),
    planned('last', { on: 'time', at: 600_000 }),
    planned('kept', hand, improvised),
    planned('queued', { on: 'time', at: 900_000 }, improvised),
    planned('left', hand, { improvised: true }),
  ]
  const id = 'i_kept' as InjectId
  const landing = { injectId: id, audience: { to: 'everyone' }, at: 125_400, wallAt: 9 } as const
  const { scenario, remarks } = written(plan, new Map([[id, landing]]))
  expect(scenario.injects.map(({ title, at }) => [title, at])).toEqual([
    ['Inject first', 60_000],
    ['Inject kept', 125_000],
    ['Inject last', 600_000],
    ['Inject queued', 900_000],
  ])
  expect(remarks).toEqual([])
})

test('[SCENARIO-22] what a scenario cannot say becomes the nearest thing, and a remark says so', () => {
  const people = ['p_ana', 'p_ben'] as ParticipantId[]
  const [ana] = people as [ParticipantId]
  const gone = { on: 'after', inject: 'i_gone' as InjectId, delay: 0 } as const
  const { scenario, remarks } = written([
    planned('a', hand, { audience: { to: 'person', participantId: ana } }),
    planned('b', hand, { audience: { to: 'people', participantIds: people } }),
    planned('c', hand, { audience: { to: 'allBut', participantIds: people } }),
    planned('d', gone),
    planned('e', { on: 'all', of: [{ on: 'time', at: 5 }, { on: 'nobody' }] }),
    planned('f', { on: 'unclear' }),
  ])
  expect(
    scenario.injects.map(({ at, when, whisper, audience }) => [at, when, whisper, audience]),
  ).toEqual([
    ['hand', undefined, true, undefined],
    ['hand', undefined, false, { roles: ['participant'] }],
    ['hand', undefined, false, undefined],
    ['hand', undefined, false, undefined],
    [undefined, { on: 'all', of: [{ on: 'nobody' }] }, false, undefined],
    ['hand', undefined, false, undefined],
  ])
  expect(remarks.map(({ inject, is }) => [inject.slice(-1), is])).toEqual([
    ['a', 'person'],
    ['b', 'people'],
    ['c', 'allBut'],
    ['d', 'gone'],
    ['e', 'time'],
  ])
})

test('[SCENARIO-21] what was improvised and lands again is kept by what it waits for', () => {
  const again = { every: 120_000, times: 3 }
  const kept = { improvised: true, kept: true, again }
  const id = 'i_kept' as InjectId
  const landing = { injectId: id, audience: { to: 'everyone' }, at: 125_400, wallAt: 9 } as const
  const { scenario, remarks } = written(
    [planned('kept', { on: 'nobody' }, kept)],
    new Map([[id, landing]]),
  )
  expect(scenario.injects).toMatchObject([{ when: { on: 'nobody' }, again }])
  expect(remarks).toEqual([])
})

test('[SCENARIO-22] options that say the same are told apart by a key, and a choice that is gone is left to the hand', () => {
  const options = ['Stay', 'o1', 'Stay'].map((text, at) => ({ key: `o${at + 1}`, text }))
  const content = { kind: 'message', title: 'Which way?', options } as const
  const chosen = (option: string) =>
    ({ on: 'chosen', inject: 'i_fork' as InjectId, option, delay: 0 }) as const
  const { scenario, remarks } = written([
    planned('fork', hand, { content: { ...content, options } }),
    planned('last', chosen('o3')),
    planned('gone', chosen('o4')),
    planned('again', chosen('o1'), {
      again: { every: 60_000 },
      audience: { to: 'person', participantId: 'p_ana' as ParticipantId },
    }),
    planned('asks again', { on: 'nobody' }, { content, again: { every: 60_000 } }),
  ])
  expect(scenario.injects[0]?.options).toEqual([
    { key: 'o1-', text: 'Stay' },
    { text: 'o1' },
    { key: 'o3', text: 'Stay' },
  ])
  const [, last, gone, again] = planIn(scenario)
  expect(last?.trigger).toMatchObject({ on: 'chosen', option: 'o3' })
  expect(gone?.trigger).toEqual(hand)
  expect(again).toMatchObject({ trigger: { on: 'chosen', option: 'o1' } })
  expect(scenario.injects.map((each) => each.again)).toEqual(Array(5).fill(undefined))
  expect(remarks.map(({ inject, is }) => [inject, is])).toEqual([
    ['Inject gone', 'option'],
    ['Inject again', 'person'],
    ['Inject again', 'again'],
  ])
})

test('[SCENARIO-22] a session without a scenario is written as one that can be read', () => {
  const session = { title: 'Thursday', situation: null, nameOf: () => 'Ana' } as const
  const audience = { to: 'person', participantId: 'p_ana' as ParticipantId } as const
  const plan = [planned('a', hand, { improvised: true, kept: true, audience })]
  const file = scenarioFile(
    {
      ...{ plan, landings: new Map(), runHead: null, wheel: null },
      ...{ preparedAnswers: [], transcriptLines: { begins: null, lines: [] } },
    },
    { ...session, format: 'gamelan' },
  )
  if (!file.ok) throw new Error(file.problem)
  expect(file.text).toMatch(/^# “Inject a” was for Ana; here it is a whisper/)
  expect(read(file.text)).toMatchObject({ title: 'Thursday', format: 'gamelan', minutes: 30 })
})
