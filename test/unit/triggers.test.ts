import { expect, test } from 'vitest'
import {
  addCard,
  setActionStatus,
  setDoing,
  setHypothesisStatus,
} from '../../shared/board/board-edits.ts'
import type { CardKind } from '../../shared/board/card.ts'
import type { CardId, InjectId } from '../../shared/ids.ts'
import { readPlan, readPlanned, scriptDoc } from '../../shared/script/script-doc.ts'
import type { PlannedTrigger, Trigger } from '../../shared/stage/trigger.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'

const second = 1_000
const minute = 60 * second
const play = { type: 'phase.set', phase: 'play' } as const
const id = (name: string) => `i_${name}` as InjectId
const card = (name: string) => `c_${name}` as CardId
const after = (name: string, delay: number) => ({ on: 'after', inject: id(name), delay }) as const

async function playing(triggers: Record<string, PlannedTrigger>): Promise<StageRig> {
  const plan = Object.entries(triggers).map(([name, trigger], order) =>
    planned(name, trigger, { order }),
  )
  const rig = await StageRig.start(plan)
  await rig.command(play)
  await rig.time.advance(second)
  return rig
}

async function landedNames(rig: StageRig): Promise<string[]> {
  return (await rig.landed()).map((each) => each.id.slice(2))
}

const put = (rig: StageRig, name: string, kind: CardKind, title: string) =>
  rig.edit((board) => addCard(board, { id: card(name), kind, title, by: ana, at: 1 }))

/** More than the board's triggers take to be looked at. */
const look = (rig: StageRig) => rig.time.advance(second)

test('[TRIGGER-1] an inject lands so long after another, whether that landed by the clock or by hand', async () => {
  const rig = await playing({
    first: { on: 'time', at: 10 * second },
    second: after('first', 20 * second),
    third: after('second', 0),
    byHand: { on: 'hand' },
    last: after('byHand', 5 * second),
  })
  await rig.time.advance(40 * second)
  expect(await landedNames(rig)).toEqual(['first', 'second', 'third'])
  await rig.command({ type: 'inject.land', injectId: id('byHand') })
  await rig.time.advance(6 * second)
  const landed = await rig.landed()
  expect(landed.map((each) => each.id)).toEqual(
    ['first', 'second', 'third', 'byHand', 'last'].map(id),
  )
  const [first, next] = landed
  expect((next?.at ?? 0) - (first?.at ?? 0)).toBe(20 * second)
})

test('[TRIGGER-1] a chain goes on where it was after a restart, and counts no pause', async () => {
  const rig = await playing({
    first: { on: 'time', at: 5 * second },
    second: after('first', minute),
    third: after('second', minute),
  })
  await rig.time.advance(30 * second)
  await rig.command({ type: 'clock.pause' })
  await rig.restart()
  await rig.time.advance(10 * minute)
  expect(await landedNames(rig)).toEqual(['first'])
  await rig.command({ type: 'clock.run' })
  await rig.restart()
  await rig.time.advance(40 * second)
  expect(await landedNames(rig)).toEqual(['first', 'second'])
  await rig.restart()
  await rig.time.advance(minute)
  expect(await landedNames(rig)).toEqual(['first', 'second', 'third'])
  const times = (await rig.landed()).map((each) => each.at)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(minute)
})

test('[TRIGGER-2] an inject lands when a hypothesis reaches a status, where asked for one with a text', async () => {
  const rig = await playing({
    any: { on: 'hypothesis', status: 'supported' },
    one: { on: 'hypothesis', status: 'refuted', matching: 'REPLICA' },
  })
  await put(rig, 'a', 'hypothesis', 'The replica lags')
  await put(rig, 'b', 'hypothesis', 'The disk is full')
  await rig.edit((board) => setHypothesisStatus(board, card('b'), 'refuted'))
  await look(rig)
  expect(await landedNames(rig)).toEqual([])
  await rig.edit((board) => setHypothesisStatus(board, card('a'), 'refuted'))
  await look(rig)
  expect(await landedNames(rig)).toEqual(['one'])
  await rig.edit((board) => setHypothesisStatus(board, card('b'), 'supported'))
  await look(rig)
  expect(await landedNames(rig)).toEqual(['one', 'any'])
})

