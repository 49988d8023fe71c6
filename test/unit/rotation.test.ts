import { describe, expect, test } from 'vitest'
import type { ParticipantId } from '../../shared/ids.ts'
import type { RotationEvent } from '../../shared/stage/rotation.ts'
import { mostRotationEvents, rotationOf } from '../../shared/stage/rotation.ts'
import { readRotations, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, StageRig } from '../support/stage-rig.ts'

const cleo = 'p_cleo' as ParticipantId
const minute = 60_000
const everybody = new Set([facilitator, ana, ben, cleo])
const moment = { wallAt: 0, at: 0 }
const start = (everyMinutes = 5, order?: ParticipantId[]) =>
  ({ type: 'rotation.start', everyMinutes, ...(order && { order }) }) satisfies Command
const offer = { type: 'rotation.offer' } as const
const readBack = { type: 'rotation.readBack' } as const
const skip = { type: 'rotation.skip' } as const
const stop = { type: 'rotation.stop' } as const

/** A session in play, in which Ana, Ben and the facilitator take turns of five minutes. */
async function rotating(): Promise<StageRig> {
  const rig = await StageRig.start()
  await rig.command({ type: 'phase.set', phase: 'play' })
  await rig.command(start(5, [ana, ben, facilitator]))
  return rig
}

const eventsOf = async (rig: StageRig) => readRotations(stageDoc(await rig.doc('stage')))
const stepsOf = async (rig: StageRig) => (await eventsOf(rig)).map(({ what }) => what)

async function stateOf(rig: StageRig, here: ReadonlySet<ParticipantId> = everybody) {
  return rotationOf(await eventsOf(rig), here)
}

const asPlayer = (rig: StageRig, by: ParticipantId, command: Command) =>
  rig.command(command, by, 'participant')

