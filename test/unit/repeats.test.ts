import { describe, expect, test } from 'vitest'
import { setHypothesisStatus } from '../../shared/board/board-edits.ts'
import { addCard } from '../../shared/board/board-edits.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { CardId, InjectId } from '../../shared/ids.ts'
import { readLandings, readPlanned, scriptDoc } from '../../shared/script/script-doc.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import type { Repeat } from '../../shared/stage/repeat.ts'
import { landingId, mostLandings, nextLanding, repeat } from '../../shared/stage/repeat.ts'
import { readInbox } from '../../shared/stage/stage-doc.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { Chance } from '../band/chance.ts'
import { ana, ben, planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const id = (name: string) => `i_${name}` as InjectId
const bell = (trigger: PlannedTrigger, again: Repeat, more: Partial<PlannedInject> = {}) =>
  planned('bell', trigger, { again, ...more })

async function playing(...plan: PlannedInject[]): Promise<StageRig> {
  const rig = await StageRig.start(plan)
  await rig.command({ type: 'phase.set', phase: 'play' })
  return rig
}

/** The exercise seconds at which something landed. */
async function times(rig: StageRig): Promise<number[]> {
  return (await rig.landed()).map(({ at }) => Math.round(at / second))
}

test('[TRIGGER-21] an inject lands again so long after it last did, for as long as its time has come', async () => {
  const rig = await playing(bell({ on: 'time', at: minute }, { every: 2 * minute }))
  await rig.time.advance(6 * minute)
  expect(await times(rig)).toEqual([60, 180, 300])
})

test('[TRIGGER-21] a condition that goes on holding brings it again; one that comes back too early waits', async () => {
  const rig = await playing(
    bell({ on: 'hypothesis', status: 'supported' }, { every: 2 * minute, times: 3 }),
  )
  const card = 'c_one' as CardId
  await rig.edit((board) =>
    addCard(board, { id: card, kind: 'hypothesis', title: 'Disk', by: ana, at: 1 }),
  )
  const turn = (status: 'supported' | 'testing') =>
    rig.edit((board) => setHypothesisStatus(board, card, status))
  await turn('supported')
  await rig.time.advance(30 * second)
  expect(await times(rig)).toHaveLength(1)
  await turn('testing')
  await rig.time.advance(30 * second)
  await turn('supported')
  // It holds again after one minute, and has to wait for the second.
  await rig.time.advance(50 * second)
  expect(await times(rig)).toHaveLength(1)
  await rig.time.advance(15 * second)
  const [first = 0, next = 0] = await times(rig)
  expect(next - first).toBe(120)
  await turn('testing')
  await rig.time.advance(10 * minute)
  expect(await times(rig)).toHaveLength(2)
  await turn('supported')
  await rig.time.advance(second)
  expect(await times(rig)).toHaveLength(3)
})

test('[TRIGGER-21] what fell due more than once while the clock jumped or the server was away lands once', async () => {
  const rig = await playing(bell({ on: 'time', at: minute }, { every: minute }))
  await rig.time.advance(70 * second)
  await rig.command({ type: 'clock.jump', by: 10 * minute })
  await rig.time.advance(10 * second)
  expect((await times(rig)).map((at) => Math.floor(at / 60))).toEqual([1, 11])
  await rig.time.advance(minute)
  expect(await times(rig)).toHaveLength(3)
})

describe('limits', () => {
  test('[TRIGGER-22] half a minute lies between two landings at least, and twenty are the most', async () => {
    const isTaken = (again: unknown) => repeat.safeParse(again).success
    expect(isTaken({ every: 30_000 })).toBe(true)
    expect(isTaken({ every: 29_999 })).toBe(false)
    expect(isTaken({ every: 30_000, times: 21 })).toBe(false)
    expect(isTaken({ every: 30_000, times: 1 })).toBe(false)
    const rig = await playing(bell({ on: 'time', at: 0 }, { every: 30 * second }))
    await rig.time.advance(15 * minute)
    expect(await times(rig)).toHaveLength(mostLandings)
  })

  test('[TRIGGER-22] it lands as often as it says, by hand not at all, and what offers options once', async () => {
    const options = [
      { key: 'a', text: 'A' },
      { key: 'b', text: 'B' },
    ]
    const rig = await playing(
      bell({ on: 'time', at: 0 }, { every: 30 * second, times: 2 }),
      planned('hand', { on: 'hand' }, { again: { every: 30 * second } }),
      planned(
        'fork',
        { on: 'time', at: 0 },
        { again: { every: 30 * second }, content: { kind: 'message', title: 'Fork', options } },
      ),
      planned(
        'whisper',
        { on: 'time', at: 0 },
        { again: { every: 30 * second }, audience: { to: 'person', participantId: null } },
      ),
    )
    await rig.command({ type: 'inject.land', injectId: id('hand') })
    await rig.command({ type: 'inject.land', injectId: id('whisper'), to: ana })
    await rig.time.advance(5 * minute)
    expect(readInbox(await rig.doc(inboxOf(ana)))).toHaveLength(1)
    const landed = (await rig.landed()).map((each) => each.id)
    expect(landed.toSorted()).toEqual(['bell', 'bell-2', 'fork', 'hand'].map(id))
  })

  test('[TRIGGER-22] nonsense in the script lands once, and an id that has no room for a number, too', () => {
    const long = `i_${'x'.repeat(64)}` as InjectId
    const inject = { ...bell({ on: 'time', at: 0 }, { every: 30 * second }), id: long }
    const at = (landed: Map<InjectId, number>) =>
      nextLanding(inject, { now: 0, landed, chosen: new Map(), board: null })
    expect(at(new Map())).toEqual({ id: long, at: 0 })
    expect(at(new Map([[long, 0]]))).toBeNull()
  })
})

describe('its name', () => {
  test('[TRIGGER-23] each landing has an id of its own, noted in the same commit as it', async () => {
    const rig = await playing(
      bell(
        { on: 'time', at: 0 },
        { every: minute },
        {
          audience: { to: 'people', participantIds: [ana, ben] },
        },
      ),
    )
    await rig.time.advance(2.5 * minute)
    const names = [1, 2, 3].map((n) => landingId(id('bell'), n))
    expect(names).toEqual([id('bell'), id('bell-2'), id('bell-3')])
    expect(readInbox(await rig.doc(inboxOf(ana))).map((each) => each.id)).toEqual(names)
    const script = scriptDoc(await rig.doc('script'))
    expect([...readLandings(script).keys()]).toEqual(names)
    // The run of show has it once.
    expect([...script.plan.keys()]).toEqual([id('bell')])
  })

  test('[TRIGGER-23] whatever is done to clock and plan, and over restarts, no landing comes twice or too early', async () => {
    for (let seed = 1; seed <= 25; seed += 1) await playThrough(seed)
  }, 120_000)
})

const every = 40 * second

function anyCommand(chance: Chance): Command {
  const injectId = id(String(chance.below(3)))
  return chance.pick<Command>([
    { type: 'clock.pause' },
    { type: 'clock.run', speed: chance.pick([0.5, 1, 2, 10]) },
    { type: 'clock.run', speed: 1 },
    { type: 'clock.jump', by: (1 + chance.below(90)) * second },
    { type: 'inject.land', injectId },
    { type: 'inject.hold', injectId },
    { type: 'inject.release', injectId },
    { type: 'inject.release', injectId },
    { type: 'channel.say', text: chance.pick(['fog', 'rain']) },
  ])
}

async function playThrough(seed: number): Promise<void> {
  const chance = new Chance(seed)
  const again = { every, times: 4 }
  const rig = await playing(
    planned('0', { on: 'time', at: 20 * second }, { again }),
    planned('1', { on: 'text', matching: 'fog' }, { again, order: 1 }),
    planned('2', { on: 'after', inject: id('0'), delay: second }, { again, order: 2 }),
  )
  for (let turn = 0; turn < 20; turn += 1) {
    if (chance.happens(0.25)) await rig.restart()
    await rig.command(anyCommand(chance)).catch(() => undefined)
    await rig.time.advance(chance.below(30) * second)
  }
  for (const name of ['0', '1', '2']) {
    await rig.command({ type: 'inject.release', injectId: id(name) }).catch(() => undefined)
  }
  await rig.command({ type: 'channel.say', text: 'fog' })
  await rig.command({ type: 'clock.run', speed: 10 })
  await rig.restart()
  await rig.time.advance(40 * second)

  const landed = await rig.landed()
  const ids = landed.map((each) => each.id)
  expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length)
  for (const name of ['0', '1', '2']) {
    const own = [1, 2, 3, 4].map((n) => landed.find((each) => each.id === landingId(id(name), n)))
    const at = own.map((each) => each?.at ?? NaN)
    for (const [n, time] of at.slice(1).entries()) {
      expect(time - (at[n] ?? NaN), `seed ${seed}, ${name}, ${n}`).toBeGreaterThanOrEqual(every - 1)
    }
  }
  expect(ids, `seed ${seed}`).toHaveLength(12)
}

