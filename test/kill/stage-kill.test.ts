import { describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import { openAbort } from '../../shared/stage/abort.ts'
import type { BracketEvent } from '../../shared/stage/bracket.ts'
import { branchesOf } from '../../shared/stage/choice.ts'
import { exerciseTimeAt, speedOf } from '../../shared/stage/clock.ts'
import { deckOf } from '../../shared/stage/draw.ts'
import { openFermata } from '../../shared/stage/fermata.ts'
import { landingId, shortestGap } from '../../shared/stage/repeat.ts'
import { rotationOf } from '../../shared/stage/rotation.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  readAborts,
  readBrackets,
  readChannel,
  readChoices,
  readClock,
  readDraws,
  readExperiments,
  readFermatas,
  readInjects,
  readOwnBlind,
  readRoster,
  readRotations,
  readSpins,
  readStandOffers,
  readTags,
} from '../../shared/stage/stage-doc.ts'
import { standInTheAir } from '../../shared/stage/stand-offer.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { until } from '../support/until.ts'
import { BandInTheDark } from './band-in-the-dark.ts'

const second = 1_000
const play = { type: 'phase.set', phase: 'play' } as const

const surprise = (title: string, more: Partial<Command & { type: 'inject.improvise' }> = {}) =>
  ({
    type: 'inject.improvise',
    content: { kind: 'message', title },
    audience: { to: 'everyone' },
    ...more,
  }) as const

