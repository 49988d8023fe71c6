import { expect, test } from 'vitest'
import type { InjectId } from '../../shared/ids.ts'
import { readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import type { Trigger } from '../../shared/stage/trigger.ts'
import { ana, planned, StageRig } from '../support/stage-rig.ts'

const minute = 60_000
const play = { type: 'phase.set', phase: 'play' } as const
const id = (name: string) => `i_${name}` as InjectId

test('[CLOCK-8] the clock moves forward only in play, and what it passes lands at once, in order', async () => {
  const at = (name: string, time: number, order: number) =>
    planned(name, { on: 'time', at: time }, { order })
  const rig = await StageRig.start([at('b', 50_000, 0), at('a', 40_000, 1), at('c', 90_000, 2)])
  const jump = { type: 'clock.jump', by: minute } as const
  await expect(rig.command(jump)).rejects.toMatchObject({ code: 'conflict' })
  await rig.command(play)
  await rig.command(jump)
  await rig.time.advance(20)
  const landed = await rig.landed()
  expect(landed.map((each) => each.id)).toEqual([id('a'), id('b')])
  for (const each of landed) expect(each.at).toBeGreaterThanOrEqual(minute)
})

test('[INJECT-72] an inject that is given a time already past lands at once, a landed one is refused', async () => {
  const rig = await StageRig.start([planned('a', { on: 'hand' })])
  await rig.command(play)
  await rig.time.advance(minute)
  const retime = {
    type: 'inject.retime',
    injectId: id('a'),
    trigger: { on: 'time', at: 0 },
  } as const
  await rig.command(retime)
  await rig.time.advance(20)
  expect((await rig.landed()).map((each) => each.id)).toEqual([id('a')])
  await expect(rig.command(retime)).rejects.toMatchObject({ code: 'conflict' })
  await expect(rig.command(retime, ana, 'participant')).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('[INJECT-73] an improvised inject can wait: for its time, or for the hand', async () => {
  const rig = await StageRig.start()
  await rig.command(play)
  const wait = (title: string, trigger: Trigger) =>
    rig.command({
      type: 'inject.improvise',
      content: { kind: 'message', title },
      audience: { to: 'everyone' },
      trigger,
    })
  const timed = await wait('By the clock', { on: 'time', at: 2 * minute })
  const kept = await wait('By hand', { on: 'hand' })
  expect(await rig.landed()).toEqual([])
  expect(readPlan(scriptDoc(await rig.doc('script'))).map((each) => each.id)).toEqual([timed, kept])
  await rig.time.advance(2 * minute)
  expect((await rig.landed()).map((each) => each.id)).toEqual([timed])
  await rig.restart()
  await rig.command({ type: 'inject.land', injectId: kept as InjectId })
  expect((await rig.landed()).map((each) => each.id)).toEqual([timed, kept])
})