describe('in between', () => {
  test('[TRIGGER-24] it can be held, skipped and given another trigger, or none; not landed or readdressed', async () => {
    const rig = await playing(bell({ on: 'time', at: 0 }, { every: minute }))
    const injectId = id('bell')
    await rig.time.advance(10 * second)
    await rig.command({ type: 'inject.hold', injectId })
    await rig.time.advance(5 * minute)
    expect(await times(rig)).toEqual([0])
    await rig.command({ type: 'inject.release', injectId })
    await rig.time.advance(second)
    expect(await times(rig)).toHaveLength(2)
    for (const refused of [
      { type: 'inject.land', injectId },
      { type: 'inject.address', injectId, audience: { to: 'roles', roles: ['observer'] } },
    ] satisfies Command[]) {
      await expect(rig.command(refused)).rejects.toMatchObject({ code: 'conflict' })
    }
    const trigger = { on: 'text', matching: 'fog' } as const
    const again = { every: 30 * second }
    await rig.command({ type: 'inject.retime', injectId, trigger, again })
    await rig.time.advance(5 * minute)
    expect(await times(rig)).toHaveLength(2)
    await rig.command({ type: 'channel.say', text: 'Fog' })
    await rig.time.advance(second)
    expect(await times(rig)).toHaveLength(3)
    await rig.command({ type: 'inject.retime', injectId, trigger, again: null })
    await rig.time.advance(5 * minute)
    expect(await times(rig)).toHaveLength(3)
    await expect(
      rig.command({ type: 'inject.retime', injectId, trigger, again }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[TRIGGER-24] another time leaves it landing again, and an improvised one can, too', async () => {
    const rig = await playing(bell({ on: 'hand' }, { every: minute }))
    const trigger = { on: 'time', at: 10 * second } as const
    await rig.command({ type: 'inject.retime', injectId: id('bell'), trigger })
    expect(readPlanned(scriptDoc(await rig.doc('script')), id('bell'))?.again).toEqual({
      every: minute,
    })
    await rig.command({
      type: 'inject.improvise',
      content: { kind: 'message', title: 'Drip' },
      audience: { to: 'everyone' },
      trigger,
      again: { every: minute },
    })
    await rig.time.advance(80 * second)
    expect((await rig.landed()).map(({ content }) => content.title).toSorted()).toEqual([
      'Drip',
      'Drip',
      'Inject bell',
      'Inject bell',
    ])
  })
})

test('[TRIGGER-25] an inject that is edited while it lands, lands as it stood, once; the edit stays in the run of show', async () => {
  const audience = { to: 'people', participantIds: [ana, ben] } as const
  const rig = await StageRig.start([
    planned('one', { on: 'hand' }, { audience: { ...audience, participantIds: [ana, ben] } }),
  ])
  const landing = rig.command({ type: 'inject.land', injectId: id('one') })
  const edited = rig.scribble(({ plan }) =>
    plan.set(
      id('one'),
      planned('one', { on: 'time', at: 0 }, { content: { kind: 'message', title: 'Edited' } }),
    ),
  )
  await Promise.all([landing, edited])
  await rig.command({ type: 'phase.set', phase: 'play' })
  await rig.restart()
  await rig.time.advance(minute)
  for (const person of [ana, ben]) {
    const got = readInbox(await rig.doc(inboxOf(person)))
    expect(got.map(({ content }) => content.title)).toEqual(['Inject one'])
  }
  expect(await rig.landed()).toEqual([])
  const script = scriptDoc(await rig.doc('script'))
  expect(readPlanned(script, id('one'))?.content.title).toBe('Edited')
})
