import { describe, test } from 'vitest'
import { StormyRoom } from './stormy-room.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
const seeds = Array.from({ length: isLong ? 400 : 8 }, (_, index) => 1 + index)
/** A million frames in all where there is time. */
const framesEach = 2_500
const checkEvery = isLong ? 250 : 100

describe('a room under any frames at all', () => {
  test.each(seeds)(
    '[SYNC-20] [SYNC-21] [LOG-51] seed %i: never throws, a neighbour works on, the log replays',
    async (seed) => {
      const room = await StormyRoom.open(seed)
      for (let frame = 0; frame < framesEach; frame++) {
        room.throwFrame()
        if (frame % checkEvery === 0) await room.expectNeighbourWorks()
      }
      await room.expectSound()
    },
  )
})