test('[TRIGGER-3] an inject lands when a card, the notes or the channel contain a text, which is never a pattern', async () => {
  const rig = await playing({
    card: { on: 'text', matching: 'page 7.*' },
    notes: { on: 'text', matching: 'rollback' },
    channel: { on: 'text', matching: 'who is on call' },
  })
  await put(rig, 'a', 'signal', 'Page 7 is slow')
  await look(rig)
  expect(await landedNames(rig)).toEqual([])
  await put(rig, 'b', 'signal', 'It says PAGE 7.* again')
  await look(rig)
  await rig.edit((board) => board.notes.insert(0, 'Roll, then Rollback'))
  await look(rig)
  await rig.command({ type: 'channel.say', text: 'Who is on call?' }, ana, 'participant')
  await look(rig)
  expect(await landedNames(rig)).toEqual(['card', 'notes', 'channel'])
})

test('[TRIGGER-4] an inject lands when an action with a text in its title is done', async () => {
  const rig = await playing({ done: { on: 'done', matching: 'restart' } })
  await put(rig, 'a', 'action', 'Restart the queue')
  await rig.edit((board) => setActionStatus(board, card('a'), 'doing'))
  await look(rig)
  expect(await landedNames(rig)).toEqual([])
  await rig.edit((board) => setActionStatus(board, card('a'), 'done'))
  await look(rig)
  expect(await landedNames(rig)).toEqual(['done'])
})

test('[TRIGGER-5] an inject lands when nobody has been on anything for a minute of play', async () => {
  const rig = await playing({ idle: { on: 'nobody' } })
  const doing = (text: string) =>
    rig.edit((board) => setDoing(board, ana, { text, cardId: null, at: 1 }))
  await doing('Reading logs')
  await rig.time.advance(5 * minute)
  expect(await landedNames(rig)).toEqual([])
  await doing('')
  await rig.time.advance(30 * second)
  await rig.command({ type: 'clock.pause' })
  await rig.time.advance(5 * minute)
  await rig.command({ type: 'clock.run' })
  await rig.time.advance(29 * second)
  expect(await landedNames(rig)).toEqual([])
  await rig.time.advance(2 * second)
  expect(await landedNames(rig)).toEqual(['idle'])
})

test('[TRIGGER-5] who was taken off the session is on nothing', async () => {
  const rig = await playing({ idle: { on: 'nobody' } })
  await rig.edit((board) => setDoing(board, ben, { text: 'Calling', cardId: null, at: 1 }), ben)
  await rig.time.advance(2 * minute)
  await rig.command({ type: 'member.remove', participantId: ben })
  await rig.time.advance(59 * second)
  expect(await landedNames(rig)).toEqual([])
  await rig.time.advance(2 * second)
  expect(await landedNames(rig)).toEqual(['idle'])
})

test('[TRIGGER-6] an inject lands when nobody has changed the board for so long of running exercise time', async () => {
  const rig = await playing({ quiet: { on: 'quiet', for: 2 * minute } })
  await rig.time.advance(minute)
  await put(rig, 'a', 'signal', 'Something')
  await rig.time.advance(90 * second)
  await rig.restart()
  // What the clock jumps over was not quiet: nobody was there to say something.
  await rig.command({ type: 'clock.jump', by: 10 * minute })
  await rig.time.advance(minute)
  await rig.command({ type: 'clock.pause' })
  await rig.time.advance(10 * minute)
  await rig.command({ type: 'clock.run' })
  await rig.time.advance(59 * second)
  expect(await landedNames(rig)).toEqual([])
  await rig.time.advance(2 * second)
  expect(await landedNames(rig)).toEqual(['quiet'])
})

test('[TRIGGER-7] several conditions are joined: all at once, or any of them, twice in each other', async () => {
  const supported: Trigger = { on: 'hypothesis', status: 'supported' }
  const rig = await playing({
    all: { on: 'all', of: [supported, { on: 'time', at: minute }] },
    any: {
      on: 'any',
      of: [
        { on: 'time', at: 10 * minute },
        { on: 'text', matching: 'queue' },
      ],
    },
    both: { on: 'all', of: [after('any', 0), { on: 'any', of: [supported, { on: 'nobody' }] }] },
  })
  await put(rig, 'a', 'hypothesis', 'The queue is stuck')
  await look(rig)
  expect(await landedNames(rig)).toEqual(['any'])
  await rig.edit((board) => setHypothesisStatus(board, card('a'), 'supported'))
  await look(rig)
  expect(await landedNames(rig)).toEqual(['any', 'both'])
  await rig.time.advance(minute)
  expect(await landedNames(rig)).toEqual(['any', 'both', 'all'])
})

