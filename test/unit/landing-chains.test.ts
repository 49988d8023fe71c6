import { expect, test } from 'vitest'
import type { InjectId } from '../../shared/ids.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import type { Trigger } from '../../shared/stage/trigger.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { Chance } from '../band/chance.ts'
import { planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000

/** A tree of waits: each inject waits for one before it, the first few for a time. */
function anyPlan(chance: Chance): PlannedInject[] {
  return Array.from({ length: 10 }, (_, order) =>
    planned(String(order), triggerOf(order), { order }),
  )

  function triggerOf(order: number): Trigger {
    if (order < 3) return { on: 'time', at: (5 + chance.below(40)) * second }
    const inject = `i_${chance.below(order)}` as InjectId
    return { on: 'after', inject, delay: chance.below(4) * 10 * second }
  }
}

function anyCommand(chance: Chance): Command {
  const injectId = `i_${chance.below(10)}` as InjectId
  return chance.pick<Command>([
    { type: 'clock.pause' },
    { type: 'clock.run', speed: chance.pick([0.5, 1, 2, 10]) },
    { type: 'clock.run', speed: 1 },
    { type: 'inject.land', injectId },
    { type: 'inject.hold', injectId },
    { type: 'inject.release', injectId },
    { type: 'inject.skip', injectId },
  ])
}

/** What somebody touched lands when they say; all else is where its predecessor says. */
async function playThrough(seed: number): Promise<void> {
  const chance = new Chance(seed)
  const plan = anyPlan(chance)
  const rig = await StageRig.start(plan)
  const touched = new Set<InjectId>()
  await rig.command({ type: 'phase.set', phase: 'play' })
  for (let turn = 0; turn < 12; turn += 1) {
    if (chance.happens(0.2)) await rig.restart()
    const command = anyCommand(chance)
    if ('injectId' in command && command.injectId) touched.add(command.injectId)
    await rig.command(command).catch(() => undefined)
    await rig.time.advance(chance.below(20) * second)
  }
  for (const { id: injectId } of plan) {
    await rig.command({ type: 'inject.release', injectId }).catch(() => undefined)
  }
  await rig.command({ type: 'clock.run', speed: 10 })
  await rig.time.advance(60 * second)

  const landed = await rig.landed()
  expect(new Set(landed.map(({ id }) => id)).size, `seed ${seed}`).toBe(plan.length)
  expect(landed, `seed ${seed}`).toHaveLength(plan.length)
  const times = new Map(landed.map(({ id, at }) => [id, at]))
  for (const { id, trigger } of plan) {
    if (trigger.on !== 'after' || touched.has(id)) continue
    const waited = (times.get(id) ?? NaN) - (times.get(trigger.inject) ?? NaN)
    expect(Math.abs(waited - trigger.delay), `seed ${seed}, ${id}`).toBeLessThan(200)
  }
}

test('[TRIGGER-16] whatever is done to a chain of injects, each lands once, so long after its predecessor', async () => {
  for (let seed = 1; seed <= 30; seed += 1) await playThrough(seed)
}, 120_000)
