import { describe, expect, test } from 'vitest'
import { Pace } from '../../server/rooms/pace.ts'
import { ManualTime, settle } from '../support/manual-time.ts'

function paced(interval = 10) {
  const time = new ManualTime()
  const beats: number[] = []
  const beat = () => void beats.push(time.elapsed())
  return { time, beats, pace: new Pace({ time, interval: () => interval, beat }) }
}

describe('a leading-edge tick', () => {
  test('[SYNC-40] the first who asks in a while is answered when the turn is over, together with the rest of it', async () => {
    const { beats, pace } = paced()
    for (let ask = 0; ask < 5; ask++) pace.ask()
    expect(beats).toEqual([])
    await settle()
    expect(beats).toEqual([0])
  })

  test('[SYNC-40] whoever asks in the interval waits for its end, together', async () => {
    const { time, beats, pace } = paced()
    pace.ask()
    await time.advance(3)
    pace.ask()
    await time.advance(4)
    pace.ask()
    await time.advance(20)
    expect(beats).toEqual([0, 10])
    pace.ask()
    await settle()
    expect(beats).toEqual([0, 10, 27])
  })

  test('[SYNC-40] nobody waits where there is no interval', async () => {
    const { time, beats, pace } = paced(0.4)
    for (let beat = 0; beat < 3; beat++) {
      pace.ask()
      await settle()
    }
    expect([beats.length, time.elapsed()]).toEqual([3, 0])
  })

  test('[SYNC-40] a jump of the wall clock delays no beat', async () => {
    const { time, beats, pace } = paced()
    pace.ask()
    await settle()
    pace.ask()
    time.jumpTo(time.now() - 3_600_000)
    await time.advance(10)
    expect(beats).toEqual([0, 10])
  })

  test('what is too much to wait does not', async () => {
    const { time, beats, pace } = paced()
    pace.ask()
    await time.advance(2)
    pace.hurry()
    await settle()
    expect(beats).toEqual([0, 2])
  })

  test('[PRESENCE-11] what waits goes along with something else shortly before the interval is over', async () => {
    const { time, beats, pace } = paced()
    pace.ask()
    await time.advance(7)
    pace.ask()
    pace.ride()
    expect(beats).toEqual([0])
    await time.advance(1)
    pace.ride()
    expect(beats).toEqual([0, 8])
    await time.advance(100)
    pace.ride()
    expect(beats).toEqual([0, 8])
  })

  test('nothing beats after the end', async () => {
    const { time, beats, pace } = paced()
    pace.ask()
    pace.dispose()
    await time.advance(100)
    expect(beats).toEqual([])
  })
})
