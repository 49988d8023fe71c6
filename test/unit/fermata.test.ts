import { expect, test } from 'vitest'
import type { FermataId, InjectId, ParticipantId, SessionId } from '../../shared/ids.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import { must } from '../../shared/invariants.ts'
import { exerciseTimeAt, speedOf } from '../../shared/stage/clock.ts'
import {
  longestBlindAnswer,
  longestProbe,
  mostFermatas,
  usualProbes,
} from '../../shared/stage/fermata.ts'
import { readBlindAnswers, readFermatas, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const play = { type: 'phase.set', phase: 'play' } as const
const hold = { type: 'fermata.hold' } as const

async function playing(...plan: Parameters<typeof StageRig.start>): Promise<StageRig> {
  const rig = await StageRig.start(...plan)
  await rig.command(play)
  return rig
}

async function held(rig: StageRig, probes?: string[]): Promise<FermataId> {
  return (await rig.command(probes ? { ...hold, probes } : hold)) as FermataId
}

const answer = (rig: StageRig, fermataId: FermataId, answers: string[], by: ParticipantId = ana) =>
  rig.command({ type: 'fermata.answer', fermataId, answers }, by, 'participant')
const reveal = (rig: StageRig, fermataId: FermataId) =>
  rig.command({ type: 'fermata.reveal', fermataId })
const release = (rig: StageRig, fermataId: FermataId) =>
  rig.command({ type: 'fermata.release', fermataId })

const fermatas = async (rig: StageRig) => readFermatas(stageDoc(await rig.doc('stage')))
const last = async (rig: StageRig) => must((await fermatas(rig)).at(-1), 'a fermata')
const clock = async (rig: StageRig) => (await rig.conductor()).clock
const exerciseTime = async (rig: StageRig) => exerciseTimeAt(await clock(rig), rig.time.now())

const sessionId = 's_rig' as SessionId
const rowsOf = (rig: StageRig, doc: DocName) => rig.store.log.read({ sessionId, doc })

/** Everything that a document ever told whoever may read it, byte for byte. */
async function everythingIn(rig: StageRig, doc: DocName): Promise<string> {
  const rows = await rowsOf(rig, doc)
  return rows.map(({ update }) => Buffer.from(update).toString('latin1')).join('\n')
}

test('[FERMATA-1] a fermata holds the clock in play, and only one at a time', async () => {
  const rig = await StageRig.start()
  await expect(rig.command(hold)).rejects.toMatchObject({ code: 'conflict' })
  await rig.command(play)
  const id = await held(rig)
  expect(speedOf(await clock(rig))).toBe(0)
  expect(await last(rig)).toMatchObject({ id, state: 'held', by: facilitator, speed: 1 })
  expect((await last(rig)).probes).toEqual(usualProbes)
  await expect(rig.command(hold)).rejects.toMatchObject({ code: 'conflict' })
  await reveal(rig, id)
  await expect(rig.command(hold)).rejects.toMatchObject({ code: 'conflict' })
  expect(await fermatas(rig)).toHaveLength(1)
})

test('[FERMATA-2] no inject loses a second: over minutes of holding and a restart it lands when it would have', async () => {
  const rig = await playing([planned('soon', { on: 'time', at: 10 * second })])
  await rig.command({ type: 'clock.run', speed: 2 })
  await rig.time.advance(2 * second)
  const before = await exerciseTime(rig)
  const id = await held(rig)
  const stood = await exerciseTime(rig)
  await rig.time.advance(3 * minute)
  await rig.restart()
  expect(await exerciseTime(rig)).toBe(stood)
  await answer(rig, id, ['The disk is full'])
  await rig.time.advance(4 * minute)
  await reveal(rig, id)
  await rig.time.advance(5 * minute)
  expect(await rig.landed()).toEqual([])
  const writes = 5
  expect(stood - before).toBeLessThanOrEqual(writes * 2)
  const done = release(rig, id)
  const released = rig.time.now()
  await done
  expect(speedOf(await clock(rig))).toBe(2)
  const due = Math.ceil((10 * second - stood) / 2)
  await rig.time.advance(due - (rig.time.now() - released) - 1)
  expect(await rig.landed()).toEqual([])
  await rig.time.advance(1)
  await rig.time.advance(20)
  const [landed] = await rig.landed()
  expect(landed).toMatchObject({ id: 'i_soon' as InjectId, wallAt: released + due })
  expect(Math.abs(must(landed, 'it').at - 10 * second)).toBeLessThanOrEqual(1)
})

test('[FERMATA-3] until the reveal an answer is where its author and the facilitators read, and nowhere else', async () => {
  const rig = await playing()
  const id = await held(rig)
  await answer(rig, id, ['Disk secretly full', 'It will secretly fall over', ''])
  await answer(rig, id, ['Queue secretly stuck'], ben)
  await rig.restart()
  await answer(rig, id, ['Disk secretly broken'])
  for (const doc of ['stage', 'board', 'script', inboxOf(ben)] as const)
    for (const word of ['Disk secretly', 'fall over'])
      expect(await everythingIn(rig, doc)).not.toContain(word)
  expect(await everythingIn(rig, inboxOf(ana))).not.toContain('Queue secretly')
  expect(JSON.stringify(rig.bells)).not.toContain('secretly')
  expect(readBlindAnswers(await rig.doc(inboxOf(ana)))).toMatchObject([
    { fermataId: id, author: ana, texts: ['Disk secretly broken', '', ''] },
  ])
  expect(await last(rig)).toMatchObject({ answered: [ana, ben], answers: null })
  expect(await everythingIn(rig, 'stage')).not.toContain('secretly')
})

test('[FERMATA-4] the reveal lays all answers before everybody in one write, and closes them', async () => {
  const rig = await playing()
  const id = await held(rig, ['What is it?'])
  await answer(rig, id, ['The queue'], ben)
  await answer(rig, id, ['A guess'])
  await answer(rig, id, ['The disk'])
  const rowsBefore = (await rowsOf(rig, 'stage')).length
  await rig.restart()
  await reveal(rig, id)
  const rows = await rowsOf(rig, 'stage')
  expect(rows.length - rowsBefore).toBe(1)
  expect((await last(rig)).answers).toEqual([
    { author: ben, texts: ['The queue'] },
    { author: ana, texts: ['The disk'] },
  ])
  await expect(answer(rig, id, ['Too late'])).rejects.toMatchObject({ code: 'conflict' })
  await expect(reveal(rig, id)).rejects.toMatchObject({ code: 'conflict' })
  await release(rig, id)
  expect(await last(rig)).toMatchObject({ state: 'released', answers: [{}, {}] })
})

test('[FERMATA-4] an answer that comes while the answers are revealed is refused, or revealed', async () => {
  const rig = await playing()
  const id = await held(rig)
  const conductor = await rig.conductor()
  const late = conductor.perform(
    { participantId: ana, role: 'participant' },
    { type: 'fermata.answer', fermataId: id, answers: ['At the last moment'] },
  )
  late.catch(() => undefined)
  await reveal(rig, id)
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect(await last(rig)).toMatchObject({ answered: [], answers: [] })
})

test('[FERMATA-5] letting go before the reveal reveals nothing, and a clock that stood stays', async () => {
  const rig = await playing()
  await rig.command({ type: 'clock.pause' })
  const id = await held(rig)
  await answer(rig, id, ['Mine alone'])
  await release(rig, id)
  expect(await last(rig)).toMatchObject({ state: 'released', answers: null, answered: [ana] })
  expect(speedOf(await clock(rig))).toBe(0)
  expect(await everythingIn(rig, 'stage')).not.toContain('Mine alone')
  for (const late of [reveal(rig, id), release(rig, id), answer(rig, id, ['Late'])])
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
})

test('[FERMATA-6] while a fermata is held the clock is neither run nor moved, and says why', async () => {
  const rig = await playing([planned('next', { on: 'time', at: minute })])
  const id = await held(rig)
  for (const command of [{ type: 'clock.run' }, { type: 'clock.jump', by: 5 * minute }] as const) {
    const refused = rig.command(command)
    await expect(refused).rejects.toMatchObject({ code: 'conflict' })
    await expect(refused).rejects.toThrow('A fermata holds the clock')
  }
  await rig.command({ type: 'clock.pause' })
  expect(await rig.landed()).toEqual([])
  await release(rig, id)
  expect(speedOf(await clock(rig))).toBe(1)
  await rig.command({ type: 'clock.jump', by: minute })
  await rig.time.advance(20)
  expect(await rig.landed()).toHaveLength(1)
})

test('[FERMATA-7] leaving play lets go of the fermata; coming back goes on where the clock stood', async () => {
  const rig = await playing()
  await rig.command({ type: 'clock.run', speed: 5 })
  await held(rig)
  const stood = await exerciseTime(rig)
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  expect(await last(rig)).toMatchObject({ state: 'released', answers: null })
  expect(speedOf(await clock(rig))).toBe(0)
  await rig.time.advance(minute)
  await rig.command(play)
  expect(speedOf(await clock(rig))).toBe(5)
  expect((await exerciseTime(rig)) - stood).toBeLessThanOrEqual(10 * 5)
  await held(rig)
  expect(await fermatas(rig)).toHaveLength(2)
})

test('[FERMATA-8] facilitators hold, reveal and let go; participants answer for themselves', async () => {
  const rig = await playing()
  await expect(rig.command(hold, ana, 'participant')).rejects.toMatchObject({ code: 'forbidden' })
  const id = await held(rig)
  const answers: Command = { type: 'fermata.answer', fermataId: id, answers: ['A'] }
  for (const command of [
    { type: 'fermata.reveal', fermataId: id },
    { type: 'fermata.release', fermataId: id },
  ] as const)
    await expect(rig.command(command, ana, 'participant')).rejects.toMatchObject({
      code: 'forbidden',
    })
  await expect(rig.command(answers)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rig.command(answers, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  expect(await last(rig)).toMatchObject({ state: 'held', answered: [] })
})

test('[FERMATA-9] what is no question and no answer is refused, and a session has only so many', async () => {
  const rig = await playing()
  const id = await held(rig)
  const other = 'f_other' as FermataId
  await expect(answer(rig, id, ['', '', ''])).rejects.toMatchObject({ code: 'bad-request' })
  await expect(answer(rig, other, ['A'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(reveal(rig, other)).rejects.toMatchObject({ code: 'not-found' })
  const isCommand = (command: unknown) => clientToServer.safeParse(command).success
  const answers = (...texts: string[]) => ({
    type: 'fermata.answer',
    fermataId: id,
    answers: texts,
  })
  expect(isCommand(answers('x'.repeat(longestBlindAnswer)))).toBe(true)
  expect(isCommand(answers('x'.repeat(longestBlindAnswer + 1)))).toBe(false)
  expect(isCommand(answers('a', 'b', 'c', 'd'))).toBe(false)
  expect(isCommand({ ...hold, probes: [' '] })).toBe(false)
  expect(isCommand({ ...hold, probes: [] })).toBe(false)
  expect(isCommand({ ...hold, probes: ['a', 'b', 'c', 'd'] })).toBe(false)
  expect(isCommand({ ...hold, probes: ['x'.repeat(longestProbe + 1)] })).toBe(false)
  await release(rig, id)
  for (let count = 1; count < mostFermatas; count += 1) await release(rig, await held(rig))
  await expect(rig.command(hold)).rejects.toMatchObject({ code: 'too-many' })
})