test('[TRIGGER-8] each lands once, however often its condition comes true, and over restarts', async () => {
  const rig = await playing({ once: { on: 'hypothesis', status: 'supported' } })
  await put(rig, 'a', 'hypothesis', 'It lags')
  for (const status of ['supported', 'testing', 'supported'] as const) {
    await rig.edit((board) => setHypothesisStatus(board, card('a'), status))
    await look(rig)
    await rig.restart()
    await look(rig)
  }
  expect(await landedNames(rig)).toEqual(['once'])
})

test('[TRIGGER-9] what came true while the clock stood or the server was down lands when it runs again, in order', async () => {
  const rig = await playing({
    late: { on: 'text', matching: 'queue' },
    later: after('late', second),
    timed: { on: 'time', at: 3 * second },
  })
  await rig.command({ type: 'clock.pause' })
  await put(rig, 'a', 'signal', 'The queue grows')
  await rig.time.advance(minute)
  await rig.restart()
  await rig.time.advance(minute)
  expect(await landedNames(rig)).toEqual([])
  await rig.command({ type: 'clock.run' })
  await rig.time.advance(5 * second)
  expect(await landedNames(rig)).toEqual(['late', 'later', 'timed'])
})

test('[TRIGGER-9] it waits for play, and a held one for its release', async () => {
  const rig = await StageRig.start([
    planned('free', { on: 'text', matching: 'queue' }),
    planned('held', { on: 'text', matching: 'queue' }, { state: 'held', order: 1 }),
  ])
  await put(rig, 'a', 'signal', 'The queue grows')
  await look(rig)
  expect(await landedNames(rig)).toEqual([])
  await rig.command(play)
  await look(rig)
  expect(await landedNames(rig)).toEqual(['free'])
  await rig.command({ type: 'inject.release', injectId: id('held') })
  await look(rig)
  expect(await landedNames(rig)).toEqual(['free', 'held'])
})

test('[TRIGGER-10] the board is looked at twice a second at most, whatever is written', async () => {
  const rig = await playing({ text: { on: 'text', matching: 'ab' } })
  await put(rig, 'a', 'signal', 'x')
  const started = rig.time.now()
  for (const letters of ['a', 'ab']) await rig.edit((board) => board.notes.insert(0, letters))
  while ((await rig.landed()).length === 0) await rig.time.advance(10)
  const waited = rig.time.now() - started
  expect(waited).toBeGreaterThan(400)
  expect(waited).toBeLessThan(600)
})

test('[TRIGGER-11] the server writes nothing on the board, and does not open it where no trigger asks', async () => {
  const rig = await playing({ text: { on: 'text', matching: 'queue' } })
  expect(rig.openDocs).toContain('board')
  await put(rig, 'a', 'signal', 'The queue grows')
  await look(rig)
  await rig.restart()
  const rows = await rig.store.log.read({ sessionId: 's_rig' as never, doc: 'board' })
  expect(rows.map((row) => row.author)).toEqual([ana])
  const unasked = await playing({ timed: after('byHand', 0), byHand: { on: 'hand' } })
  expect(unasked.openDocs).not.toContain('board')
})

const retime = (name: string, trigger: Trigger) =>
  ({ type: 'inject.retime', injectId: id(name), trigger }) as const

test('[TRIGGER-12] a circle of injects that wait for each other is refused, its path named', async () => {
  const rig = await playing({
    a: { on: 'hand' },
    b: after('a', minute),
    c: { on: 'any', of: [after('b', second), { on: 'nobody' }] },
  })
  await expect(rig.command(retime('a', after('c', 0)))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(
      '“Inject a”, which waits for “Inject c”, which waits for “Inject b”, which waits for “Inject a”',
    ) as string,
  })
  await expect(rig.command(retime('a', after('a', 0)))).rejects.toMatchObject({ code: 'conflict' })
  expect(readPlanned(scriptDoc(await rig.doc('script')), id('a'))?.trigger).toEqual({ on: 'hand' })
  // Who has landed waits for nobody any more.
  await rig.command({ type: 'inject.land', injectId: id('a') })
  await rig.command(retime('b', after('a', 2 * minute)))
})

