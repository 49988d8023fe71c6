import { flushSync } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Awareness as AwarenessOf } from 'y-protocols/awareness'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CardId } from '../../shared/ids.ts'
import { PresentPeople } from '../../client/state/present-people.svelte.ts'
import { effects } from '../support/effects.svelte.ts'

const [one, two, three] = ['c_1', 'c_2', 'c_3'] as CardId[] as [CardId, CardId, CardId]
let mine: AwarenessOf
let ana: AwarenessOf
let bo: AwarenessOf
let people: PresentPeople
let stop: (() => void) | undefined

beforeEach(() => {
  mine = new Awareness(new Y.Doc())
  ana = new Awareness(new Y.Doc())
  bo = new Awareness(new Y.Doc())
  people = new PresentPeople(mine)
})

afterEach(() => {
  stop?.()
  for (const each of [mine, ana, bo]) each.destroy()
})

/** Somebody's page says where they are, and this page hears of it. */
function tell(page: AwarenessOf, state: { cardId: CardId | null; away?: boolean }): void {
  page.setLocalState({ participantId: page === ana ? 'p_ana' : 'p_bo', ...state })
  applyAwarenessUpdate(mine, encodeAwarenessUpdate(page, [page.clientID]), 'test')
  flushSync()
}

const at = (card: CardId) => people.at(card).map((each) => each.participantId)

test('[PAGE-103] who comes to a card is news to that card alone', () => {
  tell(ana, { cardId: one })
  tell(bo, { cardId: two })
  const runs: CardId[] = []
  stop = effects(
    [one, two].map((card) => () => {
      people.at(card)
      runs.push(card)
    }),
  )
  flushSync()
  runs.length = 0
  tell(bo, { cardId: one })
  expect(runs.toSorted()).toEqual([one, two])
  runs.length = 0
  tell(bo, { cardId: three })
  expect(runs).toEqual([one])
  expect([at(one), at(two), at(three)]).toEqual([['p_ana'], [], ['p_bo']])
})

test('[PAGE-103] who was there before anybody asked is there, and whoever is away is at no card', () => {
  tell(ana, { cardId: one })
  people = new PresentPeople(mine)
  expect(at(one)).toEqual(['p_ana'])
  tell(ana, { cardId: one, away: true })
  expect([at(one), people.all.length]).toEqual([[], 1])
})

test('[PAGE-103] whoever claims to be at ever new cards fills no page with them', () => {
  tell(bo, { cardId: two })
  const forget = vi.spyOn(SvelteMap.prototype, 'delete')
  for (let n = 0; n < 1_500; n += 1) tell(ana, { cardId: `c_claimed${n}` as CardId })
  expect(forget.mock.calls.length).toBeGreaterThan(900)
  expect([at(two), at('c_claimed1499' as CardId), at('c_claimed7' as CardId)]).toEqual([
    ['p_bo'],
    ['p_ana'],
    [],
  ])
  forget.mockRestore()
})
