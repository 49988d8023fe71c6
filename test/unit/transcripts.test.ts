import { expect, test } from 'vitest'
import { clientToServer } from '../../shared/wire/commands.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { DocName } from '../../shared/documents.ts'
import type { SessionId } from '../../shared/ids.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import { readTranscript } from '../../shared/script/transcript-script.ts'
import { readChannel, readTranscriptEvents, stageDoc } from '../../shared/stage/stage-doc.ts'
import { mostTranscriptEvents } from '../../shared/stage/transcript.ts'
import type { TranscriptLine } from '../../shared/transcript/transcript.ts'
import { longestTranscript, mostLines } from '../../shared/transcript/transcript.ts'
import { ana, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const ten = 10 * 60 * minute
const sessionId = 's_rig' as SessionId
const play = { type: 'phase.set', phase: 'play' } as const

const lines = (...at: number[]): TranscriptLine[] =>
  at.map((each, n) => ({ at: each, who: n % 2 ? 'Kim' : 'Lu', text: `plum ${n}` }))

async function listening(...at: number[]): Promise<StageRig> {
  const rig = await StageRig.start()
  await rig.command(play)
  await load(rig, lines(...at))
  return rig
}

const load = (rig: StageRig, all: TranscriptLine[], begins: number | null = ten) =>
  rig.command({ type: 'transcript.load', transcript: { begins, lines: all } })
const start = (rig: StageRig, speed?: number) =>
  rig.command({ type: 'transcript.play', ...(speed && { speed }) })
const jump = (rig: StageRig, by?: number) =>
  rig.command({ type: 'transcript.jump', ...(by && { by }) })

const channel = async (rig: StageRig) => readChannel(stageDoc(await rig.doc('stage')))
const heard = async (rig: StageRig) => (await channel(rig)).map(({ line }) => line?.n)
const rowsOf = (rig: StageRig, doc: DocName) => rig.store.log.read({ sessionId, doc })
async function everythingIn(rig: StageRig, doc: DocName): Promise<string> {
  const rows = await rowsOf(rig, doc)
  return rows.map(({ update }) => Buffer.from(update).toString('latin1')).join('\n')
}

test('[TRANSCRIPT-1] each line comes at its moment, with who said it and when it was said then', async () => {
  const rig = await listening(0, 5 * second, 2 * minute)
  await start(rig)
  await rig.time.advance(4_900)
  expect(await heard(rig)).toEqual([0])
  await rig.time.advance(300)
  expect(await heard(rig)).toEqual([0, 1])
  await rig.time.advance(2 * minute)
  expect(await channel(rig)).toMatchObject([
    { author: 'server', text: 'plum 0', line: { who: 'Lu', n: 0, load: 1, clock: '10:00' } },
    { author: 'server', text: 'plum 1', line: { who: 'Kim', n: 1, clock: '10:00' } },
    { author: 'server', text: 'plum 2', line: { who: 'Lu', n: 2, clock: '10:02' } },
  ])
})

test('[TRANSCRIPT-1] without a time of day a line says how long after the first it came', async () => {
  const rig = await StageRig.start()
  await rig.command(play)
  await load(rig, lines(0, 90 * second), null)
  await start(rig, 20)
  await rig.time.advance(10 * second)
  expect((await channel(rig)).map(({ line }) => line?.clock)).toEqual(['0:00', '1:30'])
})

test('[TRANSCRIPT-2] transcript time follows exercise time: pause, speed and a fermata', async () => {
  const rig = await listening(0, 60 * second)
  await start(rig, 2)
  await rig.time.advance(10 * second)
  await rig.command({ type: 'clock.pause' })
  await rig.time.advance(10 * minute)
  expect(await heard(rig)).toEqual([0])
  await rig.command({ type: 'clock.run', speed: 2 })
  await rig.time.advance(5 * second)
  const fermataId = (await rig.command({ type: 'fermata.hold' })) as never
  await rig.time.advance(10 * minute)
  expect(await heard(rig)).toEqual([0])
  await rig.command({ type: 'fermata.release', fermataId })
  // 20 s and 20 s of the transcript are over: 20 s more at four times the speed.
  await rig.time.advance(4_800)
  expect(await heard(rig)).toEqual([0])
  await rig.time.advance(400)
  expect(await heard(rig)).toEqual([0, 1])
})

test('[TRANSCRIPT-2] it is paused, goes on as fast as before, and changes its speed without retiming what was', async () => {
  const rig = await listening(0, 20 * second, 40 * second)
  await start(rig, 5)
  await rig.time.advance(2 * second)
  await rig.command({ type: 'transcript.pause' })
  await rig.time.advance(minute)
  expect(await heard(rig)).toEqual([0])
  await start(rig)
  await rig.time.advance(2_100)
  expect(await heard(rig)).toEqual([0, 1])
  await rig.command({ type: 'transcript.speed', speed: 20 })
  await rig.time.advance(second)
  expect(await heard(rig)).toEqual([0, 1, 2])
})

test('[TRANSCRIPT-3] lines come once and in order over restarts; what fell due meanwhile comes at once', async () => {
  const rig = await listening(0, second, 2 * second, 30 * second, 31 * second, 5 * minute)
  await start(rig)
  await rig.time.advance(2_500)
  await rig.restart()
  expect(await heard(rig)).toEqual([0, 1, 2])
  rig.time.jumpTo(rig.time.now() + minute)
  await rig.restart()
  await rig.time.advance(100)
  expect(await heard(rig)).toEqual([0, 1, 2, 3, 4])
  await rig.time.advance(5 * minute)
  expect(await heard(rig)).toEqual([0, 1, 2, 3, 4, 5])
})

test('[TRANSCRIPT-3] at twenty times the speed a line is due in its millisecond, and none is lost', async () => {
  const rig = await listening(...Array.from({ length: 300 }, (_, n) => n * 777))
  await start(rig, 20)
  await rig.time.advance(15 * second)
  expect(await heard(rig)).toEqual(Array.from({ length: 300 }, (_, n) => n))
})

test('[TRANSCRIPT-4] lines due within 50 ms are one commit, and none of them is early', async () => {
  const rig = await listening(second, second + 20, second + 45, second + 200)
  await start(rig)
  const before = (await rowsOf(rig, 'stage')).length
  await rig.time.advance(second + 20)
  expect(await heard(rig)).toEqual([])
  await rig.time.advance(60)
  expect(await heard(rig)).toEqual([0, 1, 2])
  expect(await rowsOf(rig, 'stage')).toHaveLength(before + 1)
})

test('[TRANSCRIPT-5] nobody but facilitators can know a line before it is due', async () => {
  const rig = await listening(0, minute)
  await start(rig)
  await rig.time.advance(10 * second)
  for (const doc of ['stage', 'board', inboxOf(ana)] as const) {
    expect(await everythingIn(rig, doc)).not.toContain('plum 1')
  }
  expect(await everythingIn(rig, 'stage')).toContain('plum 0')
  expect(await everythingIn(rig, 'script')).toContain('plum 1')
  expect(rig.bells.map(({ bell }) => JSON.stringify(bell)).join()).not.toContain('plum')
})

test('[TRANSCRIPT-6] a silence is skipped up to 3 s before the next line; a jump brings what lies between', async () => {
  const rig = await listening(0, 10 * minute, 11 * minute, 30 * minute)
  await start(rig)
  await rig.time.advance(100)
  await jump(rig)
  await rig.time.advance(2_800)
  expect(await heard(rig)).toEqual([0])
  await rig.time.advance(300)
  expect(await heard(rig)).toEqual([0, 1])
  await jump(rig, 5 * minute)
  await rig.time.advance(50)
  expect(await heard(rig)).toEqual([0, 1, 2])
  await jump(rig)
  await expect(jump(rig)).rejects.toMatchObject({ code: 'conflict' })
})

test('[TRANSCRIPT-7] another takes the place of one that does not play, and its lines count anew', async () => {
  const rig = await listening(0, minute)
  await start(rig)
  await rig.time.advance(second)
  await expect(load(rig, lines(0))).rejects.toMatchObject({ code: 'conflict' })
  await rig.command({ type: 'transcript.pause' })
  await load(rig, [{ at: 0, who: 'Noa', text: 'a pear' }])
  expect(readTranscript(scriptDoc(await rig.doc('script')).transcript, 1).lines).toEqual([])
  await start(rig)
  await rig.time.advance(2 * minute)
  expect((await channel(rig)).map(({ text }) => text)).toEqual(['plum 0', 'a pear'])
  await expect(start(rig)).rejects.toMatchObject({ code: 'conflict' })
})

test('[TRANSCRIPT-8] only facilitators turn it, only in play, only where there is one, and not for ever', async () => {
  const rig = await StageRig.start()
  await expect(start(rig)).rejects.toMatchObject({ code: 'conflict' })
  await rig.command(play)
  await expect(start(rig)).rejects.toMatchObject({ code: 'not-found' })
  await expect(rig.command({ type: 'transcript.play' }, ana, 'participant')).rejects.toMatchObject({
    code: 'forbidden',
  })
  await load(rig, lines(0))
  await expect(rig.command({ type: 'transcript.speed', speed: 2 })).rejects.toMatchObject({
    code: 'conflict',
  })
  const event = readTranscriptEvents(stageDoc(await rig.doc('stage')))[0]
  await rig.write('stage', (doc) =>
    stageDoc(doc).transcript.push(Array.from({ length: mostTranscriptEvents }, () => event)),
  )
  await expect(start(rig)).rejects.toMatchObject({ code: 'too-many' })
})

test('[TRANSCRIPT-9] what is loaded is checked: in order, with words, as much as there is place for', () => {
  const takes = (all: unknown[]) =>
    clientToServer.safeParse({ type: 'transcript.load', transcript: { begins: 0, lines: all } })
      .success
  const line = { at: 0, who: 'Lu', text: 'plum' }
  expect(takes([line])).toBe(true)
  expect(takes([])).toBe(false)
  expect(takes([{ ...line, at: 5 }, line])).toBe(false)
  expect(takes([{ ...line, text: '' }])).toBe(false)
  expect(takes(Array.from({ length: mostLines }, () => line))).toBe(true)
  expect(takes(Array.from({ length: mostLines + 1 }, () => line))).toBe(false)
  const long = { ...line, text: 'x'.repeat(4_000) }
  expect(takes(Array.from({ length: longestTranscript / 4_000 + 1 }, () => long))).toBe(false)
  for (const speed of [0.4, 21]) {
    expect(clientToServer.safeParse({ type: 'transcript.play', speed }).success).toBe(false)
  }
})
