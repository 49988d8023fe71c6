import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { planFields, longestPlanText, shownPlanText } from '../../shared/board/experiment-plan.ts'
import type { CardId, FermataId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { foldChanges } from '../../shared/replay/change.ts'
import { Chronicle } from '../../shared/replay/chronicle.ts'
import type { Role } from '../../shared/roles.ts'
import { parseScenarioObject } from '../../shared/scenario/parse-scenario.ts'
import { longestWhy, mostAborts, mostWhys } from '../../shared/stage/abort.ts'
import { exerciseTimeAt, speedOf } from '../../shared/stage/clock.ts'
import {
  experimentsOf,
  longestExperimentTitle,
  longestObservation,
  mostExperiments,
  mostObservations,
  runFor,
} from '../../shared/stage/experiment.ts'
import { readAborts, readExperiments, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { PersonalUndo } from '../../client/board/personal-undo.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'
import { seeded } from '../support/seeded.ts'

const minute = 60_000
const play = { type: 'phase.set', phase: 'play' } as const
const abort = { type: 'gameday.abort' } as const
const clear = { type: 'gameday.clear' } as const

async function playing(...plan: Parameters<typeof StageRig.start>): Promise<StageRig> {
  const rig = await StageRig.start(...plan)
  await rig.command({ type: 'format.set', format: 'game-day' })
  await rig.command(play)
  return rig
}

const as = (rig: StageRig, command: Command, by: ParticipantId = ana, role: Role = 'participant') =>
  rig.command(command, by, role)
const start = (rig: StageRig, title = 'Stop cache 2', by = ana) =>
  as(rig, { type: 'experiment.start', title }, by)
const aborts = async (rig: StageRig) => readAborts(stageDoc(await rig.doc('stage')))
const experiments = async (rig: StageRig) => readExperiments(stageDoc(await rig.doc('stage')))
const clock = async (rig: StageRig) => (await rig.conductor()).clock
const exerciseTime = async (rig: StageRig) => exerciseTimeAt(await clock(rig), rig.time.now())
const isCommand = (command: unknown) => clientToServer.safeParse(command).success

test('[GAMEDAY-2] what is written in the plan is told with its author and field, a gesture at a time', () => {
  const doc = new Y.Doc()
  const { plan } = boardDoc(doc)
  const rows: { seq: number; at: number; author: ParticipantId; update: Uint8Array }[] = []
  doc.on('update', (update: Uint8Array) =>
    rows.push({ seq: rows.length + 1, at: rows.length * 100, author: ana, update }),
  )
  for (const letter of 'p99') plan.steadyState.insert(plan.steadyState.length, letter)
  for (const letter of 'no') plan.abortRule.insert(0, letter)
  const chronicle = new Chronicle()
  chronicle.append(rows)
  expect(foldChanges(chronicle.changes)).toMatchObject([
    { what: 'plan edited', field: 'steadyState', author: ana },
    { what: 'plan edited', field: 'abortRule', author: ana },
  ])
})

test('[GAMEDAY-2] undo takes back what I wrote in the plan, and leaves what others wrote', () => {
  const doc = new Y.Doc()
  const board = boardDoc(doc)
  const mine = {}
  const undo = new PersonalUndo(board, mine)
  board.plan.hypothesis.insert(0, 'theirs ')
  doc.transact(() => board.plan.hypothesis.insert(7, 'mine'), mine)
  expect(undo.undo()).toBe('done')
  expect(board.plan.hypothesis.toJSON()).toBe('theirs ')
  undo.dispose()
})

test('[GAMEDAY-1] a plan is short: a scenario with a longer text is refused, and a page shows no more', () => {
  const scenario = (steadyState: string) => ({
    ...{ title: 'T', summary: 'S', minutes: 9, situation: 'S', injects: [] },
    experiment: { steadyState },
  })
  expect(parseScenarioObject(scenario('x'.repeat(longestPlanText))).ok).toBe(true)
  expect(parseScenarioObject(scenario('x'.repeat(longestPlanText + 1))).ok).toBe(false)
  expect(parseScenarioObject({ ...scenario('x'), experiment: { steady: 'x' } }).ok).toBe(false)
  expect(shownPlanText('x'.repeat(longestPlanText + 9))).toHaveLength(longestPlanText)
  expect(planFields).toEqual(['steadyState', 'hypothesis', 'blastRadius', 'abortRule'])
})

test('[GAMEDAY-3] anybody who plays calls everything off: clock and experiments stop in one write', async () => {
  const rig = await playing()
  await start(rig)
  await start(rig, 'Stop cache 3', ben)
  await as(rig, { type: 'experiment.stop', n: 1 })
  await start(rig, 'Stop cache 4', ben)
  const sessionId = 's_rig' as SessionId
  const rowsBefore = (await rig.store.log.read({ sessionId, doc: 'stage' })).length
  await as(rig, { ...abort, why: 'Errors above 1 %' }, ben)
  expect((await rig.store.log.read({ sessionId, doc: 'stage' })).length - rowsBefore).toBe(1)
  expect(speedOf(await clock(rig))).toBe(0)
  expect(await aborts(rig)).toMatchObject([
    { by: ben, why: 'Errors above 1 %', speed: 1, cleared: null },
  ])
  expect((await experiments(rig)).map(({ stopped }) => [stopped?.how, stopped?.by])).toEqual([
    ['stopped', ana],
    ['aborted', ben],
    ['aborted', ben],
  ])
})

test('[GAMEDAY-3] two hands at the same moment call it off once', async () => {
  const rig = await playing()
  const conductor = await rig.conductor()
  const both = [ana, ben].map((participantId) =>
    conductor.perform({ participantId, role: 'participant' }, abort),
  )
  await rig.settled(Promise.all(both))
  await as(rig, abort)
  expect(await aborts(rig)).toMatchObject([{ by: ana }])
})

test('[GAMEDAY-4] nothing lands until the all clear, also over a restart; then no inject has lost time', async () => {
  const rig = await playing([
    planned('timed', { on: 'time', at: 2 * minute }),
    planned('board', { on: 'text', matching: 'errors' }),
  ])
  await rig.time.advance(minute)
  await as(rig, abort)
  const stood = await exerciseTime(rig)
  await rig.edit((board) => board.notes.insert(0, 'errors'))
  await rig.time.advance(10 * minute)
  await rig.restart()
  await rig.time.advance(10 * minute)
  expect(await rig.landed()).toEqual([])
  expect(await exerciseTime(rig)).toBe(stood)
  await rig.command(clear)
  expect(await aborts(rig)).toMatchObject([{ by: ana, cleared: { by: facilitator } }])
  await rig.time.advance(minute + 20)
  const landed = await rig.landed()
  expect(landed.map(({ id }) => id)).toEqual(['i_board', 'i_timed'])
  expect(landed[1]?.at).toBe(2 * minute)
})

test('[GAMEDAY-4] however often it is called off and cleared, each inject lands once, when a stopwatch says', async () => {
  for (const seed of [1, 2]) {
    const random = seeded(seed)
    const times = [1, 2, 3, 5, 8].map((each) => each * minute)
    const rig = await playing(times.map((at) => planned(`t${at}`, { on: 'time', at })))
    for (let step = 0; step < 40; step += 1) {
      const wait = Math.floor(random() * minute)
      await rig.time.advance(wait)
      const chance = random()
      if (chance < 0.5) await as(rig, abort)
      else if (chance < 0.9) await rig.command(clear).catch(() => undefined)
      else await rig.restart()
    }
    await rig.command(clear).catch(() => undefined)
    await rig.time.advance(10 * minute)
    expect((await rig.landed()).map(({ at }) => at)).toEqual(times)
  }
})

test('[GAMEDAY-4] the clock goes on as it did: at its speed, or standing where it stood', async () => {
  const rig = await playing()
  await rig.command({ type: 'clock.run', speed: 5 })
  await as(rig, abort)
  await rig.command(clear)
  expect(speedOf(await clock(rig))).toBe(5)
  await rig.command({ type: 'clock.pause' })
  await as(rig, abort)
  await rig.command(clear)
  expect(speedOf(await clock(rig))).toBe(0)
  await expect(rig.command(clear)).rejects.toMatchObject({ code: 'conflict' })
})

test('[GAMEDAY-5] while it is called off the clock is neither run nor moved, and nothing begins', async () => {
  const rig = await playing()
  await as(rig, abort)
  for (const command of [{ type: 'clock.run' }, { type: 'clock.jump', by: minute }] as const)
    await expect(rig.command(command)).rejects.toThrow('all clear')
  await expect(start(rig)).rejects.toThrow('all clear')
  expect(speedOf(await clock(rig))).toBe(0)
})

test('[GAMEDAY-5] a fermata and an abort hold the clock together: it goes on when neither does', async () => {
  const hold = async (rig: StageRig) => (await rig.command({ type: 'fermata.hold' })) as FermataId
  const release = (rig: StageRig, fermataId: FermataId) =>
    rig.command({ type: 'fermata.release', fermataId })
  const rig = await playing()
  const first = await hold(rig)
  await as(rig, abort)
  await release(rig, first)
  expect(speedOf(await clock(rig))).toBe(0)
  const second = await hold(rig)
  await rig.command(clear)
  expect(speedOf(await clock(rig))).toBe(0)
  await release(rig, second)
  expect(speedOf(await clock(rig))).toBe(1)
})

test('[GAMEDAY-6] leaving play gives the all clear, and coming back goes on where the clock stood', async () => {
  const rig = await playing()
  await rig.time.advance(minute)
  await as(rig, abort)
  const stood = await exerciseTime(rig)
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  expect(await aborts(rig)).toMatchObject([{ cleared: { by: facilitator } }])
  expect(speedOf(await clock(rig))).toBe(0)
  await expect(as(rig, abort)).rejects.toMatchObject({ code: 'conflict' })
  await rig.command(play)
  expect(speedOf(await clock(rig))).toBe(1)
  expect((await exerciseTime(rig)) - stood).toBeLessThanOrEqual(10)
})

test('[GAMEDAY-7] observers call nothing off and log nothing, and only a facilitator gives the all clear', async () => {
  const rig = await playing()
  await start(rig)
  const theirs: Command[] = [
    abort,
    { type: 'gameday.explain', why: 'Because' },
    { type: 'experiment.start', title: 'Mine' },
    { type: 'experiment.stop', n: 1 },
    { type: 'experiment.observe', n: 1, text: 'I see' },
  ]
  for (const command of theirs)
    await expect(as(rig, command, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  expect(await aborts(rig)).toEqual([])
  await rig.command(abort)
  await expect(as(rig, clear)).rejects.toMatchObject({ code: 'forbidden' })
})

test('[GAMEDAY-7] a format without these building blocks has neither', async () => {
  const rig = await StageRig.start()
  await rig.command(play)
  await expect(as(rig, abort)).rejects.toMatchObject({ code: 'conflict' })
  await expect(start(rig)).rejects.toMatchObject({ code: 'conflict' })
  expect(speedOf(await clock(rig))).toBe(1)
})

test('[GAMEDAY-8] why is said afterwards, by whoever called it off or a facilitator', async () => {
  const rig = await playing()
  const explain = (why: string, by: ParticipantId, role: Role = 'participant') =>
    as(rig, { type: 'gameday.explain', why }, by, role)
  await expect(explain('Why', ana)).rejects.toMatchObject({ code: 'not-found' })
  await as(rig, abort)
  await expect(explain('Why', ben)).rejects.toMatchObject({ code: 'forbidden' })
  await explain('Errors', ana)
  await rig.command(clear)
  await explain('Errors at 3 %', facilitator, 'facilitator')
  expect(await aborts(rig)).toMatchObject([{ by: ana, why: 'Errors at 3 %', whys: 2 }])
  for (let said = 2; said < mostWhys; said += 1) await explain('Again', ana)
  await expect(explain('Once more', ana)).rejects.toMatchObject({ code: 'too-many' })
  expect(isCommand({ ...abort, why: 'x'.repeat(longestWhy + 1) })).toBe(false)
  expect(isCommand({ type: 'gameday.explain', why: ' ' })).toBe(false)
})

test('[GAMEDAY-9] an experiment has a start, observations while it runs and after, and one end', async () => {
  const rig = await playing()
  await rig.time.advance(minute)
  const cardId = 'c_cache' as CardId
  await as(rig, { type: 'experiment.start', title: 'Stop cache 2', cardId })
  await rig.time.advance(minute)
  await as(rig, { type: 'experiment.observe', n: 1, text: 'Errors 3.1 %' }, ben)
  await as(rig, { type: 'experiment.stop', n: 1 }, ben)
  await rig.restart()
  await rig.time.advance(minute)
  await rig.command({ type: 'experiment.observe', n: 1, text: 'Back at 0.2 %' })
  const [one] = await experiments(rig)
  expect(one).toMatchObject({
    ...{ n: 1, title: 'Stop cache 2', cardId },
    started: { by: ana },
    stopped: { by: ben, how: 'stopped' },
    observations: [
      { by: ben, text: 'Errors 3.1 %' },
      { by: facilitator, text: 'Back at 0.2 %' },
    ],
  })
  const ran = runFor(must(one, 'an experiment'), rig.time.now())
  expect(Math.abs(ran - minute)).toBeLessThan(100)
  const late = [as(rig, { type: 'experiment.stop', n: 1 })]
  for (const each of late) await expect(each).rejects.toMatchObject({ code: 'conflict' })
  await expect(as(rig, { type: 'experiment.stop', n: 2 })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('[GAMEDAY-9] experiments begin in play only; closing the session ends what runs', async () => {
  const rig = await playing()
  await start(rig)
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  await expect(start(rig)).rejects.toMatchObject({ code: 'conflict' })
  await as(rig, { type: 'experiment.observe', n: 1, text: 'Seen again in the debrief' })
  expect(await experiments(rig)).toMatchObject([{ stopped: null }])
  await rig.command({ type: 'phase.set', phase: 'closed' })
  expect(await experiments(rig)).toMatchObject([{ stopped: { how: 'closed' } }])
  const late = as(rig, { type: 'experiment.observe', n: 1, text: 'Too late' })
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
})

test('[GAMEDAY-9] an event without its start is left out, and a second end changes nothing', () => {
  const moment = { n: 1, by: ana, wallAt: 5, at: 5 }
  expect(experimentsOf([{ event: 'stopped', how: 'stopped', ...moment }])).toEqual([])
  const ends = ['stopped', 'aborted'] as const
  const [one] = experimentsOf([
    { event: 'started', title: 'One', ...moment },
    ...ends.map((how) => ({ event: 'stopped' as const, how, ...moment })),
  ])
  expect(one?.stopped?.how).toBe('stopped')
})

test('[GAMEDAY-10] there is a limit to everything that grows', async () => {
  const rig = await playing()
  expect(isCommand({ type: 'experiment.start', title: 'x'.repeat(longestExperimentTitle) })).toBe(
    true,
  )
  const tooLong = 'x'.repeat(longestExperimentTitle + 1)
  expect(isCommand({ type: 'experiment.start', title: tooLong })).toBe(false)
  const text = 'x'.repeat(longestObservation + 1)
  expect(isCommand({ type: 'experiment.observe', n: 1, text })).toBe(false)
  expect(isCommand({ type: 'experiment.stop', n: mostExperiments + 1 })).toBe(false)
  for (let count = 0; count < mostExperiments; count += 1) await start(rig)
  await expect(start(rig)).rejects.toMatchObject({ code: 'too-many' })
  const observe = () => as(rig, { type: 'experiment.observe', n: 3, text: 'Again' })
  for (let count = 0; count < mostObservations; count += 1) await observe()
  await expect(observe()).rejects.toMatchObject({ code: 'too-many' })
  for (let count = 0; count < mostAborts; count += 1) {
    await as(rig, abort)
    await rig.command(clear)
  }
  await expect(as(rig, abort)).rejects.toMatchObject({ code: 'too-many' })
})
