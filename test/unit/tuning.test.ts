import { expect, test } from 'vitest'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { ParticipantId, SessionId, TuningId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { readTuningReadings, readTunings, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Tuning } from '../../shared/stage/tuning.ts'
import {
  givenTo,
  isTuned,
  longestReading,
  mostRestatements,
  mostTunings,
  restaterOf,
} from '../../shared/stage/tuning.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, StageRig } from '../support/stage-rig.ts'

const cleo = 'p_cleo' as ParticipantId
const start = { type: 'tuning.start' } as const

const started = async (rig: StageRig) => (await rig.command(start)) as TuningId
type Step = Exclude<Extract<Command, { type: `tuning.${string}` }>, typeof start>
const as = (rig: StageRig, by: ParticipantId, step: Step) => rig.command(step, by, 'participant')
const post = (rig: StageRig, tuningId: TuningId, by: ParticipantId, text = `read by ${by}`) =>
  as(rig, by, { type: 'tuning.post', tuningId, text })
const restate = (rig: StageRig, tuningId: TuningId, by: ParticipantId, text = `said by ${by}`) =>
  as(rig, by, { type: 'tuning.restate', tuningId, text })
const confirm = (rig: StageRig, tuningId: TuningId, by: ParticipantId) =>
  as(rig, by, { type: 'tuning.confirm', tuningId })
const moveOn = (rig: StageRig, tuningId: TuningId) =>
  rig.command({ type: 'tuning.moveOn', tuningId })
const end = (rig: StageRig, tuningId: TuningId) => rig.command({ type: 'tuning.end', tuningId })

const tunings = async (rig: StageRig) => readTunings(stageDoc(await rig.doc('stage')))
const last = async (rig: StageRig) => must((await tunings(rig)).at(-1), 'a tuning')
const readingOf = async (rig: StageRig, of: ParticipantId) =>
  must(
    (await last(rig)).readings.find(({ author }) => author === of),
    'their reading',
  )

async function join(rig: StageRig, id: ParticipantId): Promise<void> {
  const record = { id, sessionId: 's_rig' as SessionId, name: id, role: 'participant' as const }
  const conductor = await rig.conductor()
  await rig.settled(conductor.admit({ ...record, joinedAt: 1, removedAt: null }))
}

async function everythingIn(rig: StageRig, doc: DocName): Promise<string> {
  const rows = await rig.store.log.read({ sessionId: 's_rig' as SessionId, doc })
  return rows.map(({ update }) => Buffer.from(update).toString('latin1')).join('\n')
}

/** A tuning whose readings went round, of three people. */
async function goingRound(): Promise<{ rig: StageRig; id: TuningId }> {
  const rig = await StageRig.start()
  await join(rig, cleo)
  const id = await started(rig)
  for (const person of [ana, ben, cleo]) await post(rig, id, person)
  return { rig, id }
}

/** Who says whose reading back. */
async function ringOf(rig: StageRig, here: readonly ParticipantId[]) {
  const tuning = await last(rig)
  return new Map(here.map((author) => [author, restaterOf(tuning, author, new Set(here))] as const))
}

test('[TUNING-1] a tuning is started in the lobby or in play, and one thing is asked at a time', async () => {
  const rig = await StageRig.start()
  const id = await started(rig)
  expect(await last(rig)).toMatchObject({ id, state: 'posting', by: facilitator, posted: [] })
  await expect(rig.command(start)).rejects.toThrow('A tuning goes on')
  await rig.command({ type: 'phase.set', phase: 'play' })
  expect((await last(rig)).state).toBe('posting')
  await expect(rig.command({ type: 'bracket.open' })).rejects.toThrow('A tuning goes on')
  await end(rig, id)
  await end(rig, await started(rig))
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  await expect(rig.command(start)).rejects.toMatchObject({ code: 'conflict' })
})

test('[TUNING-2] whoever has posted sees the other readings, and nobody else does', async () => {
  const rig = await StageRig.start()
  await join(rig, cleo)
  const id = await started(rig)
  await post(rig, id, ana, 'secretly the disk')
  expect(await everythingIn(rig, inboxOf(ben))).not.toContain('secretly')
  await rig.restart()
  await post(rig, id, ben, 'secretly the queue')
  const seenBy = async (person: ParticipantId) =>
    readTuningReadings(await rig.doc(inboxOf(person))).map(({ author }) => author)
  expect(new Set(await seenBy(ana))).toEqual(new Set([ana, ben]))
  expect(new Set(await seenBy(ben))).toEqual(new Set([ana, ben]))
  expect(await seenBy(cleo)).toEqual([])
  for (const doc of ['stage', 'board', 'script', inboxOf(cleo)] as const)
    expect(await everythingIn(rig, doc)).not.toContain('secretly')
  expect(JSON.stringify(rig.bells)).not.toContain('secretly')
  expect(await last(rig)).toMatchObject({ posted: [ana, ben], readings: [] })
  await expect(post(rig, id, ana)).rejects.toThrow('Your first reading is posted')
})

test('[TUNING-3] once all have posted, each reading goes to one other person in a ring', async () => {
  const { rig } = await goingRound()
  const here = [ana, ben, cleo]
  const ring = await ringOf(rig, here)
  expect(new Set(ring.values())).toEqual(new Set(here))
  for (const [author, by] of ring) expect(by).not.toBe(author)
  const walked = [ana]
  while (walked.length < 3) walked.push(must(ring.get(must(walked.at(-1), 'one')), 'a next one'))
  expect(new Set(walked)).toEqual(new Set(here))
  expect((await readingOf(rig, ben)).text).toBe('read by p_ben')
})

test('[TUNING-3] two who post at the same moment both come into the ring', async () => {
  const rig = await StageRig.start()
  const id = await started(rig)
  const conductor = await rig.conductor()
  const both = [ana, ben].map((participantId) =>
    conductor.perform(
      { participantId, role: 'participant' },
      { type: 'tuning.post', tuningId: id, text: `read by ${participantId}` },
    ),
  )
  await rig.settled(Promise.all(both))
  expect((await last(rig)).readings).toHaveLength(2)
  const seen = readTuningReadings(await rig.doc(inboxOf(ana)))
  expect(seen).toHaveLength(2)
})

test('[TUNING-4] a facilitator moves on without those who have not posted; who is alone says nothing back', async () => {
  const rig = await StageRig.start()
  const id = await started(rig)
  await expect(moveOn(rig, id)).rejects.toThrow('Nobody has posted')
  await post(rig, id, ana)
  expect((await last(rig)).state).toBe('posting')
  await moveOn(rig, id)
  expect(await last(rig)).toMatchObject({ state: 'restating', readings: [{ author: ana }] })
  expect(restaterOf(await last(rig), ana, new Set([ana, ben]))).toBeNull()
  await expect(post(rig, id, ben)).rejects.toThrow('go round already')
  await expect(restate(rig, id, ana)).rejects.toMatchObject({ code: 'conflict' })
  await expect(moveOn(rig, id)).rejects.toMatchObject({ code: 'conflict' })
  await end(rig, id)
  expect((await last(rig)).state).toBe('ended')
})

test('[TUNING-5] a reading is said back until its author confirms; "not yet" may bear a word', async () => {
  const { rig, id } = await goingRound()
  const by = must((await ringOf(rig, [ana, ben, cleo])).get(ana), 'who says it back')
  await expect(confirm(rig, id, ana)).rejects.toThrow('Nobody waits for your word')
  await restate(rig, id, by, 'You mean the disk')
  await expect(restate(rig, id, by)).rejects.toMatchObject({ code: 'conflict' })
  await as(rig, ana, { type: 'tuning.notYet', tuningId: id, words: 'The queue in front of it' })
  await expect(confirm(rig, id, ana)).rejects.toMatchObject({ code: 'conflict' })
  await rig.restart()
  await restate(rig, id, by, 'You mean the queue before the disk')
  await confirm(rig, id, ana)
  expect((await readingOf(rig, ana)).restatements).toEqual([
    { by, text: 'You mean the disk', verdict: 'notYet', words: 'The queue in front of it' },
    { by, text: 'You mean the queue before the disk', verdict: 'confirmed', words: null },
  ])
  await expect(restate(rig, id, by)).rejects.toMatchObject({ code: 'conflict' })
})

test('[TUNING-6] it ends by itself when every reading is confirmed', async () => {
  const { rig, id } = await goingRound()
  const ring = await ringOf(rig, [ana, ben, cleo])
  for (const [author, by] of ring) {
    await restate(rig, id, must(by, 'somebody'))
    expect((await last(rig)).state).toBe('restating')
    await confirm(rig, id, author)
  }
  const tuning = await last(rig)
  expect(tuning.state).toBe('ended')
  expect(isTuned(tuning, new Set([ana, ben, cleo]))).toBe(true)
})

test('[TUNING-7] the ring closes over whoever leaves', async () => {
  const { rig, id } = await goingRound()
  await rig.command({ type: 'member.remove', participantId: ben })
  const here = [ana, cleo]
  const ring = await ringOf(rig, here)
  expect([...ring]).toEqual([
    [ana, cleo],
    [cleo, ana],
  ])
  expect(givenTo(await last(rig), ana, new Set(here))?.author).toBe(cleo)
  await restate(rig, id, ana)
  await confirm(rig, id, cleo)
  await restate(rig, id, cleo)
  await confirm(rig, id, ana)
  expect((await last(rig)).state).toBe('ended')
})

test('[TUNING-7] whoever left before the readings went round is not waited for', async () => {
  const rig = await StageRig.start()
  await join(rig, cleo)
  const id = await started(rig)
  await post(rig, id, cleo)
  await rig.command({ type: 'member.remove', participantId: cleo })
  await post(rig, id, ana)
  expect((await last(rig)).state).toBe('posting')
  await post(rig, id, ben)
  const { readings } = await last(rig)
  expect(new Set(readings.map(({ author }) => author))).toEqual(new Set([ana, ben]))
})

test('[TUNING-8] facilitators start, move on and end; participants post, say back and confirm', async () => {
  const rig = await StageRig.start()
  await expect(rig.command(start, ana, 'participant')).rejects.toMatchObject({ code: 'forbidden' })
  const id = await started(rig)
  for (const type of ['tuning.moveOn', 'tuning.end'] as const)
    await expect(as(rig, ana, { type, tuningId: id })).rejects.toMatchObject({ code: 'forbidden' })
  const reading = { type: 'tuning.post', tuningId: id, text: 'A' } as const
  await expect(rig.command(reading)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rig.command(reading, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  expect((await last(rig)).posted).toEqual([])
})

test('[TUNING-9] leaving lobby and play ends it; what was posted and not given round stays private', async () => {
  const rig = await StageRig.start()
  const id = await started(rig)
  await post(rig, id, ana, 'Mine alone')
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  expect(await last(rig)).toMatchObject({ state: 'ended', readings: [] })
  expect(await everythingIn(rig, 'stage')).not.toContain('Mine alone')
  for (const late of [post(rig, id, ben), moveOn(rig, id), end(rig, id), confirm(rig, id, ana)])
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
})

test('[TUNING-10] readings, restatements and tunings have their limits', async () => {
  const { rig, id } = await goingRound()
  const isCommand = (command: object) => clientToServer.safeParse(command).success
  const text = (length: number) => ({
    ...{ type: 'tuning.post', tuningId: id, text: 'x'.repeat(length) },
  })
  expect(isCommand(text(longestReading))).toBe(true)
  expect(isCommand(text(longestReading + 1))).toBe(false)
  expect(isCommand(text(0))).toBe(false)
  await expect(end(rig, 't_other' as TuningId)).rejects.toMatchObject({ code: 'not-found' })
  const by = must((await ringOf(rig, [ana, ben, cleo])).get(ana), 'who says it back')
  for (let count = 0; count < mostRestatements; count += 1) {
    await restate(rig, id, by)
    await as(rig, ana, { type: 'tuning.notYet', tuningId: id })
  }
  await expect(restate(rig, id, by)).rejects.toMatchObject({ code: 'too-many' })
  await end(rig, id)
  for (let count = 1; count < mostTunings; count += 1) await end(rig, await started(rig))
  await expect(rig.command(start)).rejects.toMatchObject({ code: 'too-many' })
})

test('[TUNING-7] in a ring of any size everybody who is here has one reading to say back', () => {
  const people = ['p_a', 'p_b', 'p_c', 'p_d', 'p_e'] as ParticipantId[]
  const readings = people.map((author) => ({ author, text: '', restatements: [] }))
  const tuning = { readings } as Partial<Tuning> as Tuning
  for (let gone = 0; gone < 1 << people.length; gone += 1) {
    const here = new Set(people.filter((_, at) => (gone & (1 << at)) === 0))
    if (here.size < 2) continue
    const given = [...here].map((person) => givenTo(tuning, person, here)?.author)
    expect(new Set(given)).toEqual(here)
  }
})
