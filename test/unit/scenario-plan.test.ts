import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { idsFrom } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { planOf, wheelOf } from '../../shared/scenario/to-plan.ts'
import { readWheelIncidents } from '../../shared/script/wheel-incidents.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { plannedInject } from '../../shared/stage/inject.ts'

const tune = `title: T
summary: S
minutes: 10
situation: X
injects:
  - {kind: message, title: One, at: 01:30, from: Teo, body: Hello, expect: A reply, notes: Wait}
  - {kind: call, title: Two, at: hand, whisper: true}
  - {kind: log, title: Three, at: 02:00, text: "  a  b\\n\\n"}
  - kind: chart
    title: Four
    at: 03:00
    unit: GB
    series: [{name: lag, points: [["00:00", 0], ["01:30", 4.1]]}]
`

function plan(text: string): PlannedInject[] {
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  let count = 0
  const newId = idsFrom((length) => new Uint8Array(length).fill(++count))
  return planOf(parsed.scenario, () => newId('inject'))
}

test('[SCENARIO-8] the run of show keeps the order, each inject with an id of its own', () => {
  const injects = plan(tune)
  expect(injects.map(({ order, content }) => [order, content.title])).toEqual([
    [0, 'One'],
    [1, 'Two'],
    [2, 'Three'],
    [3, 'Four'],
  ])
  expect(new Set(injects.map(({ id }) => id)).size).toBe(4)
})

test('[SCENARIO-8] every planned inject is one that the script document can read back', () => {
  for (const inject of plan(tune)) {
    expect(plannedInject.parse(JSON.parse(JSON.stringify(inject)))).toEqual(inject)
  }
})

test('[SCENARIO-8] times and hand become triggers, a whisper waits for its person', () => {
  const [timed, byHand] = plan(tune)
  expect(timed?.trigger).toEqual({ on: 'time', at: 90_000 })
  expect(timed?.audience).toEqual({ to: 'everyone' })
  expect(byHand?.trigger).toEqual({ on: 'hand' })
  expect(byHand?.audience).toEqual({ to: 'person', participantId: null })
})

test('[AUDIENCE-9] parts and roles become an audience', () => {
  const audiences = plan(
    tune.replace('at: hand, whisper: true', 'at: hand, audience: {parts: [Comms, Scribe]}') +
      '  - {kind: message, title: Five, at: hand, audience: {roles: [observer]}}\n',
  ).map(({ audience }) => audience)
  expect(audiences[1]).toEqual({ to: 'parts', parts: ['Comms', 'Scribe'] })
  expect(audiences.at(-1)).toEqual({ to: 'roles', roles: ['observer'] })
})

test('[SCENARIO-8] a log keeps its lines and indents as they were written', () => {
  expect(plan(tune)[2]?.content).toMatchObject({ kind: 'log', text: '  a  b' })
})

test('[SCENARIO-8] a chart keeps its unit, and its times are milliseconds', () => {
  expect(must(plan(tune)[3], 'the chart').content).toEqual({
    kind: 'chart',
    title: 'Four',
    chart: {
      unit: 'GB',
      series: [
        {
          name: 'lag',
          points: [
            [0, 0],
            [90_000, 4.1],
          ],
        },
      ],
    },
  })
})

const withWheel = (wheel: string) => parseScenario(`${tune}wheel: ${wheel}\n`)

test('[WHEEL-13] a scenario brings the incidents of its wheel, and the script can read them back', () => {
  const parsed = withWheel('[{title: DNS}, {title: Disk, situation: "It is full.\\n"}]')
  const incidents = wheelOf(must(parsed.ok ? parsed.scenario : null, 'a scenario'))
  expect(incidents).toEqual([{ title: 'DNS' }, { title: 'Disk', situation: 'It is full.' }])
  const list = new Y.Doc().getArray('wheel')
  list.push([...incidents, 'Typed'])
  expect(readWheelIncidents(list)).toEqual([...incidents, { title: 'Typed' }])
})

test('[WHEEL-13] a wheel has two entries or more, no title twice, and no weight', () => {
  const problems = (wheel: string) => {
    const parsed = withWheel(wheel)
    return parsed.ok ? [] : parsed.problems.map(({ path }) => path)
  }
  expect(problems('[{title: DNS}]')).toEqual(['wheel'])
  expect(problems('[{title: DNS}, {title: Disk}, {title: DNS}]')).toEqual(['wheel[2].title'])
  expect(problems('[{title: DNS}, {title: Disk, weight: 2}]')).toEqual(['wheel[1].weight'])
})

test('[SCENARIO-9] what people will see holds nothing of what the facilitator expects or notes', () => {
  const inject = must(plan(tune)[0], 'the message')
  expect(inject).toMatchObject({ expect: 'A reply', notes: 'Wait' })
  expect(inject.content).toEqual({ kind: 'message', title: 'One', from: 'Teo', body: 'Hello' })
})
