import { test } from 'vitest'
import { StormyNetwork } from './stormy-network.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
/** Seeds that once failed stay here. */
const kept: number[] = []
const seeds = [...kept, ...Array.from({ length: isLong ? 100 : 6 }, (_, index) => 2_000 + index)]
const people = isLong ? 50 : 10
const turnsEach = isLong ? 60 : 150

test.each(seeds)(
  `[SYNC-30] [LOG-52] seed %i: ${people} people on a network that delays, loses, repeats and reorders end with one board, the log's, with all that was acknowledged`,
  async (seed) => {
    const storm = await StormyNetwork.open({ seed, people })
    for (let turn = 0; turn < people * turnsEach; turn++) await storm.act()
    await storm.rest()
    await storm.expectOneBoard()
    storm.end()
  },
)
