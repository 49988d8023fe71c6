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

/** Known not to hold yet: seeds that fail mostly (Yjs gives a twin a new id by chance of its own). */
const twinSeeds = [5_003, 5_066, 5_102, 5_191, 5_280]

test.skipIf(process.env['GAMELAN_FINDINGS'] !== '1').each(twinSeeds)(
  '[SYNC-29] seed %i: two tabs that share one Yjs client id do no harm to the others, on such a network either',
  async (seed) => {
    const storm = await StormyNetwork.open({ seed, people: 4, twins: true })
    for (let turn = 0; turn < 5 * 150; turn++) await storm.act()
    await storm.rest()
    await storm.expectOneBoard()
    storm.end()
  },
)
