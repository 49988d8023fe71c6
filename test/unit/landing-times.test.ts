import { expect, test } from 'vitest'
import type { InjectId } from '../../shared/ids.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { Chance } from '../band/chance.ts'
import { planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000
/** What a step of the rig takes to reach the disk. */
const step = 5

interface Expected {
  trigger: PlannedTrigger
  state: PlannedInject['state']
  landedAt: number | null
}

/** Landing as one would do it by hand: a stopwatch, and a list that is looked at as it runs. */
class SimpleShow {
  at = 0
  speed = 1
  readonly injects = new Map<InjectId, Expected>()

  constructor(plan: readonly PlannedInject[]) {
    for (const { id, trigger, state } of plan) {
      this.injects.set(id, { trigger, state, landedAt: null })
    }
  }

  pass(wall: number): void {
    const before = this.at
    this.at += wall * this.speed
    if (this.speed === 0) return
    for (const inject of this.injects.values()) {
      const { trigger, state, landedAt } = inject
      if (trigger.on !== 'time' || state !== 'planned' || landedAt !== null) continue
      if (trigger.at <= this.at) inject.landedAt = Math.max(trigger.at, before)
    }
  }

  /** Does what a command asks, or says that it is refused. */
  take(command: Command): boolean {
    if (command.type === 'clock.pause') this.speed = 0
    if (command.type === 'clock.run') this.speed = command.speed ?? this.speed
    if (command.type === 'clock.jump') this.at += command.by
    if (!('injectId' in command)) return true
    const inject = this.injects.get(command.injectId)
    if (!inject || inject.landedAt !== null) return false
    if (command.type === 'inject.land') inject.landedAt = this.at
    if (command.type === 'inject.retime') inject.trigger = command.trigger
    if (command.type === 'inject.hold') inject.state = 'held'
    if (command.type === 'inject.release') inject.state = 'planned'
    if (command.type === 'inject.skip') inject.state = 'skipped'
    return true
  }
}

const plan = Array.from({ length: 8 }, (_, order) =>
  planned(
    String(order),
    order === 7 ? { on: 'hand' } : { on: 'time', at: (order + 1) * 20 * second },
    {
      order,
    },
  ),
)

function anyCommand(chance: Chance, now: number): Command {
  const injectId = chance.pick(plan).id
  const at = Math.max(0, Math.round(now) + (chance.below(120) - 40) * second)
  return chance.pick<Command>([
    { type: 'clock.pause' },
    { type: 'clock.run', speed: chance.pick([0.5, 1, 2, 10]) },
    { type: 'clock.run', speed: chance.pick([0.5, 1, 2, 10]) },
    { type: 'clock.jump', by: (1 + chance.below(30)) * second },
    { type: 'inject.land', injectId },
    { type: 'inject.hold', injectId },
    { type: 'inject.release', injectId },
    { type: 'inject.release', injectId },
    { type: 'inject.skip', injectId },
    { type: 'inject.retime', injectId, trigger: { on: 'time', at } },
    { type: 'inject.retime', injectId, trigger: { on: 'hand' } },
  ])
}

async function playThrough(seed: number): Promise<void> {
  const chance = new Chance(seed)
  const rig = await StageRig.start(plan)
  const show = new SimpleShow(plan)
  await rig.command({ type: 'phase.set', phase: 'play' })
  show.pass(step)
  for (let turn = 0; turn < 25; turn += 1) {
    if (chance.happens(0.1)) {
      await rig.restart()
      show.pass(step)
    }
    const command = anyCommand(chance, show.at)
    const isTaken = show.take(command)
    const done = rig.command(command)
    if (isTaken) await done
    else await expect(done, `seed ${seed}`).rejects.toMatchObject({ code: 'conflict' })
    show.pass(step)
    const wall = chance.below(20) * second
    await rig.time.advance(wall)
    show.pass(wall)
  }
  const landed = await rig.landed()
  const times = Object.fromEntries(landed.map(({ id, at }) => [id, at]))
  expect(Object.keys(times), `seed ${seed}`).toHaveLength(landed.length)
  for (const [id, { landedAt }] of show.injects) {
    if (landedAt === null) expect(times[id], `seed ${seed}, ${id}`).toBeUndefined()
    else expect(Math.abs((times[id] ?? NaN) - landedAt), `seed ${seed}, ${id}`).toBeLessThan(200)
  }
}

test('[INJECT-71] whatever is done to clock and plan, and over restarts, each inject lands once, when a stopwatch says', async () => {
  for (let seed = 1; seed <= 60; seed += 1) await playThrough(seed)
}, 120_000)
