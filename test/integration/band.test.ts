import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardDoc, readCards, readLinks } from '../../shared/board/board-doc.ts'
import { must } from '../../shared/invariants.ts'
import { readChannel, readInjects, readPhases } from '../../shared/stage/stage-doc.ts'
import type { BandOptions } from '../band/band.ts'
import { Band } from '../band/band.ts'
import { contentOf } from '../band/convergence.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'

let server: InProcessServer | null = null
let band: Band | null = null

afterEach(async () => {
  await band?.stop()
  await server?.stop()
  band = server = null
})

/** Everybody as fast as they can: no wait between two letters. */
const atOnce = () => new Promise<void>((resolve) => setImmediate(resolve))

async function joinBand(options: Partial<BandOptions>): Promise<Band> {
  server = await InProcessServer.start({ limits: { commandsPerSecond: 10_000 } })
  const { scenarios } = await server.api.library(adminToken)
  const scenario = must(scenarios[0], 'a shipped scenario')
  const { links } = await server.api.createSession(adminToken, {
    title: scenario.title,
    format: scenario.format,
    scenario: scenario.id,
  })
  band = await Band.join({ base: server.url, links, tempo: Infinity, ...options })
  return band
}

test('[OPS-5] a band that plays, drops off and comes back ends with one board for all', async () => {
  const playing = await joinBand({ seed: 7, sleep: atOnce })
  await playing.play({ actions: 60 })
  await playing.settled()
  playing.assertConverged()
  expect(playing.problems).toEqual([])
  const played = new Set(playing.players.flatMap((mate) => mate.played))
  expect(played.has('drop off') && played.has('reload') && played.has('undo')).toBe(true)
  const { board, stage } = must(playing.players[0], 'a player').page
  expect(readCards(board).length).toBeGreaterThan(5)
  expect(readLinks(board).length).toBeGreaterThan(0)
  expect(readChannel(stage).length).toBeGreaterThan(5)
})

test('[OPS-5] a conductor leads a band through play to the debrief', async () => {
  const playing = await joinBand({ seed: 11, tempo: 20, lead: { speed: 60, length: 120_000 } })
  const conductor = must(playing.conductor, 'a conductor')
  await playing.play({ until: conductor.ended })
  await playing.settled()
  playing.assertConverged()
  expect(playing.problems).toEqual([])
  const { stage } = conductor.mate.page
  expect(readPhases(stage).map(({ phase }) => phase)).toEqual(['play', 'debrief'])
  expect(readInjects(stage).length).toBeGreaterThan(0)
})

test('[OPS-5] what a band played is in the history, row by row', async () => {
  const playing = await joinBand({ seed: 3, sleep: atOnce })
  await playing.play({ actions: 25 })
  await playing.settled()
  const { me, page } = must(playing.players[0], 'a player')
  const { api } = must(server, 'the server')
  const { documents } = await api.history(me.sessionId, me.key)
  const replayed = new Y.Doc()
  for (const { update } of documents['board']?.rows ?? []) {
    Y.applyUpdate(replayed, Buffer.from(update, 'base64'))
  }
  expect(contentOf(boardDoc(replayed))).toBe(contentOf(page.board))
})
