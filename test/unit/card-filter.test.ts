import { expect, test } from 'vitest'
import type { CardFacts, CardFilter } from '../../client/board/card-filter.ts'
import { everyCard, isEveryCard, passes } from '../../client/board/card-filter.ts'
import { placeAmong } from '../../client/board/place-among.ts'
import type { ParticipantId } from '../../shared/ids.ts'

const [ana, bo] = ['p_ana', 'p_bo'] as ParticipantId[] as [ParticipantId, ParticipantId]
const card: CardFacts = {
  people: [ana],
  status: 'testing',
  untested: true,
  nobody: false,
  words: 'The disk is full\nof core dumps',
}
const shows = (asked: Partial<CardFilter>) => passes({ ...everyCard, ...asked }, card)

test('[FIND-6] a filter asks for a person, a status, what is missing and words', () => {
  expect([shows({ person: ana }), shows({ person: bo })]).toEqual([true, false])
  expect([shows({ status: 'testing' }), shows({ status: 'done' })]).toEqual([true, false])
  expect([shows({ only: 'untested' }), shows({ only: 'nobody' })]).toEqual([true, false])
  expect([shows({ text: 'core DISK' }), shows({ text: 'ore' })]).toEqual([true, false])
})

test('[FIND-6] a card is shown where everything asked for fits, and a filter for nothing shows all', () => {
  expect(shows({ person: ana, status: 'testing', text: 'disk' })).toBe(true)
  expect(shows({ person: ana, status: 'done', text: 'disk' })).toBe(false)
  expect(shows({})).toBe(true)
  expect(isEveryCard({ ...everyCard, text: '  ' })).toBe(true)
  expect(isEveryCard({ ...everyCard, only: 'nobody' })).toBe(false)
})

test('[FIND-9] a card dropped among some of its column stays close to its visible neighbour', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, order: id.toUpperCase() }))
  const drop = (shown: string[], id: string) => placeAmong(all, shown, id)
  // b and d are hidden.
  expect(drop(['c', 'a', 'e'], 'a')).toEqual({ before: 'C', after: 'D' })
  expect(drop(['c', 'e', 'a'], 'a')).toEqual({ before: 'E', after: null })
  expect(drop(['e', 'a', 'c'], 'e')).toEqual({ before: null, after: 'A' })
  // At the top of what is in sight, right above the next one.
  expect(placeAmong(all, ['e', 'c'], 'e')).toEqual({ before: 'B', after: 'C' })
  expect(placeAmong(all, ['e'], 'e')).toEqual({ before: null, after: 'A' })
})
