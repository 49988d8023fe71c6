import { Api } from '../../client/net/api.ts'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession, Library } from '../../shared/wire/api.ts'
import { ServerProcess } from '../support/server-process.ts'
import { Band } from './band.ts'
import { unless } from './tempo.ts'

/*
 * A server with a session already in play, to watch, to join in and to conduct. When the scenario
 * is over the next session begins, until Ctrl-C.
 */

type Scenario = Library['scenarios'][number]

/** Wall minutes that the play of one session takes, whatever the scenario's own length. */
const minutesOfPlay = 9
const minuteOfDebrief = 60_000

await main()
// A last word that nobody answered would keep the process for seconds.
process.exit()

async function main(): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  const server = await startServer()
  try {
    for (let take = 1; !stop.signal.aborted; take += 1) await playSession(server, take, stop.signal)
  } finally {
    await server.dispose()
  }
}

function startServer(): Promise<ServerProcess> {
  const { PORT, HOST, GAMELAN_DATA: data } = process.env
  return ServerProcess.start({
    port: Number(PORT ?? 3000),
    ...(data !== undefined && { data }),
    ...(HOST !== undefined && { env: { HOST } }),
  })
}

async function playSession(server: ServerProcess, take: number, stop: AbortSignal): Promise<void> {
  const api = new Api(server.base)
  const { scenarios } = await api.library(server.adminToken)
  const scenario = must(scenarios[(take - 1) % scenarios.length], 'a scenario in the library')
  const { title, format, id } = scenario
  const session = await api.createSession(server.adminToken, { title, format, scenario: id })
  const band = await joinBand(server, session, scenario, take)
  const played = playThrough(band)
  announce(server, session, scenario)
  await unless(stop, played)
  await band.stop()
  for (const problem of band.problems) console.error(problem)
}

function joinBand(
  { base }: ServerProcess,
  { links }: CreatedSession,
  { minutes }: Scenario,
  seed: number,
): Promise<Band> {
  const lead = { speed: Math.max(1, minutes / minutesOfPlay), length: minutes * 60_000 }
  return Band.join({ base, links, lead, seed, tempo: 0.4 })
}

async function playThrough(band: Band): Promise<void> {
  const conductor = must(band.conductor, 'a conductor')
  await band.play({ until: conductor.ended })
  await band.play({ for: minuteOfDebrief })
  await conductor.close()
}

function announce(server: ServerProcess, { id, links }: CreatedSession, { title }: Scenario): void {
  console.log(`
A band of five and a conductor is playing “${title}”. Open a link, in as many browsers as you like:

  to watch      ${links.observer}
  to join in    ${links.participant}
  to conduct    ${links.facilitator}
  the replay    ${server.base}/s/${id}/replay (once you are in by one of the links above)
  all sessions  ${server.base}/#admin=${server.adminToken}

Ctrl-C ends the demo.`)
}
