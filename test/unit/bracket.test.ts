import { expect, test } from 'vitest'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { BracketId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { readScriptBracketTexts, scriptDoc } from '../../shared/script/script-doc.ts'
import {
  leftOf,
  longestBracketPrompt,
  longestBracketText,
  mostBeginnings,
  mostBrackets,
  usualBracketPrompt,
} from '../../shared/stage/bracket.ts'
import { ranBetween, speedOf } from '../../shared/stage/clock.ts'
import { readBrackets, readBracketTexts, stageDoc } from '../../shared/stage/stage-doc.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const play = { type: 'phase.set', phase: 'play' } as const
const open = { type: 'bracket.open' } as const
/** Room for the commits between two commands of a test. */
const commits = 200

async function playing(): Promise<StageRig> {
  const rig = await StageRig.start()
  await rig.command(play)
  return rig
}

const opened = async (rig: StageRig, more: object = {}) =>
  (await rig.command({ ...open, ...more })) as BracketId
const write = (rig: StageRig, bracketId: BracketId, text: string, by: ParticipantId = ana) =>
  rig.command({ type: 'bracket.write', bracketId, text }, by, 'participant')
const reveal = (rig: StageRig, bracketId: BracketId) =>
  rig.command({ type: 'bracket.reveal', bracketId })
const brackets = async (rig: StageRig) => readBrackets(stageDoc(await rig.doc('stage')))
const last = async (rig: StageRig) => must((await brackets(rig)).at(-1), 'a bracket')

const sessionId = 's_rig' as SessionId
const rowsOf = (rig: StageRig, doc: DocName) => rig.store.log.read({ sessionId, doc })

/** Everything that a document ever told whoever may read it, byte for byte. */
async function everythingIn(rig: StageRig, doc: DocName): Promise<string> {
  const rows = await rowsOf(rig, doc)
  return rows.map(({ update }) => Buffer.from(update).toString('latin1')).join('\n')
}

test('[BRACKET-1] a bracket is opened in play with a prompt and some minutes; the clock goes on', async () => {
  const rig = await StageRig.start()
  await expect(rig.command(open)).rejects.toMatchObject({ code: 'conflict' })
  await rig.command(play)
  const id = await opened(rig)
  expect(await last(rig)).toMatchObject({
    ...{ id, state: 'open', prompt: usualBracketPrompt, lasts: 2 * minute, by: facilitator },
  })
  expect(speedOf((await rig.conductor()).clock)).toBe(1)
  await reveal(rig, id)
  await opened(rig, { prompt: 'What next?', minutes: 10 })
  expect(await last(rig)).toMatchObject({ prompt: 'What next?', lasts: 10 * minute })
})

test('[BRACKET-2] one thing is asked at a time; a fermata may be held inside a bracket, which waits', async () => {
  const rig = await playing()
  const id = await opened(rig, { minutes: 1 })
  for (const command of [open, { type: 'tuning.start' }] as const)
    await expect(rig.command(command)).rejects.toThrow('A time bracket is open')
  const fermataId = (await rig.command({ type: 'fermata.hold' })) as never
  await rig.time.advance(5 * minute)
  expect(await last(rig)).toMatchObject({ id, state: 'open' })
  await write(rig, id, 'Typed before the clock stood')
  await rig.command({ type: 'fermata.release', fermataId })
  await rig.time.advance(minute)
  expect(await last(rig)).toMatchObject({ state: 'revealed', texts: [{ author: ana }] })
  await rig.command({ type: 'fermata.hold' })
  await expect(rig.command(open)).rejects.toThrow('A fermata is held')
})

test('[BRACKET-3] until the reveal a text is with its author and the facilitators, and nowhere else', async () => {
  const rig = await playing()
  const id = await opened(rig)
  await write(rig, id, 'secretly the disk')
  await write(rig, id, 'secretly the queue', ben)
  await rig.restart()
  await write(rig, id, 'secretly the disk is full')
  for (const doc of ['stage', 'board'] as const)
    expect(await everythingIn(rig, doc)).not.toContain('secretly')
  expect(await everythingIn(rig, inboxOf(ben))).not.toContain('the disk')
  expect(await everythingIn(rig, inboxOf(ana))).not.toContain('the queue')
  expect(JSON.stringify(rig.bells)).not.toContain('secretly')
  expect(readBracketTexts(await rig.doc(inboxOf(ana)))).toMatchObject([
    { bracketId: id, author: ana, text: 'secretly the disk is full' },
  ])
  const copies = readScriptBracketTexts(scriptDoc(await rig.doc('script')))
  expect(copies.map(({ text }) => text)).toEqual([
    'secretly the disk is full',
    'secretly the queue',
  ])
  expect(await last(rig)).toMatchObject({ written: [ana, ben], texts: null })
  const events = stageDoc(await rig.doc('stage')).brackets.toJSON()
  const kinds = events.map((each: { event: string }) => each.event)
  expect(kinds).toEqual(['opened', 'written', 'written'])
})

test('[BRACKET-4] a text can be changed and taken back; what was taken back is not shown', async () => {
  const rig = await playing()
  const id = await opened(rig)
  await write(rig, id, 'Mine')
  await write(rig, id, 'His', ben)
  await write(rig, id, '')
  expect((await last(rig)).written).toEqual([ben])
  await reveal(rig, id)
  expect((await last(rig)).texts).toEqual([{ author: ben, text: 'His' }])
})

test('[BRACKET-5] the reveal shows all texts in one write, as people joined, and closes them', async () => {
  const rig = await playing()
  const id = await opened(rig)
  await write(rig, id, 'Wrote first', ben)
  await write(rig, id, 'Joined first')
  const before = (await rowsOf(rig, 'stage')).length
  await reveal(rig, id)
  expect((await rowsOf(rig, 'stage')).length - before).toBe(1)
  expect((await last(rig)).texts?.map(({ author }) => author)).toEqual([ana, ben])
  await expect(write(rig, id, 'Too late')).rejects.toMatchObject({ code: 'conflict' })
  await expect(reveal(rig, id)).rejects.toMatchObject({ code: 'conflict' })
})

test('[BRACKET-5] a text that comes while all are revealed is refused, or revealed', async () => {
  const rig = await playing()
  const id = await opened(rig)
  const late = (await rig.conductor()).perform(
    { participantId: ana, role: 'participant' },
    { type: 'bracket.write', bracketId: id, text: 'At the last moment' },
  )
  late.catch(() => undefined)
  await reveal(rig, id)
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect(await last(rig)).toMatchObject({ written: [], texts: [] })
})

test('[BRACKET-6] its minutes pass while the clock runs, at whatever speed; a pause holds them, a jump takes none', async () => {
  const rig = await playing()
  await rig.command({ type: 'clock.run', speed: 20 })
  await opened(rig, { minutes: 1 })
  await rig.time.advance(20 * second)
  await rig.command({ type: 'clock.jump', by: 30 * minute })
  await rig.command({ type: 'clock.pause' })
  await rig.time.advance(10 * minute)
  expect((await last(rig)).state).toBe('open')
  await rig.command({ type: 'clock.run', speed: 1 })
  await rig.time.advance(40 * second - commits)
  expect((await last(rig)).state).toBe('open')
  await rig.time.advance(commits)
  expect(await last(rig)).toMatchObject({ state: 'revealed', texts: [] })
})

test('[BRACKET-6] how long the clock ran is counted between two moments, pauses left out', () => {
  const plan = [
    { wallAt: 100, at: 0, speed: 1 },
    { wallAt: 200, at: 100, speed: 0 },
    { wallAt: 500, at: 100, speed: 10 },
    { wallAt: 600, at: 9_000, speed: 10 },
  ]
  expect(ranBetween(plan, 0, 150)).toBe(50)
  expect(ranBetween(plan, 150, 550)).toBe(100)
  expect(ranBetween(plan, 250, 450)).toBe(0)
  expect(ranBetween(plan, 550, 700)).toBe(150)
  expect(ranBetween([], 0, 700)).toBe(0)
  expect(ranBetween(plan, 700, 650)).toBe(0)
})

test('[BRACKET-7] an end that fell into an outage is told at the return, once', async () => {
  const rig = await playing()
  const id = await opened(rig, { minutes: 1 })
  await write(rig, id, 'Before the lights went out')
  await rig.restart()
  expect((await last(rig)).state).toBe('open')
  rig.time.jumpTo(rig.time.now() + 5 * minute)
  await rig.restart()
  await rig.time.advance(20)
  await rig.restart()
  await rig.time.advance(5 * minute)
  const events = stageDoc(await rig.doc('stage')).brackets.toJSON() as { event: string }[]
  expect(events.filter(({ event }) => event === 'revealed')).toHaveLength(1)
  expect(await last(rig)).toMatchObject({ texts: [{ text: 'Before the lights went out' }] })
})

test('[BRACKET-8] a facilitator gives a minute more, up to half an hour in all, or drops it and nothing is shown', async () => {
  const rig = await playing()
  const id = await opened(rig, { minutes: 10 })
  await rig.command({ type: 'bracket.extend', bracketId: id })
  const bracket = await last(rig)
  expect(bracket.lasts).toBe(11 * minute)
  const { clock } = await rig.conductor()
  expect(leftOf(bracket, clock, bracket.wallAt + 4 * minute)).toBe(7 * minute)
  for (let count = 11; count < 30; count += 1)
    await rig.command({ type: 'bracket.extend', bracketId: id })
  await expect(rig.command({ type: 'bracket.extend', bracketId: id })).rejects.toMatchObject({
    code: 'too-many',
  })
  await write(rig, id, 'Mine alone')
  await rig.command({ type: 'bracket.drop', bracketId: id })
  await rig.time.advance(31 * minute)
  expect(await last(rig)).toMatchObject({ state: 'dropped', texts: null })
  expect(await everythingIn(rig, 'stage')).not.toContain('Mine alone')
  await expect(reveal(rig, id)).rejects.toMatchObject({ code: 'conflict' })
})

test('[BRACKET-9] leaving play shows what is written', async () => {
  const rig = await playing()
  const id = await opened(rig)
  await write(rig, id, 'In the last minute')
  const before = (await rowsOf(rig, 'stage')).length
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  expect((await rowsOf(rig, 'stage')).length - before).toBe(1)
  expect(await last(rig)).toMatchObject({ state: 'revealed', texts: [{ author: ana }] })
})

test('[BRACKET-10] facilitators open, extend, reveal and drop; participants write for themselves', async () => {
  const rig = await playing()
  const id = await opened(rig)
  for (const type of ['bracket.extend', 'bracket.reveal', 'bracket.drop'] as const)
    await expect(rig.command({ type, bracketId: id }, ana, 'participant')).rejects.toMatchObject({
      code: 'forbidden',
    })
  await expect(rig.command(open, ana, 'participant')).rejects.toMatchObject({ code: 'forbidden' })
  const text = { type: 'bracket.write', bracketId: id, text: 'A' } as const
  await expect(rig.command(text)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rig.command(text, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  expect(await last(rig)).toMatchObject({ state: 'open', written: [] })
})

test('[BRACKET-11] prompts, texts, minutes and brackets have their limits', async () => {
  const rig = await playing()
  const id = await opened(rig)
  const isCommand = (command: object) => clientToServer.safeParse(command).success
  const text = (length: number) => ({
    ...{ type: 'bracket.write', bracketId: id, text: 'x'.repeat(length) },
  })
  expect(isCommand(text(longestBracketText))).toBe(true)
  expect(isCommand(text(longestBracketText + 1))).toBe(false)
  expect(isCommand({ ...open, prompt: 'x'.repeat(longestBracketPrompt + 1) })).toBe(false)
  expect(isCommand({ ...open, prompt: ' ' })).toBe(false)
  for (const minutes of [0, 11, 1.5]) expect(isCommand({ ...open, minutes })).toBe(false)
  const other = 'b_other' as BracketId
  await expect(write(rig, other, 'A')).rejects.toMatchObject({ code: 'not-found' })
  for (let count = 0; count < mostBeginnings; count += 1) {
    await write(rig, id, 'On')
    await write(rig, id, '')
  }
  await expect(write(rig, id, 'On again')).rejects.toMatchObject({ code: 'too-many' })
  await write(rig, id, 'Not held up by it', ben)
  await reveal(rig, id)
  for (let count = 1; count < mostBrackets; count += 1) await reveal(rig, await opened(rig))
  await expect(rig.command(open)).rejects.toMatchObject({ code: 'too-many' })
})
