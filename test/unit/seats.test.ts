import { expect, test } from 'vitest'
import { Seats } from '../../client/board/seats.ts'
import type { ParticipantId } from '../../shared/ids.ts'

const [ana, ben, cas] = ['p_ana', 'p_ben', 'p_cas'] as unknown as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
]

test('[BOARD-29] among many people a place in the strip is kept for a minute, and new ones come last', () => {
  const seats = new Seats()
  expect(seats.seat([ben], 0)).toEqual([ben])
  expect(seats.seat([ana, ben], 1_000)).toEqual([ben, ana])
  expect(seats.seat([ana, cas], 2_000)).toEqual([ben, ana, cas])
  expect(seats.seat([ana, cas], 61_000)).toEqual([ben, ana, cas])
  expect(seats.seat([ana, cas], 61_001)).toEqual([ana, cas])
  expect(seats.seat([ben, ana], 62_000)).toEqual([ana, cas, ben])
})
