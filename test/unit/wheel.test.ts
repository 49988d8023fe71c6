import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addWheelTitles,
  readWheelTitles,
  removeWheelTitle,
} from '../../shared/script/wheel-titles.ts'
import type { StopwatchPress } from '../../shared/stage/stopwatch.ts'
import { stopwatchAt } from '../../shared/stage/stopwatch.ts'
import {
  isTurning,
  mostEntries,
  slicesOf,
  spinLasts,
  spunTo,
  turnedAt,
  weightsAfter,
} from '../../shared/stage/wheel.ts'
import { seeded } from '../support/seeded.ts'

const entries = (ids: string) => Array.from(ids).map((id) => ({ id, label: id }))
/** Earlier spins of a wheel that came to these, one after the other. */
const came = (ids: string) => Array.from(ids).map((id) => ({ entries: entries(id), picked: 0 }))

describe('weights', () => {
  test('[WHEEL-2] what was never picked weighs 1, what was picked k spins ago 1 - 0.5^k', () => {
    expect(weightsAfter(entries('abcd'), came('abca'))).toEqual([0.5, 0.875, 0.75, 1])
    expect(weightsAfter(entries('ab'), [])).toEqual([1, 1])
  })

  test('[WHEEL-2] every weight is positive, and a later pick never weighs more than an earlier one', () => {
    const random = seeded(7)
    for (let round = 0; round < 200; round += 1) {
      const all = entries('abcdefgh'.slice(0, 2 + Math.floor(random() * 7)))
      const letters = Array.from({ length: Math.floor(random() * 30) }, () =>
        'abcdefgh'.charAt(Math.floor(random() * 8)),
      )
      const picks = came(letters.join(''))
      const weights = weightsAfter(all, picks)
      expect(weights.every((weight) => weight > 0 && weight <= 1)).toBe(true)
      const last = (id: string) => letters.lastIndexOf(id)
      const byAge = all
        .map(({ id }, at) => ({ last: last(id), weight: weights[at] ?? 0 }))
        .sort((a, b) => a.last - b.last)
      const sorted = byAge.map(({ weight }) => weight)
      expect(sorted).toEqual([...sorted].sort((a, b) => b - a))
    }
  })

  test('[WHEEL-2] slices are as wide as their weights, and fill the wheel', () => {
    expect(slicesOf([1, 0.5, 0.5])).toEqual([
      { from: 0, to: 0.5 },
      { from: 0.5, to: 0.75 },
      { from: 0.75, to: 1 },
    ])
  })
})

describe('a spin', () => {
  test('[WHEEL-1] chance decides the slice, and the wheel stops with the pointer well inside of it', () => {
    const weights = [1, 0.5, 0.5]
    for (const chance of [0, 0.3, 0.4999, 0.5, 0.74, 0.75, 0.9999999]) {
      const { picked, turns } = spunTo(weights, chance)
      const slice = slicesOf(weights)[picked] ?? { from: 0, to: 0 }
      expect(slice.from <= chance && chance < slice.to).toBe(true)
      // The top of a wheel that has turned clockwise shows what was as far behind its top.
      const shown = 1 - (turns % 1)
      expect(shown).toBeGreaterThan(slice.from + 0.05 * (slice.to - slice.from))
      expect(shown).toBeLessThan(slice.to - 0.05 * (slice.to - slice.from))
    }
  })

  test('[WHEEL-3] every screen shows one angle at one moment: still before, slower and slower, then still', () => {
    const spin = { wallAt: 1_000, turns: 5.25 }
    expect(turnedAt(spin, 0)).toBe(0)
    expect(turnedAt(spin, 1_000)).toBe(0)
    expect(turnedAt(spin, 1_000 + spinLasts)).toBe(5.25)
    expect(turnedAt(spin, 1_000 + 10 * spinLasts)).toBe(5.25)
    const steps = Array.from(
      { length: 50 },
      (_, step) => turnedAt(spin, 1_100 + step * 100) - turnedAt(spin, 1_000 + step * 100),
    )
    expect(steps.every((step) => step > 0)).toBe(true)
    expect(steps).toEqual([...steps].sort((a, b) => b - a))
    expect(isTurning(spin, 1_000 + spinLasts - 1)).toBe(true)
    expect(isTurning(spin, 1_000 + spinLasts)).toBe(false)
  })
})

describe('what is on the wheel of incidents', () => {
  const wheel = () => new Y.Doc().getArray<unknown>('wheel')

  test('[WHEEL-5] titles are trimmed, stand once, and can be taken off', () => {
    const titles = wheel()
    expect(addWheelTitles(titles, ['  DNS ', 'DNS', '', 'Full disk'])).toEqual([])
    addWheelTitles(titles, ['Full disk', 'Expired certificate'])
    expect(readWheelTitles(titles)).toEqual(['DNS', 'Full disk', 'Expired certificate'])
    titles.push([{ title: 'Snow', situation: 'On a sunny day.' }])
    for (const each of ['DNS', 'Snow']) removeWheelTitle(titles, each)
    expect(readWheelTitles(titles)).toEqual(['Full disk', 'Expired certificate'])
  })

  test('[WHEEL-5] a wheel has place for so many, whatever is pasted or written by hand', () => {
    const titles = wheel()
    const many = Array.from({ length: mostEntries + 3 }, (_, at) => `Incident ${at}`)
    expect(addWheelTitles(titles, many)).toEqual(many.slice(mostEntries))
    titles.push(['One more', 7, null, '', { situation: 'Untitled' }])
    expect(readWheelTitles(titles)).toEqual(many.slice(0, mostEntries))
  })
})

describe('the stopwatch', () => {
  const press = (what: StopwatchPress['press'], wallAt: number): StopwatchPress => ({
    press: what,
    by: 'server',
    wallAt,
  })

  test('[WHEEL-8] it counts wall time while it runs, goes on after a stop, and begins anew at zero', () => {
    const presses = [press('start', 100), press('stop', 400), press('start', 1_000)]
    expect(stopwatchAt([], 5)).toEqual({ running: false, elapsed: 0 })
    expect(stopwatchAt(presses.slice(0, 1), 350)).toEqual({ running: true, elapsed: 250 })
    expect(stopwatchAt(presses.slice(0, 2), 9_000)).toEqual({ running: false, elapsed: 300 })
    expect(stopwatchAt(presses, 1_050)).toEqual({ running: true, elapsed: 350 })
    const reset = [...presses, press('reset', 2_000)]
    expect(stopwatchAt(reset, 3_000)).toEqual({ running: false, elapsed: 0 })
  })

  test('[WHEEL-8] a wall clock that jumped back counts as standing still', () => {
    expect(stopwatchAt([press('start', 100), press('stop', 50)], 60).elapsed).toBe(0)
    expect(stopwatchAt([press('start', 100)], 60).elapsed).toBe(0)
  })
})
