import type { Browser } from 'playwright-core'
import { Api } from '../../../client/net/api.ts'
import { must } from '../../../shared/invariants.ts'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import { ServerProcess } from '../../support/server-process.ts'
import { median } from '../report/statistics.ts'
import type { AloneFigures } from './alone-run.ts'
import { typeAlone } from './alone-run.ts'
import type { BesideFigures } from './beside-run.ts'
import { typeBeside } from './beside-run.ts'
import { CrowdProcess } from './crowd-process.ts'
import type { LoadFigures } from './load-run.ts'
import { loadOnce } from './load-run.ts'

/** The figures of one board. Loads are the median of three. */
export interface BoardFigures {
  /** How many cards were on the board when it began. */
  readonly cards: number
  readonly alone: AloneFigures
  readonly beside: BesideFigures
  readonly load: LoadFigures
  readonly slowLoad: LoadFigures
  readonly movesASecond: number
  /** Updates of the board that the server was sent. */
  readonly changesASecond: number
  readonly problems: readonly string[]
}

export interface BoardOptions {
  readonly cards: number
  readonly profile?: string | undefined
}

/** With the two who are measured there are thirty. */
const people = 28
const arriving = { most: 48, everySeconds: 2.5 }

/** One board: people come in and play, the page is opened, and two more join them. */
export async function playBoard(browser: Browser, options: BoardOptions): Promise<BoardFigures> {
  const server = await ServerProcess.start()
  try {
    const session = await newSession(server)
    const { base } = server
    const { cards } = options
    const crowd = await CrowdProcess.join({ base, links: session.links, people, cards, arriving })
    try {
      return await measure(browser, server, session, crowd, options)
    } finally {
      crowd.dispose()
    }
  } finally {
    await server.dispose()
  }
}

async function newSession({ base, adminToken }: ServerProcess): Promise<CreatedSession> {
  const api = new Api(base)
  const { scenarios } = await api.library(adminToken)
  const { title, format, id } = must(scenarios[0], 'a scenario in the library')
  return api.createSession(adminToken, { title, format, scenario: id })
}

async function measure(
  browser: Browser,
  { base }: ServerProcess,
  session: CreatedSession,
  crowd: CrowdProcess,
  { cards, profile }: BoardOptions,
): Promise<BoardFigures> {
  const start = performance.now()
  crowd.play()
  const load = await loads(browser, base, session, 1)
  const slowLoad = await loads(browser, base, session, 4)
  const { firstCard: card } = crowd
  const measured = { browser, base, session, card }
  const beside = await typeBeside(measured)
  const alone = await typeAlone(measured, profile)
  const seconds = (performance.now() - start) / 1_000
  const { moves, changes, problems } = await crowd.stop()
  return {
    cards,
    alone,
    beside,
    load,
    slowLoad,
    movesASecond: moves / seconds,
    changesASecond: changes / seconds,
    problems,
  }
}

async function loads(
  browser: Browser,
  base: string,
  session: CreatedSession,
  slowdown: number,
): Promise<LoadFigures> {
  const all: LoadFigures[] = []
  for (let at = 0; at < 3; at += 1) all.push(await loadOnce(browser, base, session, slowdown))
  const middle = (of: (each: LoadFigures) => number) => median(all.map(of))
  return {
    lcp: middle((each) => each.lcp),
    ready: middle((each) => each.ready),
    blocked: middle((each) => each.blocked),
    scriptBytes: middle((each) => each.scriptBytes),
  }
}
