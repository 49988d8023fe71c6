import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { inboxOf } from '../../shared/documents.ts'
import type { InjectId, MarkId, MessageId, ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { HistoryRow } from '../../shared/replay/history-row.ts'
import { Score } from '../../shared/replay/score.ts'
import type { Role } from '../../shared/roles.ts'
import type { MarkedMoment } from '../../shared/stage/marked-moment.ts'
import { longestAgo, longestNote, mostMarks } from '../../shared/stage/marked-moment.ts'
import { inboxMarks, readMarks } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const onlooker = 'p_onlooker' as ParticipantId
const play = { type: 'phase.set', phase: 'play' } as const
const mark = (text?: string, ago?: number) =>
  ({ type: 'moment.mark', ...(text !== undefined && { text }), ...(ago && { ago }) }) as const

const marksOf = async (rig: StageRig, person: ParticipantId) =>
  readMarks(await rig.doc(inboxOf(person)))

test('[MARK-1] whoever is in the session marks moments, each in an inbox of their own', async () => {
  const rig = await StageRig.start()
  const everybody: [ParticipantId, Role][] = [
    [facilitator, 'facilitator'],
    [ana, 'participant'],
    [onlooker, 'observer'],
  ]
  for (const [person, role] of everybody) {
    const id = await rig.command(mark(`seen by ${role}`), person, role)
    const marks = await marksOf(rig, person)
    expect(marks).toMatchObject([{ id, author: person, text: `seen by ${role}` }])
  }
  expect(await marksOf(rig, ben)).toEqual([])
})

/** One of every command there is, but for the two that are everybody's. */
const others: Command[] = [
  play,
  { type: 'clock.run' },
  { type: 'clock.pause' },
  { type: 'clock.jump', by: minute },
  ...(['land', 'hold', 'release', 'skip'] as const).map((verb): Command => ({
    type: `inject.${verb}`,
    injectId: 'i_a' as InjectId,
  })),
  { type: 'inject.retime', injectId: 'i_a' as InjectId, trigger: { on: 'hand' } },
  {
    type: 'inject.improvise',
    content: { kind: 'message', title: 'Mine' },
    audience: { to: 'everyone' },
  },
  { type: 'channel.say', text: 'hello' },
  { type: 'channel.react', messageId: 'm_a' as MessageId, emoji: '👍', on: true },
  { type: 'cue.raise', cue: 'slower' },
  { type: 'member.remove', participantId: ana },
]

test('[MARK-1] an observer can command nothing else', async () => {
  const rig = await StageRig.start()
  for (const command of others) {
    const refused = rig.command(command, onlooker, 'observer')
    await expect(refused, command.type).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('[MARK-2] a mark bears the moment it is about, in wall and exercise time', async () => {
  const rig = await StageRig.start()
  await rig.command(mark('before it began'), ana, 'participant')
  await rig.command(play)
  await rig.time.advance(10 * minute)
  await rig.command({ type: 'clock.run', speed: 2 })
  await rig.time.advance(minute)
  const now = rig.time.now()
  await rig.command(mark('now'), ana, 'participant')
  await rig.command(mark('a while ago', 3 * minute), ana, 'participant')
  const [early, ago, last] = await marksOf(rig, ana)
  expect(early).toMatchObject({ text: 'before it began', at: 0 })
  expect(last).toMatchObject({ text: 'now', wallAt: now })
  expect(Math.abs(must(last, 'last').at - 12 * minute)).toBeLessThan(100)
  // Two minutes before the clock went faster: that stretch ran at its own speed.
  expect(ago?.text).toBe('a while ago')
  expect(Math.abs(must(ago, 'ago').at - 8 * minute)).toBeLessThan(100)
})

test('[MARK-2] marks outlive a restart, and are taken back after it', async () => {
  const rig = await StageRig.start()
  await rig.command(mark('kept'), onlooker, 'observer')
  await rig.command(mark(), onlooker, 'observer')
  await rig.restart()
  await rig.command(mark('after'), onlooker, 'observer')
  const marks = await marksOf(rig, onlooker)
  expect(marks.map(({ text }) => text).sort()).toEqual(['', 'after', 'kept'])
  const kept = must(
    marks.find(({ text }) => text === 'kept'),
    'kept',
  )
  await rig.command({ type: 'moment.unmark', markId: kept.id }, onlooker, 'observer')
  await rig.restart()
  expect((await marksOf(rig, onlooker)).map(({ text }) => text).sort()).toEqual(['', 'after'])
})

test('[MARK-3] a mark rings for nobody and leaves nothing on stage, board or script', async () => {
  const rig = await StageRig.start()
  const bells = rig.bells.length
  await rig.command(mark('SECRET-NOTE'), ana, 'participant')
  expect(rig.bells.length).toBe(bells)
  for (const name of ['stage', 'board', 'script', inboxOf(ben), inboxOf(facilitator)] as const) {
    const doc = await rig.doc(name)
    const bytes = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1')
    expect(bytes, name).not.toContain('SECRET-NOTE')
    expect(bytes, name).not.toContain('marks')
  }
})

test('[MARK-4] a mark is taken back by whose it is, and by nobody else', async () => {
  const rig = await StageRig.start()
  const markId = (await rig.command(mark('mine'), ana, 'participant')) as MarkId
  const unmark = { type: 'moment.unmark', markId } as const
  await expect(rig.command(unmark, ben, 'participant')).rejects.toMatchObject({ code: 'not-found' })
  await expect(rig.command(unmark)).rejects.toMatchObject({ code: 'not-found' })
  expect(await marksOf(rig, ana)).toHaveLength(1)
  await rig.command(unmark, ana, 'participant')
  expect(await marksOf(rig, ana)).toEqual([])
  await expect(rig.command(unmark, ana, 'participant')).rejects.toMatchObject({ code: 'not-found' })
})

test('[MARK-5] one person keeps so many marks and no more; another still can', async () => {
  const rig = await StageRig.start()
  const conductor = await rig.conductor()
  const asAna = { participantId: ana, role: 'participant' } as const
  const all = Array.from({ length: mostMarks }, () => conductor.perform(asAna, mark()))
  const [id] = await rig.settled(Promise.all(all))
  await expect(rig.command(mark(), ana, 'participant')).rejects.toMatchObject({ code: 'conflict' })
  expect(await marksOf(rig, ana)).toHaveLength(mostMarks)
  await rig.command(mark(), ben, 'participant')
  await rig.command({ type: 'moment.unmark', markId: id as MarkId }, ana, 'participant')
  await rig.command(mark('again'), ana, 'participant')
  expect(await marksOf(rig, ana)).toHaveLength(mostMarks)
})

test('[MARK-5] a closed session takes no marks, and gives none back', async () => {
  const rig = await StageRig.start()
  const markId = (await rig.command(mark('mine'), ana, 'participant')) as MarkId
  await rig.command({ type: 'phase.set', phase: 'closed' })
  for (const command of [mark('late'), { type: 'moment.unmark', markId } as const]) {
    const refused = rig.command(command, ana, 'participant')
    await expect(refused).rejects.toMatchObject({ code: 'conflict' })
  }
  expect((await marksOf(rig, ana)).map(({ text }) => text)).toEqual(['mine'])
})

test('[MARK-5] what is no mark is not understood', () => {
  const good = { type: 'moment.mark', text: 'x'.repeat(longestNote), ago: longestAgo }
  expect(clientToServer.safeParse(good).success).toBe(true)
  for (const bad of [
    { ...good, text: 'x'.repeat(longestNote + 1) },
    { ...good, text: 7 },
    { ...good, text: null },
    { ...good, ago: longestAgo + 1 },
    { ...good, ago: -1 },
    { ...good, ago: 0.5 },
    { ...good, ago: NaN },
    { type: 'moment.unmark' },
    { type: 'moment.unmark', markId: 'm_a' },
    { type: 'moment.unmark', markId: '__proto__' },
  ]) {
    expect(clientToServer.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
  }
})

/** An inbox whose every change is a row, a second apart. */
function recordedInbox(changes: ((doc: Y.Doc) => void)[]): HistoryRow[] {
  const [doc, rows] = [new Y.Doc(), [] as HistoryRow[]]
  doc.on('update', (update: Uint8Array) => {
    rows.push({ seq: rows.length + 1, at: (rows.length + 1) * 100 * second, author: ana, update })
  })
  for (const change of changes) change(doc)
  return rows
}

const marked = (name: string, wallAt: number): MarkedMoment => ({
  id: `k_${name}` as MarkId,
  author: ana,
  text: name,
  wallAt,
  at: wallAt - 10 * second,
})

test('[MARK-8] a replay has a mark at the moment it is about, and none that was taken back', () => {
  const rows = recordedInbox([
    (doc) => inboxMarks(doc).set('k_a', marked('a', 40 * second)),
    (doc) => inboxMarks(doc).set('k_b', marked('b', 190 * second)),
    (doc) => inboxMarks(doc).delete('k_a'),
  ])
  const score = new Score()
  const momentsOf = () => score.marks.map(({ kind, moment }) => [kind, moment])
  score.append(inboxOf(ana), rows.slice(0, 2))
  expect(momentsOf()).toEqual([
    ['marked', 40 * second],
    ['marked', 190 * second],
  ])
  score.append(inboxOf(ben), recordedInbox([(doc) => doc.getMap('marks').set('k_x', 'no mark')]))
  score.append(inboxOf(ana), rows.slice(2))
  expect(momentsOf()).toEqual([['marked', 190 * second]])
})