describe('handing over', () => {
  test('[ROTATION-1] a rotation begins with the first of its order', async () => {
    const rig = await rotating()
    expect(await stateOf(rig)).toMatchObject({ conductor: ana, next: ben, everyMs: 5 * minute })
  })

  test('[ROTATION-1] without an order everybody who plays takes turns, as they joined', async () => {
    const rig = await StageRig.start()
    await rig.command(start())
    expect(await stateOf(rig)).toMatchObject({ order: [ana, ben], conductor: ana })
  })

  test('[ROTATION-2] the part passes once it was said back; until then it is in the air', async () => {
    const rig = await rotating()
    await asPlayer(rig, ana, { ...offer, words: 'We suspect the cache; nobody looked at it.' })
    const inTheAir = { from: ana, to: ben, words: 'We suspect the cache; nobody looked at it.' }
    expect(await stateOf(rig)).toMatchObject({ conductor: ana, inTheAir })
    await rig.time.advance(minute)
    await asPlayer(rig, ben, { ...readBack, words: 'I look at the cache.' })
    const after = await stateOf(rig)
    expect(after).toMatchObject({ conductor: ben, next: facilitator, inTheAir: null })
    expect(after?.readBack?.words).toBe('I look at the cache.')
    expect(after?.dueAt).toBe((after?.since ?? 0) + 5 * minute)
    expect(after?.since).toBeGreaterThanOrEqual(minute)
  })

  test('[ROTATION-2] what is in the air is not handed over twice, and what is not cannot be taken', async () => {
    const rig = await rotating()
    await expect(asPlayer(rig, ben, readBack)).rejects.toMatchObject({ code: 'conflict' })
    await asPlayer(rig, ana, offer)
    await expect(asPlayer(rig, ana, offer)).rejects.toMatchObject({ code: 'conflict' })
    await asPlayer(rig, ben, readBack)
    await expect(asPlayer(rig, ben, readBack)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[ROTATION-3] others may not, and nothing changes', async () => {
    const rig = await rotating()
    const forbidden = { code: 'forbidden' }
    await expect(asPlayer(rig, ben, offer)).rejects.toMatchObject(forbidden)
    await expect(asPlayer(rig, ben, skip)).rejects.toMatchObject(forbidden)
    await expect(asPlayer(rig, ana, start())).rejects.toMatchObject(forbidden)
    await expect(asPlayer(rig, ana, stop)).rejects.toMatchObject(forbidden)
    await expect(rig.command(offer, ana, 'observer')).rejects.toMatchObject(forbidden)
    await asPlayer(rig, ana, offer)
    await expect(asPlayer(rig, ana, readBack)).rejects.toMatchObject(forbidden)
    await expect(rig.command(readBack)).rejects.toMatchObject(forbidden)
    await expect(asPlayer(rig, ana, skip)).rejects.toMatchObject(forbidden)
    expect(await stepsOf(rig)).toEqual(['started', 'offered'])
  })

  test('[ROTATION-3] a facilitator passes on, passes over and stops at any time', async () => {
    const rig = await rotating()
    await rig.command(offer)
    expect(await stateOf(rig)).toMatchObject({ inTheAir: { from: ana, to: ben, by: facilitator } })
    await rig.command(skip)
    expect(await stateOf(rig)).toMatchObject({ conductor: ana, next: facilitator, inTheAir: null })
    await rig.command(stop)
    expect(await stateOf(rig)).toBeNull()
    await expect(rig.command(offer)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[ROTATION-7] bad orders are refused, and so is everything in a closed session', async () => {
    const rig = await StageRig.start()
    await expect(rig.command(start(5, [ana, ana]))).rejects.toMatchObject({ code: 'bad-request' })
    await expect(rig.command(start(5, [ana, cleo]))).rejects.toMatchObject({ code: 'not-found' })
    await rig.command({ type: 'phase.set', phase: 'closed' })
    await expect(rig.command(start())).rejects.toMatchObject({ code: 'conflict' })
    expect(await stepsOf(rig)).toEqual([])
  })

  test('[ROTATION-7] minutes, people and words that are too many are no command', () => {
    const fits = (command: unknown) => clientToServer.safeParse(command).success
    expect([1, 60].map((minutes) => fits(start(minutes)))).toEqual([true, true])
    expect([0, 61, 1.5].map((minutes) => fits(start(minutes)))).toEqual([false, false, false])
    expect(fits(start(5, [ana]))).toBe(false)
    const many = Array.from({ length: 31 }, (_, n) => `p_${n}` as ParticipantId)
    expect(fits(start(5, many))).toBe(false)
    expect(fits({ ...offer, words: 'x'.repeat(501) })).toBe(false)
    expect(fits({ ...readBack, words: 'x'.repeat(500) })).toBe(true)
  })

  test('[ROTATION-7] a session keeps five hundred steps, and says so then', async () => {
    const rig = await rotating()
    const conductor = await rig.conductor()
    const member = { participantId: facilitator, role: 'facilitator' } as const
    const skipping = Array.from({ length: mostRotationEvents }, () =>
      conductor.perform(member, { ...skip, participantId: ben }).catch((error: unknown) => error),
    )
    const answers = await rig.settled(Promise.all(skipping))
    expect(answers.at(-1)).toMatchObject({ code: 'too-many' })
    await rig.time.advance(10 * minute)
    expect(await eventsOf(rig)).toHaveLength(mostRotationEvents)
    await rig.command(stop)
    expect(await stateOf(rig)).toBeNull()
  })
})

describe('the time for a change', () => {
  test('[ROTATION-4] is marked once, and nothing else changes', async () => {
    const rig = await rotating()
    await rig.time.advance(5 * minute - 100)
    expect(await stepsOf(rig)).toEqual(['started'])
    await rig.time.advance(100)
    expect(await stateOf(rig)).toMatchObject({ conductor: ana, next: ben, isDue: true })
    await rig.time.advance(60 * minute)
    expect(await stepsOf(rig)).toEqual(['started', 'due'])
    await asPlayer(rig, ana, offer)
    await asPlayer(rig, ben, { ...skip })
    await rig.time.advance(60 * minute)
    expect(await stepsOf(rig)).toEqual(['started', 'due', 'offered', 'skipped'])
  })

  test('[ROTATION-4] waits while the clock pauses, and comes sooner when it runs faster', async () => {
    const rig = await rotating()
    await rig.time.advance(2 * minute)
    await rig.command({ type: 'clock.pause' })
    await rig.time.advance(60 * minute)
    expect(await stepsOf(rig)).toEqual(['started'])
    await rig.command({ type: 'clock.run', speed: 10 })
    await rig.time.advance(0.2 * minute)
    expect(await stepsOf(rig)).toEqual(['started'])
    await rig.time.advance(0.1 * minute)
    expect(await stepsOf(rig)).toEqual(['started', 'due'])
  })

  test('[ROTATION-4] is found again after a restart, also with a hand-over in the air', async () => {
    const rig = await rotating()
    await rig.time.advance(2 * minute)
    await rig.restart()
    await rig.time.advance(3 * minute - 1_000)
    expect(await stepsOf(rig)).toEqual(['started'])
    await rig.time.advance(1_000)
    expect(await stepsOf(rig)).toEqual(['started', 'due'])
    await asPlayer(rig, ana, offer)
    await rig.restart()
    await rig.time.advance(60 * minute)
    await asPlayer(rig, ben, readBack)
    expect(await stepsOf(rig)).toEqual(['started', 'due', 'offered', 'readBack'])
    expect(await stateOf(rig)).toMatchObject({ conductor: ben, isDue: false })
  })

  test('[ROTATION-4] what fell due while the server was down is marked once', async () => {
    const rig = await rotating()
    rig.time.jumpTo(rig.time.now() + 30 * minute)
    await rig.restart()
    await rig.restart()
    expect(await stepsOf(rig)).toEqual(['started', 'due'])
  })

  test('[ROTATION-4] is not asked for while a hand-over is in the air', async () => {
    const rig = await rotating()
    await asPlayer(rig, ana, offer)
    await rig.time.advance(20 * minute)
    expect(await stepsOf(rig)).toEqual(['started', 'offered'])
    await asPlayer(rig, ben, skip)
    await rig.time.advance(10)
    expect(await stepsOf(rig)).toEqual(['started', 'offered', 'skipped', 'due'])
  })
})

describe('people', () => {
  test('[ROTATION-5] whoever was taken off the session is passed over', async () => {
    const rig = await rotating()
    await rig.command({ type: 'member.remove', participantId: ben })
    await asPlayer(rig, ana, offer)
    const here = new Set([ana, facilitator])
    expect(await stateOf(rig, here)).toMatchObject({ inTheAir: { to: facilitator } })
  })

  test('[ROTATION-5] where who conducts or takes it was taken off, a facilitator passes it on', async () => {
    const rig = await rotating()
    await asPlayer(rig, ana, offer)
    await rig.command({ type: 'member.remove', participantId: ben })
    await rig.command({ type: 'member.remove', participantId: ana })
    const here = new Set([facilitator])
    expect(await stateOf(rig, here)).toMatchObject({ conductor: null, inTheAir: null })
    await rig.time.advance(20 * minute)
    expect(await stepsOf(rig)).toEqual(['started', 'offered'])
    await rig.command(offer)
    await rig.command(readBack)
    expect(await stateOf(rig, here)).toMatchObject({ conductor: facilitator, next: null })
    await expect(rig.command(offer)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[ROTATION-5] “not me now” goes to the one after, until the part has passed', () => {
    const order = [ana, ben, cleo]
    const by = { by: facilitator, ...moment }
    const events: RotationEvent[] = [
      { what: 'started', everyMs: minute, order, ...by },
      { what: 'offered', from: ana, to: ben, ...by },
      { what: 'skipped', person: ben, ...by },
    ]
    expect(rotationOf(events, everybody)).toMatchObject({ next: cleo, inTheAir: null })
    events.push({ what: 'skipped', person: cleo, ...by })
    expect(rotationOf(events, everybody)).toMatchObject({ conductor: ana, next: ben })
    events.push({ what: 'readBack', ...moment, by: cleo }, { what: 'due', ...moment })
    expect(rotationOf(events, everybody)).toMatchObject({ conductor: cleo, next: ana })
    events.push({ what: 'readBack', ...moment, by: ana })
    expect(rotationOf(events, everybody)).toMatchObject({ next: ben, isDue: false })
  })

  test('[ROTATION-6] interval and people change while it goes on; whoever conducts goes on', async () => {
    const rig = await rotating()
    await rig.time.advance(2 * minute)
    await rig.command(start(3))
    const since = (await eventsOf(rig))[0]?.at
    const order = [ana, ben, facilitator]
    expect(await stateOf(rig)).toMatchObject({ conductor: ana, since, everyMs: 3 * minute, order })
    await asPlayer(rig, ana, offer)
    await rig.command(start(4, [ben, ana]))
    expect(await stateOf(rig)).toMatchObject({ conductor: ana, since, inTheAir: { to: ben } })
    await rig.command(start(4, [facilitator, ben]))
    expect(await stateOf(rig)).toMatchObject({ conductor: facilitator, inTheAir: null })
  })
})
