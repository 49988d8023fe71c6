import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { InjectId, MessageId, ParticipantId } from '../../shared/ids.ts'
import { readLandings, readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import { exerciseTimeAt } from '../../shared/stage/clock.ts'
import { cuesInSight } from '../../shared/stage/cue.ts'
import { reactedByMessage } from '../../shared/stage/reaction.ts'
import {
  readChannel,
  readCues,
  readInbox,
  readPhases,
  readReactions,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import { ana, ben, facilitator, planned, StageRig } from '../support/stage-rig.ts'

const minute = 60_000
const play = { type: 'phase.set', phase: 'play' } as const
const pause = { type: 'clock.pause' } as const
const run = (speed?: number) => ({ type: 'clock.run', ...(speed ? { speed } : {}) }) as const
const said = (text: string) => ({ type: 'channel.say', text }) as const
const id = (name: string) => `i_${name}` as InjectId

describe('phases and the clock', () => {
  test('[STAGE-1] a session begins in the lobby and moves between phases in any direction', async () => {
    const rig = await StageRig.start()
    for (const phase of ['play', 'debrief', 'play', 'closed', 'lobby'] as const) {
      await rig.command({ type: 'phase.set', phase })
    }
    const moves = readPhases(stageDoc(await rig.doc('stage')))
    expect(moves.map((move) => move.phase)).toEqual(['play', 'debrief', 'play', 'closed', 'lobby'])
  })

  test('[STAGE-2] entering play starts the clock, leaving it pauses it, coming back goes on', async () => {
    const rig = await StageRig.start()
    await rig.command(play)
    await rig.time.advance(minute)
    await rig.command({ type: 'phase.set', phase: 'debrief' })
    const clock = (await rig.conductor()).clock
    const paused = exerciseTimeAt(clock, rig.time.now())
    await rig.time.advance(5 * minute)
    await rig.command(play)
    const after = (await rig.conductor()).clock
    expect(paused).toBeGreaterThanOrEqual(minute)
    expect(exerciseTimeAt(after, rig.time.now()) - paused).toBeLessThan(100)
  })

  test('[STAGE-3] the clock runs only in play', async () => {
    const rig = await StageRig.start()
    await expect(rig.command(run())).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[STAGE-4] a command is refused by role, and nothing changes', async () => {
    const rig = await StageRig.start()
    await expect(rig.command(play, ana, 'participant')).rejects.toMatchObject({ code: 'forbidden' })
    const say = { type: 'channel.say', text: 'hello' } as const
    await expect(rig.command(say, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
    const stage = stageDoc(await rig.doc('stage'))
    expect([readPhases(stage), readChannel(stage)]).toEqual([[], []])
  })
})

describe('injects', () => {
  test('[INJECT-1] a timed inject lands once, at its exercise time', async () => {
    const rig = await StageRig.start([planned('a', { on: 'time', at: minute })])
    await rig.command(play)
    await rig.time.advance(minute - 1_000)
    expect(await rig.landed()).toEqual([])
    await rig.time.advance(2_000)
    await rig.time.advance(10 * minute)
    const landed = await rig.landed()
    expect(landed.map((inject) => inject.id)).toEqual([id('a')])
    expect(Math.abs((landed[0]?.at ?? 0) - minute)).toBeLessThan(10)
  })

  test('[INJECT-2] pause, speed and a restart move the wall moment, never the exercise time', async () => {
    const rig = await StageRig.start([planned('a', { on: 'time', at: 10 * minute })])
    await rig.command(play)
    await rig.time.advance(2 * minute)
    await rig.command(pause)
    await rig.time.advance(60 * minute)
    await rig.command(run(5))
    await rig.time.advance(minute)
    await rig.restart()
    expect(await rig.landed()).toEqual([])
    await rig.time.advance(0.7 * minute)
    const landed = await rig.landed()
    expect(landed).toHaveLength(1)
    expect(Math.abs((landed[0]?.at ?? 0) - 10 * minute)).toBeLessThan(50)
  })

  test('[INJECT-2] what fell due while the server was down lands once, in order, when it is back', async () => {
    const rig = await StageRig.start([
      planned('b', { on: 'time', at: 2 * minute }),
      planned('a', { on: 'time', at: minute }),
    ])
    await rig.command(play)
    rig.time.jumpTo(rig.time.now() + 30 * minute)
    await rig.restart()
    await rig.restart()
    expect((await rig.landed()).map((inject) => inject.id)).toEqual([id('a'), id('b')])
  })

  test('[INJECT-3] landed by hand, an inject does not land again at its time', async () => {
    const rig = await StageRig.start([planned('a', { on: 'time', at: minute })])
    await rig.command(play)
    await rig.command({ type: 'inject.land', injectId: id('a') })
    await rig.time.advance(5 * minute)
    expect(await rig.landed()).toHaveLength(1)
    const again = rig.command({ type: 'inject.land', injectId: id('a') })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[INJECT-3] two facilitators who land one inject at once land it once', async () => {
    const rig = await StageRig.start([planned('a', { on: 'hand' })])
    const land = { type: 'inject.land', injectId: id('a') } as const
    const both = await Promise.allSettled([rig.command(land), rig.command(land)])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await rig.landed()).toHaveLength(1)
  })

  test('[INJECT-4] a held inject waits, released after its time it lands at once; skipped it does not', async () => {
    const rig = await StageRig.start([
      planned('held', { on: 'time', at: minute }),
      planned('skipped', { on: 'time', at: minute }),
    ])
    await rig.command(play)
    await rig.command({ type: 'inject.hold', injectId: id('held') })
    await rig.command({ type: 'inject.skip', injectId: id('skipped') })
    await rig.time.advance(3 * minute)
    expect(await rig.landed()).toEqual([])
    await rig.command({ type: 'inject.release', injectId: id('held') })
    await rig.time.advance(10)
    expect((await rig.landed()).map((inject) => inject.id)).toEqual([id('held')])
  })

  test('[INJECT-5] a whisper lands in one inbox, rings for one person, and leaves no trace on the stage', async () => {
    const whisper = { to: 'person', participantId: null } as const
    const rig = await StageRig.start([planned('w', { on: 'hand' }, { audience: whisper })])
    await expect(rig.command({ type: 'inject.land', injectId: id('w') })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await rig.command({ type: 'inject.land', injectId: id('w'), to: ana })
    expect(readInbox(await rig.doc(`inbox/${ana}`)).map((inject) => inject.id)).toEqual([id('w')])
    expect(readInbox(await rig.doc(`inbox/${ben}`))).toEqual([])
    const everything = Buffer.from(Y.encodeStateAsUpdate(await rig.doc('stage'))).toString('latin1')
    expect(everything).not.toContain('i_w')
    expect(rig.bells).toEqual([
      { to: { people: [ana] }, bell: { type: 'inject', injectId: id('w'), whisper: true } },
    ])
    await rig.restart()
    const again = rig.command({ type: 'inject.land', injectId: id('w'), to: ben })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[INJECT-5] a whisper to somebody who is not there is refused', async () => {
    const rig = await StageRig.start([planned('w', { on: 'hand' })])
    const to = 'p_nobody' as ParticipantId
    const refused = rig.command({ type: 'inject.land', injectId: id('w'), to })
    await expect(refused).rejects.toMatchObject({ code: 'not-found' })
    expect(await rig.landed()).toEqual([])
  })

  test('[INJECT-6] an improvised inject lands at once and stands in the run of show as landed', async () => {
    const rig = await StageRig.start([planned('a', { on: 'hand' })])
    const content = { kind: 'call', title: 'The phone rings' } as const
    await rig.command({ type: 'inject.improvise', content, audience: { to: 'everyone' } })
    const script = scriptDoc(await rig.doc('script'))
    const last = readPlan(script).at(-1)
    expect(last?.content.title).toBe('The phone rings')
    expect(readLandings(script).has(last?.id as InjectId)).toBe(true)
    expect((await rig.landed()).map((inject) => inject.content.title)).toEqual(['The phone rings'])
  })

  test("[INJECT-7] one commit holds a landing and the facilitators' note of it", async () => {
    const rig = await StageRig.start([planned('a', { on: 'hand' })])
    await rig.command({ type: 'inject.land', injectId: id('a') })
    const script = scriptDoc(await rig.doc('script'))
    expect(readLandings(script).get(id('a'))?.wallAt).toBe((await rig.landed())[0]?.wallAt)
  })
})

describe('people and the channel', () => {
  test("[CHANNEL-1] author and moment of a message are the server's", async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'channel.say', text: 'is it just me?' }, ana, 'participant')
    const [message] = readChannel(stageDoc(await rig.doc('stage')))
    expect(message).toMatchObject({ author: ana, text: 'is it just me?', at: 0 })
    expect(message?.wallAt).toBeLessThanOrEqual(rig.time.now())
  })

  test('[CHANNEL-2] a closed session takes no more messages', async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'phase.set', phase: 'closed' })
    const late = rig.command({ type: 'channel.say', text: 'wait' }, ana, 'participant')
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
  })

  test('[CHANNEL-3] a message may answer one that stands in the channel, and no other', async () => {
    const rig = await StageRig.start()
    const first = (await rig.command(said('who deploys?'), ana, 'participant')) as MessageId
    await rig.command({ ...said('I did'), replyTo: first }, ben, 'participant')
    const lost = rig.command({ ...said('yes'), replyTo: 'm_gone' as MessageId }, ben, 'participant')
    await expect(lost).rejects.toMatchObject({ code: 'not-found' })
    const channel = readChannel(stageDoc(await rig.doc('stage')))
    expect(channel.map(({ replyTo }) => replyTo ?? null)).toEqual([null, first])
  })

  test('[CHANNEL-4] an emoji on a message is put on once and taken off by whose it is', async () => {
    const rig = await StageRig.start()
    const messageId = (await rig.command(said('found it'), ana, 'participant')) as MessageId
    const react = { type: 'channel.react', messageId, emoji: '🎉', on: true } as const
    await rig.command(react, ben, 'participant')
    await rig.command(react, ben, 'participant')
    await rig.command(react, ana, 'participant')
    await rig.command({ ...react, on: false }, ana, 'participant')
    const reactions = readReactions(stageDoc(await rig.doc('stage')))
    expect(reactions).toHaveLength(3)
    expect(reactedByMessage(reactions).get(messageId)).toEqual([{ emoji: '🎉', by: [ben] }])
    await expect(rig.command(react, ben, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('[CUE-1] whoever plays raises a cue; it is kept with its author and moment', async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'cue.raise', cue: 'tacet' }, ana, 'participant')
    const watching = rig.command({ type: 'cue.raise', cue: 'tacet' }, ben, 'observer')
    await expect(watching).rejects.toMatchObject({ code: 'forbidden' })
    const cues = readCues(stageDoc(await rig.doc('stage')))
    expect(cues).toMatchObject([{ cue: 'tacet', author: ana, at: 0 }])
    const raised = cues[0]?.wallAt ?? 0
    expect(cuesInSight(cues, raised + 7_999)).toHaveLength(1)
    expect(cuesInSight(cues, raised + 8_000)).toEqual([])
  })

  test('[JOIN-4] a person taken off keeps their line in the roster, marked; nobody takes themselves off', async () => {
    const rig = await StageRig.start()
    await rig.command({ type: 'member.remove', participantId: ben })
    const entry = readRoster(stageDoc(await rig.doc('stage'))).find(
      (each) => each.participantId === ben,
    )
    expect(entry?.removedAt).not.toBeNull()
    expect(rig.removed).toEqual([ben])
    const self = rig.command({ type: 'member.remove', participantId: facilitator })
    await expect(self).rejects.toMatchObject({ code: 'conflict' })
  })
})
