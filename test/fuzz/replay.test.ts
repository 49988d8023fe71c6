import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { must } from '../../shared/invariants.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { Reel } from '../../shared/replay/reel.ts'
import { Chance } from '../band/chance.ts'
import { momentOf, randomHistory } from './replay-history.ts'

const long = process.env.GAMELAN_LONG === '1'
const seeds = Array.from({ length: long ? 30 : 4 }, (_, index) => 1_000 + index)
const length = long ? 400 : 150

describe.each(seeds)('a random history, seed %i', (seed) => {
  const { rows, moments } = randomHistory(seed, length)
  const live = (seq: number) => must(moments[seq], `the live board after row ${seq}`)

  test('[REPLAY-1] a frame from scratch equals the live board after every row', () => {
    for (let seq = 0; seq <= rows.length; seq++)
      expect(momentOf(frameAt(rows, seq)), `row ${seq}`).toEqual(live(seq))
  })

  test('[REPLAY-1] playing on row by row equals the live board after every row', () => {
    const reel = new Reel(rows, 20)
    for (let seq = 0; seq <= rows.length; seq++)
      expect(momentOf(reel.frameAt(seq)), `row ${seq}`).toEqual(live(seq))
  })

  test('[REPLAY-2] seeking anywhere in any order equals the live board of that row', () => {
    const chance = new Chance(seed)
    const reel = new Reel(rows, 20)
    for (let turn = 0; turn < 100; turn++) {
      const seq = chance.below(rows.length + 1)
      expect(momentOf(reel.frameAt(seq)), `row ${seq}`).toEqual(live(seq))
    }
  })

  test('[REPLAY-3] rows that come while the session is played show up in the same reel', () => {
    const chance = new Chance(seed)
    const reel = new Reel([], 20)
    while (reel.length < rows.length) {
      const known = chance.below(reel.length + 1)
      reel.append(rows.slice(known, reel.length + 1 + chance.below(30)))
      const seq = chance.happens(0.7) ? reel.length : chance.below(reel.length + 1)
      expect(momentOf(reel.frameAt(seq)), `row ${seq}`).toEqual(live(seq))
    }
  })

  test('[REPLAY-1] no update is left waiting for another at the end', () => {
    const doc = frameAt(rows, rows.length)
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  })
})

test('[REPLAY-4] 20,000 rows load and seek quickly enough to feel at hand', () => {
  const live = new Y.Doc()
  const rows: { seq: number; at: number; author: null; update: Uint8Array }[] = []
  live.on('update', (update: Uint8Array) =>
    rows.push({ seq: rows.length + 1, at: rows.length, author: null, update }),
  )
  const { notes } = boardDoc(live)
  while (rows.length < 20_000) notes.insert((notes.length * 7) % (notes.length + 1), 'note ')
  const reel = new Reel(rows)
  const began = performance.now()
  expect(reel.frameAt(20_000).getText('notes').length).toBe(notes.length)
  const loaded = performance.now()
  expect(reel.frameAt(9_777).getText('notes').length).toBe(9_777 * 5)
  const sought = performance.now()
  // Far above what it takes on a free machine, far below what merging the updates would take.
  expect(loaded - began).toBeLessThan(10_000)
  expect(sought - loaded).toBeLessThan(3_000)
})