test('[TRIGGER-13] an inject that is not there cannot be waited for, neither by a planned nor by an improvised one', async () => {
  const rig = await playing({ a: { on: 'hand' } })
  const refused = { code: 'not-found', message: expect.stringContaining('waits for') as string }
  await expect(rig.command(retime('a', after('nowhere', 0)))).rejects.toMatchObject(refused)
  const improvise = {
    type: 'inject.improvise',
    content: { kind: 'message', title: 'Lunch' },
    audience: { to: 'everyone' },
  } as const
  const lost = rig.command({ ...improvise, trigger: after('nowhere', 0) })
  await expect(lost).rejects.toMatchObject(refused)
  expect(readPlan(scriptDoc(await rig.doc('script')))).toHaveLength(1)
  const done = await rig.command({ ...improvise, trigger: after('a', second) })
  await rig.command({ type: 'inject.land', injectId: id('a') })
  await rig.time.advance(2 * second)
  expect((await rig.landed()).map((each) => each.id)).toEqual([id('a'), done])
})

test('[TRIGGER-13] only facilitators choose triggers', async () => {
  const rig = await playing({ a: { on: 'hand' } })
  const refused = rig.command(retime('a', { on: 'nobody' }), ana, 'participant')
  await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
})

const single = { on: 'nobody' } as const
const nested = (on: 'any' | 'all', trigger: unknown) => ({ on, of: [trigger] })

test.each([
  ['a delay below nothing', { on: 'after', inject: 'i_a', delay: -1 }],
  ['a delay of years', { on: 'after', inject: 'i_a', delay: 1e12 }],
  ['a status that is none', { on: 'hypothesis', status: 'likely' }],
  ['a text of blanks', { on: 'text', matching: '  ' }],
  ['a text without end', { on: 'done', matching: 'x'.repeat(201) }],
  ['no quiet at all', { on: 'quiet', for: 0 }],
  ['nothing to join', { on: 'any', of: [] }],
  ['six to join', { on: 'all', of: Array.from({ length: 6 }, () => single) }],
  ['the hand among others', nested('any', { on: 'hand' })],
  ['three groups in each other', nested('any', nested('all', nested('any', single)))],
  ['what only a script may hold', { on: 'unclear' }],
])('[TRIGGER-14] %s is no trigger', (_, trigger) => {
  const command = { type: 'inject.retime', injectId: 'i_a' }
  expect(clientToServer.safeParse({ ...command, trigger }).success).toBe(false)
  const twice = nested('any', nested('all', single))
  expect(clientToServer.safeParse({ ...command, trigger: twice }).success).toBe(true)
})

test('[TRIGGER-15] nonsense written straight into the script waits, and all else goes on', async () => {
  const rig = await playing({ fine: { on: 'time', at: minute } })
  const raw = (name: string, trigger: unknown) => ({ ...planned(name, { on: 'hand' }), trigger })
  await rig.scribble(({ plan }) => {
    plan.set(id('odd'), raw('odd', { on: 'moon', phase: 'full' }))
    plan.set(id('gone'), raw('gone', after('nowhere', 0)))
    plan.set(id('self'), raw('self', after('self', 0)))
    plan.set(id('minus'), raw('minus', { ...after('fine', 0), delay: -minute }))
  })
  await rig.time.advance(5 * minute)
  await rig.restart()
  await rig.time.advance(minute)
  expect(await landedNames(rig)).toEqual(['fine'])
  const plan = readPlan(scriptDoc(await rig.doc('script')))
  expect(plan.find((each) => each.id === id('odd'))?.trigger).toEqual({ on: 'unclear' })
  for (const name of ['odd', 'gone', 'self', 'minus']) {
    await rig.command({ type: 'inject.land', injectId: id(name) }, facilitator)
  }
  expect(await landedNames(rig)).toEqual(['fine', 'odd', 'gone', 'self', 'minus'])
})
