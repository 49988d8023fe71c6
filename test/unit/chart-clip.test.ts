import { expect, test } from 'vitest'
import { chartAt, latestOf } from '../../client/stage/chart-clip.ts'
import type { Chart } from '../../shared/stage/inject.ts'
import { must } from '../../shared/invariants.ts'

const chart: Chart = {
  unit: 'GB',
  moving: true,
  series: [
    {
      name: 'lag',
      points: [
        [0, 0],
        [10, 4],
        [20, 2],
      ],
    },
    {
      name: 'limit',
      points: [
        [15, 1],
        [30, 1],
      ],
    },
  ],
}
const pointsAt = (time: number) => chartAt(chart, time).series.map(({ points }) => points)

test('[INJECT-66] a moving chart shows what was measured by now, and the value in between', () => {
  expect(pointsAt(5)).toEqual([
    [
      [0, 0],
      [5, 2],
    ],
    [],
  ])
  expect(pointsAt(16)).toEqual([
    [
      [0, 0],
      [10, 4],
      [16, 2.8],
    ],
    [
      [15, 1],
      [16, 1],
    ],
  ])
})

test('[INJECT-66] at the very time of a point it is shown once, and after the last nothing is made up', () => {
  expect(pointsAt(10)[0]).toEqual([
    [0, 0],
    [10, 4],
  ])
  expect(pointsAt(1_000)).toEqual(chart.series.map(({ points }) => points))
  expect(pointsAt(-1)).toEqual([[], []])
})

test('[INJECT-66] a step straight up has no value in between', () => {
  const step: Chart = {
    unit: '',
    series: [
      {
        name: 's',
        points: [
          [10, 1],
          [10, 5],
          [20, 5],
        ],
      },
    ],
  }
  expect(chartAt(step, 10).series[0]?.points).toEqual([
    [10, 1],
    [10, 5],
  ])
})

test('[INJECT-68] the latest value is said in few digits, and before the first there is none', () => {
  const said = (time: number) => latestOf(must(chartAt(chart, time).series[1], 'the second series'))
  expect(said(5)).toBeNull()
  expect(said(16)).toBe('1')
  expect(latestOf({ name: 'x', points: [[0, 1 / 3]] })).toBe('0.33')
})
