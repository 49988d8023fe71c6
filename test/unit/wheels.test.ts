import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ParticipantId } from '../../shared/ids.ts'
import { addWheelTitles } from '../../shared/script/wheel-titles.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import { readSpins, readStopwatch, stageDoc } from '../../shared/stage/stage-doc.ts'
import { stopwatchAt } from '../../shared/stage/stopwatch.ts'
import { isTurning, mostSpins, pickOf, spinLasts, turnedAt } from '../../shared/stage/wheel.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, StageRig } from '../support/stage-rig.ts'

const onCall = { type: 'wheel.spin', wheel: 'on-call' } as const
const incident = { type: 'wheel.spin', wheel: 'incident' } as const

async function spinsOf(rig: StageRig) {
  return readSpins(stageDoc(await rig.doc('stage')))
}

async function readingOf(rig: StageRig) {
  return stopwatchAt(readStopwatch(stageDoc(await rig.doc('stage'))), rig.time.now())
}

/** Writes titles into the script, as a facilitator's page does. */
async function prepare(rig: StageRig, titles: readonly string[]): Promise<void> {
  await rig.conductor()
  await rig.writeScript((doc) => addWheelTitles(scriptDoc(doc).wheel, titles))
}

describe('the wheel on call', () => {
  test('[WHEEL-1] the server decides by chance among the people who play', async () => {
    const rig = await StageRig.start()
    rig.chance = 0.75
    await rig.command(onCall)
    const [spin] = await spinsOf(rig)
    expect(spin).toMatchObject({
      wheel: 'on-call',
      entries: [
        { id: ana, label: 'ana' },
        { id: ben, label: 'ben' },
      ],
      weights: [1, 1],
      picked: 1,
      by: facilitator,
    })
    expect(spin?.turns).toBeCloseTo(5.25)
  })

  test('[WHEEL-2] a recent pick is rarer, in its own wheel only', async () => {
    const rig = await StageRig.start()
    await prepare(rig, ['DNS', 'Full disk'])
    rig.chance = 0.1
    for (const command of [onCall, incident, onCall]) {
      await rig.command(command)
      await rig.time.advance(spinLasts)
    }
    await rig.command(onCall)
    const weights = (await spinsOf(rig)).map((each) => each.weights)
    expect(weights).toEqual([
      [1, 1],
      [1, 1],
      [0.5, 1],
      [0.5, 1],
    ])
  })

  test('[WHEEL-4] the facilitator names who may be picked: participants who are here, and nobody else', async () => {
    const rig = await StageRig.start()
    const spin = (people: string[]) => rig.command({ ...onCall, people: people as ParticipantId[] })
    await expect(spin([ana, facilitator])).rejects.toMatchObject({ code: 'not-found' })
    await expect(spin([ana, 'p_nobody'])).rejects.toMatchObject({ code: 'not-found' })
    await expect(spin([ana, ana])).rejects.toMatchObject({ code: 'bad-request' })
    await expect(spin([])).rejects.toMatchObject({ code: 'bad-request' })
    await rig.command({ type: 'member.remove', participantId: ben })
    await expect(spin([ana, ben])).rejects.toMatchObject({ code: 'not-found' })
    await expect(rig.command(onCall)).rejects.toMatchObject({ code: 'bad-request' })
    expect(await spinsOf(rig)).toEqual([])
  })
})

describe('the wheel of incidents', () => {
  test('[WHEEL-5] it picks among the titles in the script, which nobody else can read before the spin', async () => {
    const rig = await StageRig.start()
    await expect(rig.command(incident)).rejects.toMatchObject({ code: 'bad-request' })
    await prepare(rig, ['Certificate of 2019', 'Full disk'])
    const readable = async () =>
      Promise.all(
        (['stage', 'board', `inbox/${ana}`] as const).map(async (name) =>
          Buffer.from(Y.encodeStateAsUpdate(await rig.doc(name))).toString('latin1'),
        ),
      )
    expect((await readable()).join('')).not.toMatch(/Certificate|Full disk/)
    rig.chance = 0.9
    await rig.command(incident)
    const [spin] = await spinsOf(rig)
    expect(spin && pickOf(spin)).toEqual({ id: 'Full disk', label: 'Full disk' })
    expect((await readable()).join('')).toMatch(/Certificate of 2019/)
  })

  test('[WHEEL-14] a spin tells the situation of the picked incident, and of no other', async () => {
    const rig = await StageRig.start()
    await prepare(rig, ['DNS'])
    await rig.scribble(({ wheel }) =>
      wheel.push([
        { title: 'Station nine', situation: 'Nothing since midnight.' },
        { title: 'Day-old', situation: 'I stand in snow.' },
      ]),
    )
    rig.chance = 0.5
    await rig.command(incident)
    const [spin] = await spinsOf(rig)
    expect(spin).toMatchObject({ picked: 1, situation: 'Nothing since midnight.' })
    const stage = Buffer.from(Y.encodeStateAsUpdate(await rig.doc('stage'))).toString('latin1')
    expect(stage).not.toContain('snow')
    await rig.time.advance(spinLasts)
    rig.chance = 0.01
    await rig.command(incident)
    expect((await spinsOf(rig))[1]).not.toHaveProperty('situation')
  })

  test('[WHEEL-5] it takes no people', async () => {
    const rig = await StageRig.start()
    await prepare(rig, ['DNS', 'Full disk'])
    const asked = rig.command({ ...incident, people: [ana, ben] })
    await expect(asked).rejects.toMatchObject({ code: 'bad-request' })
  })
})

