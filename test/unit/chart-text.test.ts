import { expect, test } from 'vitest'
import { readPoints, writePoints } from '../../client/conduct/chart-text.ts'

const minute = 60_000

test('[INJECT-85] a time of the exercise and a number stand on each line', () => {
  const points = [
    [0, 1],
    [90_000, 4.2],
    [3_600_000, -3],
  ]
  expect(readPoints('0:00 1\n1:30 4,2\n\n1:00:00  -3\n', 0)).toEqual(points)
  expect(readPoints(writePoints(points as [number, number][]), 0)).toEqual(points)
})

test('[INJECT-85] numbers alone are a minute apart, and the last one is now', () => {
  const read = [
    [8 * minute, 12],
    [9 * minute, 14.5],
    [10 * minute, 90],
  ]
  for (const text of ['12 14.5 90', '12\n14,5\n90', '12, 14.5, 90', '12; 14,5; 90\n']) {
    expect(readPoints(text, 10 * minute)).toEqual(read)
  }
})

test('[INJECT-85] they are closer in a young exercise, and go on from the start before it runs', () => {
  expect(readPoints('1 2 3', minute)).toEqual([
    [0, 1],
    [30_000, 2],
    [minute, 3],
  ])
  expect(readPoints('1 2 3', 0)).toEqual([
    [0, 1],
    [minute, 2],
    [2 * minute, 3],
  ])
})

test('[INJECT-85] what cannot be read is named', () => {
  for (const [text, line] of [
    ['0:00 1\nsoon 3', 'soon 3'],
    ['2:00 1\n1:00 3', '1:00 3'],
    ['0:00 1\n1:00', '1:00'],
    ['0:00 1\n1:00 2 3', '1:00 2 3'],
    ['12 many 90', 'many'],
    ['1,2,3', '1,2,3'],
    ['12', '12'],
    ['1:00 12', '1:00 12'],
  ] as const) {
    expect(readPoints(text, minute)).toEqual({ line })
  }
})
