import { expect, test } from 'vitest'
import type { InjectId } from '../../shared/ids.ts'
import type { BoardFacts, Situation } from '../../shared/stage/situation.ts'
import { dueAt, holds, stillSince } from '../../shared/stage/situation.ts'
import { cycleIn } from '../../shared/stage/trigger-problem.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import { planned } from '../support/stage-rig.ts'

const pager = 'i_pager' as InjectId
const board: BoardFacts = {
  hypotheses: [{ title: 'The Replica lags', status: 'testing' }],
  texts: ['Queue (full)'],
  done: ['Restart'],
  quietSince: 100_000,
  nobodySince: 150_000,
}
const situation: Situation = {
  now: 200_000,
  landed: new Map([[pager, 180_000]]),
  chosen: new Map([[pager, { option: 'stay', at: 190_000 }]]),
  board,
}
const chosen = (option: string, delay = 0) =>
  ({ on: 'chosen', inject: pager, option, delay }) as const
const after = (delay: number) => ({ on: 'after', inject: pager, delay }) as const

test.each<[PlannedTrigger, number | null]>([
  [{ on: 'hand' }, null],
  [{ on: 'unclear' }, null],
  [{ on: 'time', at: 300_000 }, 300_000],
  [after(0), 180_000],
  [after(60_000), 240_000],
  [{ on: 'after', inject: 'i_gone' as InjectId, delay: 0 }, null],
  [chosen('stay'), 190_000],
  [chosen('stay', 60_000), 250_000],
  [chosen('go'), null],
  [{ ...chosen('stay'), inject: 'i_gone' as InjectId }, null],
  [{ on: 'hypothesis', status: 'testing' }, 200_000],
  [{ on: 'hypothesis', status: 'testing', matching: 'replica' }, 200_000],
  [{ on: 'hypothesis', status: 'testing', matching: 'disk' }, null],
  [{ on: 'hypothesis', status: 'supported' }, null],
  [{ on: 'text', matching: 'QUEUE (' }, 200_000],
  [{ on: 'text', matching: 'queue.' }, null],
  [{ on: 'done', matching: 'start' }, 200_000],
  [{ on: 'nobody' }, 210_000],
  [{ on: 'quiet', for: 30_000 }, 130_000],
  [{ on: 'all', of: [after(0), { on: 'nobody' }] }, 210_000],
  [{ on: 'all', of: [after(0), { on: 'done', matching: 'nothing' }] }, null],
  [{ on: 'any', of: [{ on: 'nobody' }, { on: 'done', matching: 'nothing' }] }, 210_000],
  [{ on: 'any', of: [{ on: 'text', matching: 'none' }] }, null],
])('[TRIGGER-17] %j is due at %j', (trigger, due) => {
  expect(dueAt(trigger, situation)).toBe(due)
  expect(holds(trigger, situation)).toBe(due !== null && due <= situation.now)
})

test('[TRIGGER-17] while nobody has looked at the board, nothing of it holds', () => {
  const blind = { ...situation, board: null }
  const ofTheBoard: PlannedTrigger[] = [
    { on: 'nobody' },
    { on: 'quiet', for: 1_000 },
    { on: 'text', matching: 'queue' },
  ]
  for (const trigger of ofTheBoard) expect(dueAt(trigger, blind)).toBeNull()
  expect(
    dueAt({ on: 'nobody' }, { ...situation, board: { ...board, nobodySince: null } }),
  ).toBeNull()
})

test('[TRIGGER-6] what is still counts from its last change, and anew from where the clock was moved to', () => {
  const clock = [
    { wallAt: 1_000, at: 0, speed: 1 },
    { wallAt: 11_000, at: 10_000, speed: 0 },
    { wallAt: 50_000, at: 10_000, speed: 2 },
  ]
  expect(stillSince(clock, 0)).toBe(0)
  expect(stillSince(clock, 30_000)).toBe(10_000)
  expect(stillSince(clock, 51_000)).toBe(12_000)
  const moved = [...clock, { wallAt: 60_000, at: 90_000, speed: 2 }]
  expect(stillSince(moved, 51_000)).toBe(90_000)
  expect(stillSince(moved, 61_000)).toBe(92_000)
})

test('[TRIGGER-12] a circle is found wherever it is, and named from one inject back to it', () => {
  const on = (name: string, ...awaited: string[]) =>
    planned(name, {
      on: 'any',
      of: awaited.map((each) => ({ on: 'after', inject: `i_${each}` as InjectId, delay: 0 })),
    })
  expect(cycleIn([on('a', 'b', 'c'), on('b', 'c'), planned('c', { on: 'hand' })])).toBeNull()
  const plan = [on('a', 'b'), on('b', 'c', 'd'), planned('c', { on: 'hand' }), on('d', 'b')]
  expect(cycleIn(plan)).toEqual(['Inject b', 'Inject d', 'Inject b'])
  expect(cycleIn(plan, 'i_a' as InjectId)).toBeNull()
})