describe('when a wheel turns', () => {
  test('[WHEEL-4] only who conducts spins, or presses the stopwatch', async () => {
    const rig = await StageRig.start()
    for (const command of [onCall, { type: 'stopwatch.start' } as const]) {
      for (const role of ['participant', 'observer'] as const) {
        const asked = rig.command(command, ana, role)
        await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
      }
    }
    expect(await spinsOf(rig)).toEqual([])
  })

  test('[WHEEL-6] no wheel is spun while one turns; two facilitators at once spin it once', async () => {
    const rig = await StageRig.start()
    const both = await Promise.allSettled([rig.command(onCall), rig.command(onCall)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(rig.command(onCall)).rejects.toMatchObject({ code: 'conflict' })
    await rig.time.advance(spinLasts)
    await rig.command(onCall)
    expect(await spinsOf(rig)).toHaveLength(2)
  })

  test('[WHEEL-6] the wheels turn in the lobby and in play', async () => {
    const rig = await StageRig.start()
    for (const phase of ['debrief', 'closed'] as const) {
      await rig.command({ type: 'phase.set', phase })
      await expect(rig.command(onCall)).rejects.toMatchObject({ code: 'conflict' })
    }
    await rig.command({ type: 'phase.set', phase: 'play' })
    await rig.command(onCall)
    expect(await spinsOf(rig)).toHaveLength(1)
  })

  test('[WHEEL-6] a session’s wheels turn so often and no more', async () => {
    const rig = await StageRig.start()
    for (let spins = 0; spins < mostSpins; spins += 1) {
      await rig.command(onCall)
      rig.time.jumpTo(rig.time.now() + spinLasts)
    }
    await expect(rig.command(onCall)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[WHEEL-7] a restart in the middle of a spin changes nothing of it', async () => {
    const rig = await StageRig.start()
    rig.chance = 0.6
    await rig.command(onCall)
    const [before] = await spinsOf(rig)
    await rig.time.advance(1_000)
    rig.chance = 0.1
    await rig.restart()
    const [after, ...more] = await spinsOf(rig)
    expect(after).toEqual(before)
    expect(more).toEqual([])
    const now = rig.time.now()
    expect(after && isTurning(after, now)).toBe(true)
    expect(after && turnedAt(after, now)).toBe(before && turnedAt(before, now))
    await expect(rig.command(onCall)).rejects.toMatchObject({ code: 'conflict' })
    await rig.time.advance(spinLasts)
    await rig.command(onCall)
    expect((await spinsOf(rig)).map((each) => each.weights)).toEqual([
      [1, 1],
      [1, 0.5],
    ])
  })
})

describe('the stopwatch', () => {
  test('[WHEEL-8] it runs on over a restart, whatever the clock does', async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'stopwatch.start' })
    const [start] = readStopwatch(stageDoc(await rig.doc('stage')))
    await rig.time.advance(60_000)
    await rig.restart()
    await rig.time.advance(30_000)
    const { running, elapsed } = await readingOf(rig)
    expect([running, elapsed]).toEqual([true, rig.time.now() - (start?.wallAt ?? 0)])
    await rig.command({ type: 'stopwatch.stop' })
    const stopped = await readingOf(rig)
    await rig.time.advance(30_000)
    expect(await readingOf(rig)).toEqual({ running: false, elapsed: stopped.elapsed })
    await rig.command({ type: 'stopwatch.reset' })
    expect((await readingOf(rig)).elapsed).toBe(0)
  })

  test('[WHEEL-8] pressing what holds already is nothing; a closed session has none to press', async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'stopwatch.stop' })
    await rig.command({ type: 'stopwatch.reset' })
    await rig.command({ type: 'stopwatch.start' })
    await rig.command({ type: 'stopwatch.start' })
    expect(readStopwatch(stageDoc(await rig.doc('stage')))).toHaveLength(1)
    await rig.command({ type: 'phase.set', phase: 'closed' })
    const press = rig.command({ type: 'stopwatch.stop' })
    await expect(press).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('[WHEEL-4] a command with more people than a wheel has place for, or of another wheel, is none', () => {
  const people = Array.from({ length: 41 }, (_, at) => `p_${at}`)
  expect(clientToServer.safeParse({ ...onCall, people }).success).toBe(false)
  expect(clientToServer.safeParse({ ...onCall, wheel: 'fortune' }).success).toBe(false)
})
