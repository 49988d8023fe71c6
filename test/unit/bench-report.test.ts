import { expect, test } from 'vitest'
import { Deliveries } from '../bench/load/deliveries.ts'
import { Latencies } from '../bench/load/latencies.ts'
import { cell, ratio } from '../bench/report/cell.ts'
import { benchmarksDocument } from '../bench/report/document.ts'
import { Results } from '../bench/report/results.ts'
import { median } from '../bench/report/statistics.ts'
import { judge } from '../bench/report/verdict.ts'
import { atMost, timesOf, within } from '../bench/scenarios/goals.ts'
import { repertoire } from '../bench/scenarios/repertoire.ts'
import type { Row } from '../bench/scenarios/scenario.ts'
import type { ServerName } from '../bench/servers/server-name.ts'

const row: Row = { measure: 'p99', label: 'p99', unit: 'ms', digits: 1, goals: [] }

function resultsOf(valuesByServer: Partial<Record<ServerName, number[]>>): Results {
  const results = new Results()
  for (const [server, values] of Object.entries(valuesByServer)) {
    const outcomes = values.map((p99) => ({ measures: { p99 }, flaws: [] }))
    const when = { day: '2026-01-31', machine: 'a machine', seconds: 10 }
    results.put('fanout-10', server as ServerName, { ...when, outcomes })
  }
  return results
}

test('each pair of receiver and edit counts once, early, late or again', () => {
  const deliveries = new Deliveries(3)
  const taken = [0, 1, 1, 4, 3, 3, 0].map((edit) => deliveries.take(2, 1, edit))
  expect(taken).toEqual([true, true, false, true, true, false, false])
  expect(deliveries.take(0, 1, 0)).toBe(true)
  expect([deliveries.total, deliveries.of(2), deliveries.seenOf(1)]).toEqual([5, 4, 5])
})

test('a quantile is the duration that a share stayed within', () => {
  const latencies = new Latencies()
  expect(latencies.quantile(0.5)).toBeNaN()
  for (let ms = 1; ms <= 100; ms += 1) latencies.add(ms)
  expect(latencies.quantile(0.5)).toBeCloseTo(50, 0)
  expect(latencies.quantile(0.99)).toBeCloseTo(99, 0)
  expect([latencies.quantile(1), latencies.max, latencies.count]).toEqual([100, 100, 100])
})

test('the median is the middle run', () => {
  expect([median([3, 1, 2]), median([4, 1]), median([])]).toEqual([2, 2.5, NaN])
})

test('a cell is the median with the least and the most', () => {
  const results = resultsOf({ gamelan: [3, 1, 2], 'y-websocket': [4], relay: [] })
  expect(cell(results, 'fanout-10', row, 'gamelan')).toBe('2.0 (1.0-3.0)')
  expect(cell(results, 'fanout-10', row, 'y-websocket')).toBe('4.0')
  expect(cell(results, 'fanout-10', row, 'relay')).toBe('-')
  expect(ratio(results, 'fanout-10', row, 'y-websocket')).toBe('0.50x')
  expect(ratio(results, 'fanout-10', row, 'relay')).toBe('-')
})

test('a goal is held against the medians', () => {
  const results = resultsOf({ gamelan: [3, 1, 2], 'y-websocket': [4] })
  const judged = [atMost(1.9), timesOf('y-websocket', 0.5), within(3, 'y-websocket')].map((goal) =>
    judge(results, 'fanout-10', row, goal),
  )
  expect(judged).toEqual([
    { goal: '<= 1.9 ms', reached: { text: '2.0 ms', holds: false } },
    { goal: '<= 0.5x y-websocket', reached: { text: '0.50x', holds: true } },
    { goal: 'within 3.0 ms of y-websocket', reached: { text: '-2.0 ms', holds: true } },
  ])
  expect(judge(results, 'fanout-10', row, timesOf('hocuspocus', 1)).reached).toBeNull()
})

test('the document has a table for what was played, and every place of the preface is filled', () => {
  const document = benchmarksDocument(repertoire, resultsOf({ gamelan: [3, 1, 2], relay: [1] }))
  expect(document).not.toContain('{{')
  expect(document).toContain('| p99, ms | 2.0 (1.0-3.0) | 1.0 |')
  expect(document.match(/^### /gm)).toHaveLength(1)
})
