import { expect, test } from 'vitest'
import { deck } from '../../shared/formats/deck.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { readThrown, scriptDoc } from '../../shared/script/script-doc.ts'
import { deckOf, leftInDeck, lookLasts } from '../../shared/stage/draw.ts'
import { openFermata } from '../../shared/stage/fermata.ts'
import { readDraws, readFermatas, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { ana, ben, StageRig } from '../support/stage-rig.ts'

const draw = { type: 'deck.draw' } as const

/** A session in play, in which players may draw. */
async function playing(byPlayers = true): Promise<StageRig> {
  const rig = await StageRig.start()
  await rig.command({ type: 'format.set', format: 'game-day' })
  await rig.command({ type: 'phase.set', phase: 'play' })
  if (byPlayers) await rig.command({ type: 'deck.open', byPlayers })
  return rig
}

const eventsOf = async (rig: StageRig) => readDraws(stageDoc(await rig.doc('stage')))
const stateOf = async (rig: StageRig) => deckOf(await eventsOf(rig))
const cardsOf = async (rig: StageRig) => (await stateOf(rig)).played.map(({ cardId }) => cardId)
const hold: Command = { type: 'fermata.hold', probes: ['What is happening?'] }

async function goOn(rig: StageRig, stop: Command): Promise<Command> {
  if (stop.type === 'clock.pause') return { type: 'clock.run' }
  if (stop.type === 'gameday.abort') return { type: 'gameday.clear' }
  const open = openFermata(readFermatas(stageDoc(await rig.doc('stage'))))
  return { type: 'fermata.release', fermataId: must(open, 'a fermata').id }
}

const asPlayer = (rig: StageRig, by: ParticipantId, command: Command) =>
  rig.command(command, by, 'participant')

test('[DECK-1] a card of a facilitator plays at once: by chance, or the one they choose', async () => {
  const rig = await playing(false)
  await rig.command({ ...draw, cardId: 'cat' })
  await rig.command(draw)
  const [first, second] = (await stateOf(rig)).played
  expect(first).toMatchObject({ cardId: 'cat', title: 'A cat on the keyboard', n: 1 })
  expect(deck.map(({ id }) => id)).toContain(second?.cardId)
  const lost = rig.command({ ...draw, cardId: 'no-such-card' })
  await expect(lost).rejects.toMatchObject({ code: 'not-found' })
})

test('[DECK-2] a card does not come again until the deck is through', async () => {
  const rig = await playing()
  for (let n = 0; n < deck.length; n++) await rig.command(draw)
  expect(new Set(await cardsOf(rig)).size).toBe(deck.length)
  await rig.restart()
  for (let n = 0; n < deck.length; n++) await rig.command(draw)
  expect(new Set((await cardsOf(rig)).slice(deck.length)).size).toBe(deck.length)
})

test('[DECK-2] chosen twice, a card is out of the deck once', () => {
  const two = [{ id: 'a' }, { id: 'b' }]
  expect(leftInDeck(two, ['a', 'a', 'of another deck'])).toEqual([{ id: 'b' }])
  expect(leftInDeck(two, ['a', 'b'])).toEqual(two)
})

test('[DECK-3] a card of a player waits for twenty seconds and then plays by itself, once', async () => {
  const rig = await playing()
  await asPlayer(rig, ana, draw)
  expect(await stateOf(rig)).toMatchObject({ waiting: { n: 1, by: ana }, played: [] })
  await rig.time.advance(lookLasts - 1_000)
  expect(await cardsOf(rig)).toEqual([])
  await rig.restart()
  await rig.time.advance(1_000)
  await rig.restart()
  await rig.time.advance(lookLasts)
  expect(await stateOf(rig)).toMatchObject({ waiting: null, played: [{ n: 1, by: ana }] })
})

test('[DECK-3] no card comes by itself while the clock stands, over a restart too', async () => {
  const stops: Command[] = [{ type: 'clock.pause' }, hold, { type: 'gameday.abort' }]
  for (const stop of stops) {
    const rig = await playing()
    await asPlayer(rig, ana, draw)
    await rig.time.advance(lookLasts - 2_000)
    await rig.command(stop)
    await rig.time.advance(10 * lookLasts)
    await rig.restart()
    await rig.time.advance(10 * lookLasts)
    expect(await stateOf(rig), stop.type).toMatchObject({ waiting: { n: 1 }, played: [] })
    await rig.command(await goOn(rig, stop))
    await rig.time.advance(1_000)
    expect(await cardsOf(rig), stop.type).toEqual([])
    await rig.time.advance(1_000)
    expect(await stateOf(rig), stop.type).toMatchObject({ waiting: null, played: [{ n: 1 }] })
  }
})

test('[DECK-3] leaving play puts away what waits, in the same write', async () => {
  const rig = await playing()
  await asPlayer(rig, ana, draw)
  await rig.command({ type: 'phase.set', phase: 'debrief' })
  expect(await stateOf(rig)).toMatchObject({ waiting: null, played: [] })
  await rig.time.advance(10 * lookLasts)
  await rig.command({ type: 'phase.set', phase: 'play' })
  await rig.time.advance(10 * lookLasts)
  expect(await cardsOf(rig)).toEqual([])
})

test('[DECK-3] what waits is told to the facilitators alone, and it is what plays', async () => {
  const rig = await playing()
  await asPlayer(rig, ana, draw)
  const [thrown] = readThrown(scriptDoc(await rig.doc('script')))
  const stage = JSON.stringify((await rig.doc('stage')).getArray('draws').toJSON())
  for (const { id, title } of deck) {
    expect(stage).not.toContain(title)
    expect(stage).not.toContain(id)
  }
  await rig.command({ type: 'deck.play', n: 1 })
  expect(await cardsOf(rig)).toEqual([thrown?.cardId])
})

test('[DECK-3] a facilitator says no, and it never plays', async () => {
  const rig = await playing()
  await asPlayer(rig, ana, draw)
  await rig.command({ type: 'deck.veto', n: 1 })
  await rig.time.advance(10 * lookLasts)
  expect(await stateOf(rig)).toMatchObject({ waiting: null, played: [], next: 2 })
  const late = rig.command({ type: 'deck.play', n: 1 })
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
})

test('[DECK-4] who may not draw is refused, and nothing changes', async () => {
  const rig = await playing(false)
  await expect(asPlayer(rig, ana, draw)).rejects.toMatchObject({ code: 'forbidden' })
  await rig.command({ type: 'deck.open', byPlayers: true })
  const chosen = asPlayer(rig, ana, { ...draw, cardId: 'cat' })
  await expect(chosen).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rig.command(draw, ana, 'observer')).rejects.toMatchObject({ code: 'forbidden' })
  for (const type of ['deck.play', 'deck.veto'] as const) {
    const asking = asPlayer(rig, ben, { type, n: 1 })
    await expect(asking).rejects.toMatchObject({ code: 'forbidden' })
  }
  const opening = asPlayer(rig, ben, { type: 'deck.open', byPlayers: false })
  await expect(opening).rejects.toMatchObject({ code: 'forbidden' })
  await asPlayer(rig, ana, draw)
  await expect(asPlayer(rig, ben, draw)).rejects.toMatchObject({ code: 'conflict' })
  expect((await eventsOf(rig)).map(({ what }) => what)).toEqual(['opened', 'drawn'])
})

test('[DECK-4] cards are drawn in play only', async () => {
  const rig = await StageRig.start()
  await expect(rig.command(draw)).rejects.toMatchObject({ code: 'conflict' })
})

test('[DECK-1] the deck holds twenty cards, each with a title and one sentence', () => {
  expect(deck).toHaveLength(20)
  expect(new Set(deck.map(({ id }) => id)).size).toBe(20)
  for (const { title, text } of deck) {
    expect(title.length).toBeLessThanOrEqual(40)
    expect(text).toMatch(/^[^.]+[.?]$/)
  }
})