// Most of this is waiting: side by side it is waited for once.
describe.concurrent('what is played together, when the lights go out', () => {
  /** Exercise milliseconds at which three injects are due, soon after. */
  const due = [4_000, 4_300, 4_600]

  test('[INJECT-76] killed in a spin, a rotation and a fermata, the server goes on where it was', async ({
    onTestFinished,
  }) => {
    const band = await BandInTheDark.gather('gamelan')
    onTestFinished(() => band.leave())
    await band.do('noor', play)
    for (const at of due)
      await band.do('noor', surprise(String(at), { trigger: { on: 'time', at } }))
    const order = [band.idOf('ana'), band.idOf('bo')]
    await band.do('noor', { type: 'rotation.start', everyMinutes: 1, order })
    await band.do('noor', { type: 'rotation.offer', words: 'db2 is behind' })
    await band.do('noor', { type: 'wheel.spin', wheel: 'on-call' })
    const [spin] = await band.read(readSpins, 1)
    await band.darkness(5 * second)

    const landed = await band.read(readInjects, due.length)
    expect(landed.map(({ content }) => content.title)).toEqual(due.map(String))
    for (const [index, { at }] of landed.entries())
      expect(at).toBeGreaterThanOrEqual(must(due[index], 'its time'))
    expect(await band.read(readSpins, 1)).toEqual([spin])
    const rotation = rotationOf(readRotations(band.stage), new Set(order))
    expect(rotation).toMatchObject({ conductor: order[0], inTheAir: { to: order[1] } })
    await band.do('bo', { type: 'rotation.readBack', words: 'db2 is behind, I have it' })

    await band.do('noor', { type: 'fermata.hold' })
    const { id: fermataId } = must((await band.read(readFermatas, 1))[0], 'a fermata')
    await band.do('ana', { type: 'fermata.answer', fermataId, answers: ['db2 fell behind'] })
    await band.darkness()
    await band.read(readFermatas, 1)
    expect(openFermata(readFermatas(band.stage))).toMatchObject({ state: 'held' })
    expect(speedOf(readClock(band.stage))).toBe(0)
    await band.do('noor', { type: 'fermata.reveal', fermataId })
    await until('the answer is there', () =>
      JSON.stringify(readFermatas(band.stage)).includes('db2 fell behind'),
    )
    await band.do('noor', { type: 'fermata.release', fermataId })
    await until('the clock goes on', () => speedOf(readClock(band.stage)) === 1)
    expect(await band.read(readInjects, due.length)).toEqual(landed)
  })

  test('[HANDOVER-6] [BRANCH-6] [TRIGGER-23] [DECK-3] [GAMEDAY-4] killed while it is called off, everything waits as it did and goes on as it would', async ({
    onTestFinished,
  }) => {
    const band = await BandInTheDark.gather('game-day')
    onTestFinished(() => band.leave())
    const [ana, bo] = [band.idOf('ana'), band.idOf('bo')]
    await band.do('noor', play)
    await band.do('noor', { type: 'stand.offer', to: ana, keep: true })
    const options = ['left', 'right'].map((key) => ({ key, text: key }))
    await band.do(
      'noor',
      surprise('which', { content: { kind: 'message', title: 'which', options } }),
    )
    await band.do(
      'noor',
      surprise('again', { trigger: soon(band.stage), again: { every: shortestGap } }),
    )
    const [which, again] = (await band.read(readInjects, 2)).map(({ id }) => id)
    const injectId = must(which, 'what is chosen')
    await band.do('ana', { type: 'inject.choose', injectId, option: 'left' })
    await band.do('bo', { type: 'experiment.start', title: 'Stop cache 2' })
    await band.do('noor', { type: 'deck.open', byPlayers: true })
    await band.do('bo', { type: 'deck.draw' })
    await band.do('bo', { type: 'gameday.abort', why: 'errors above 1 %' })
    await band.read(readAborts, 1)
    const stood = timeOf(band.stage)
    await band.darkness(3 * second)

    await band.read(readAborts, 1)
    expect(openAbort(readAborts(band.stage))).toMatchObject({ by: bo, why: 'errors above 1 %' })
    expect(timeOf(band.stage)).toBe(stood)
    expect(standInTheAir(readStandOffers(band.stage), readRoster(band.stage))).toMatchObject({
      to: ana,
    })
    expect(branchesOf(readChoices(band.stage)).get(injectId)).toMatchObject({ settled: null })
    expect(readExperiments(band.stage)).toMatchObject([{ stopped: { how: 'aborted' } }])
    expect(deckOf(readDraws(band.stage))).toMatchObject({ waiting: { by: bo }, played: [] })

    await band.do('noor', { type: 'gameday.clear' })
    await band.do('ana', { type: 'stand.take' })
    await band.do('bo', { type: 'inject.choose', injectId, option: 'left' })
    await band.do('noor', { type: 'clock.run', speed: 10 })
    await band.darkness(4 * second)
    const landed = await band.read(readInjects, 3)
    const times = landed.filter(({ id }) => id !== injectId)
    expect(times.map(({ id }) => id)).toEqual(
      times.map((_, n) => landingId(must(again, 'an id'), n + 1)),
    )
    expect(branchesOf(readChoices(band.stage)).get(injectId)?.settled).toMatchObject({
      option: 'left',
    })
    await until(
      'the card is played',
      () => deckOf(readDraws(band.stage)).played.length === 1,
      30 * second,
    )
  })

  test('[BRACKET-7] killed inside a bracket and away over its end, the server tells all texts at its return, once', async ({
    onTestFinished,
  }) => {
    const band = await BandInTheDark.gather('gamelan')
    onTestFinished(() => band.leave())
    await band.do('noor', play)
    await band.do('noor', { type: 'bracket.open', minutes: 1 })
    const { id: bracketId, wallAt } = must((await band.read(readBrackets, 1))[0], 'the bracket')
    const text = 'written before the lights went out'
    await band.do('ana', { type: 'bracket.write', bracketId, text })
    await band.darkness(wallAt + 60 * second - Date.now())
    for (let returns = 0; returns < 2; returns += 1) {
      await until('it is revealed', () => readBrackets(band.stage)[0]?.state === 'revealed')
      expect(readBrackets(band.stage)[0]?.texts).toEqual([{ author: band.idOf('ana'), text }])
      const events = band.stage.brackets.toJSON() as BracketEvent[]
      expect(events.filter(({ event }) => event === 'revealed')).toHaveLength(1)
      await band.darkness()
    }
  })

  test('[TRANSCRIPT-3] [TAG-6] killed while it is listened to, the server has the lines of the outage come at its return, once and in order', async ({
    onTestFinished,
  }) => {
    const band = await BandInTheDark.gather('incident-flow')
    onTestFinished(() => band.leave())
    // At twenty times its speed, one a second.
    const lines = Array.from({ length: 8 }, (_, n) => ({
      at: n * 20 * second,
      who: 'Kim',
      text: `line ${n}`,
    }))
    await band.do('noor', play)
    await band.do('noor', { type: 'transcript.load', transcript: { begins: null, lines } })
    await band.do('noor', { type: 'tag.blind', on: true })
    await band.do('noor', { type: 'transcript.play', speed: 20 })
    const [first] = await band.read(readChannel, 2)
    const messageId = must(first, 'a message').id
    await band.do('ana', { type: 'tag.set', messageId, kind: 'signal', on: true })
    const before = readChannel(band.stage).length
    await band.darkness(3 * second)

    await band.read(readChannel, before + 3)
    await band.read(readChannel, lines.length)
    for (const { stage } of Object.values(band.pages)) {
      await until('all of it has come', () => readChannel(stage).length >= lines.length)
      expect(readChannel(stage).map(({ text }) => text)).toEqual(lines.map(({ text }) => text))
    }
    await until('her inbox has come', () => readOwnBlind(band.pages.ana.inbox).kinds.has(messageId))
    expect(readTags(band.pages.bo.stage).size).toBe(0)
    await band.do('noor', { type: 'tag.reveal' })
    await until('the tag is told', () => readTags(band.pages.bo.stage).size > 0)
  })
})

const timeOf = (stage: StageDoc) => exerciseTimeAt(readClock(stage), Date.now())

/** As soon as the clock has gone on by a tenth of a second. */
const soon = (stage: StageDoc) => ({ on: 'time', at: Math.round(timeOf(stage)) + 100 }) as const
