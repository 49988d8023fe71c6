import { expect, test } from 'vitest'
import { standingOf } from '../../client/conduct/run-of-show.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { readLandings, readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { planned, StageRig } from '../support/stage-rig.ts'

const other = 'p_other' as ParticipantId
const injectId = 'i_one' as InjectId
const land: Command = { type: 'inject.land', injectId }
const hold: Command = { type: 'inject.hold', injectId }
const skip: Command = { type: 'inject.skip', injectId }

async function playing(): Promise<StageRig> {
  const rig = await StageRig.start([planned('one', { on: 'time', at: 60_000 })])
  await rig.command({ type: 'phase.set', phase: 'play' })
  return rig
}

async function standing(rig: StageRig) {
  const script = scriptDoc(await rig.doc('script'))
  return standingOf(must(readPlan(script)[0], 'the inject'), readLandings(script)).is
}

for (const change of [hold, skip]) {
  test(`[HANDOVER-30] landed by one facilitator and then ${change.type} by another at once, it has landed`, async () => {
    const rig = await playing()
    const [landed, changed] = await Promise.allSettled([
      rig.command(land),
      rig.command(change, other),
    ])
    expect(landed.status).toBe('fulfilled')
    expect(changed.status).toBe('rejected')
    expect(await standing(rig)).toBe('landed')
  })

  test(`[HANDOVER-30] ${change.type} by one facilitator and then landed by another at once, it lands once`, async () => {
    const rig = await playing()
    await Promise.allSettled([rig.command(change), rig.command(land, other)])
    await rig.command({ type: 'clock.jump', by: 120_000 })
    await rig.command({ type: 'inject.release', injectId }).catch(() => undefined)
    expect((await rig.landed()).map(({ id }) => id)).toEqual([injectId])
    expect(await standing(rig)).toBe('landed')
  })
}

test('[HANDOVER-30] held by one facilitator in the moment it is due, it lands or is held, never both', async () => {
  const rig = await playing()
  const held = rig.command(hold, other).then(
    () => true,
    () => false,
  )
  await rig.time.advance(61_000)
  const is = (await held) ? 'held' : 'landed'
  expect(await standing(rig)).toBe(is)
  expect(await rig.landed()).toHaveLength(is === 'landed' ? 1 : 0)
})
