import type { Browser } from 'playwright-core'
import { Api } from '../../../client/net/api.ts'
import { must } from '../../../shared/invariants.ts'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import { OpenPage } from '../../band/open-page.ts'
import { ServerProcess } from '../../support/server-process.ts'
import { InjectPage } from './inject-page.ts'
import { Listeners } from './listeners.ts'

export interface InjectOptions {
  readonly pages: number
  readonly clients: number
  readonly injects: number
}

/** Milliseconds from the key until the last had it, an inject each. */
export interface InjectFigures {
  readonly options: InjectOptions
  readonly all: readonly number[]
  readonly real: readonly number[]
  /** How many injects somebody did not get in time. */
  readonly missing: number
}

/** Between two injects everything comes to rest: the bell has swung, and all say what they have seen. */
const rest = 3_000
/** Somebody who has not got it after so long counts as one who did not get it. */
const patience = 10_000

/** Lands injects one after the other, and hears from everybody when they had each. */
export async function landInjects(
  browser: Browser,
  options: InjectOptions,
): Promise<InjectFigures> {
  const server = await ServerProcess.start()
  try {
    const session = await newSession(server, options.injects)
    const pages = await openPages(browser, server.base, session, options.pages)
    const listeners = await listen(server.base, session, options.clients)
    const stand = await InjectPage.open(browser, server.base, session, 'facilitator')
    await stand.startPlay()
    return await measure(stand, pages, listeners, options)
  } finally {
    await server.dispose()
  }
}

async function newSession(
  { base, adminToken }: ServerProcess,
  count: number,
): Promise<CreatedSession> {
  const injects = Array.from({ length: count }, (_, at) => ({
    kind: 'message',
    title: titleOf(at),
    at: 'hand',
    from: 'Order watch',
    body: 'Nine times the usual, and every price reads zero. Is this a campaign that I do not know of?',
  }))
  const told = { title: 'Measured', summary: 'Measured.', situation: 'You are measured.' }
  const scenario = { ...told, minutes: 60, injects }
  return new Api(base).createSession(adminToken, {
    title: 'Measured',
    format: 'tabletop',
    scenario,
  })
}

const titleOf = (at: number) => `Surprise number ${101 + at}`

async function openPages(browser: Browser, base: string, session: CreatedSession, count: number) {
  const pages: InjectPage[] = []
  for (let at = 0; at < count; at += 1) {
    pages.push(await InjectPage.open(browser, base, session, 'participant'))
  }
  return pages
}

async function listen(base: string, { links }: CreatedSession, count: number): Promise<Listeners> {
  const token = new URL(links.participant).hash.slice(1)
  const listeners = new Listeners()
  for (let at = 0; at < count; at += 1) {
    const joined = await new Api(base).join(token, `Person ${at + 1}`)
    const page = new OpenPage(base, joined, Date.now)
    await page.settled()
    listeners.add(page)
  }
  return listeners
}

async function measure(
  stand: InjectPage,
  pages: readonly InjectPage[],
  listeners: Listeners,
  options: InjectOptions,
): Promise<InjectFigures> {
  const times: { all: number; real: number }[] = []
  for (let at = 0; at < options.injects; at += 1) {
    const pressedAt = await stand.land(titleOf(at))
    const had = await Promise.all([
      Promise.all(pages.map((page) => page.sawAt(titleOf(at), patience))),
      listeners.heardAt(titleOf(at), patience),
    ])
    const [real, clients] = had.map((moments) => Math.max(...moments) - pressedAt)
    times.push({ real: must(real, 'a time'), all: Math.max(must(real, 'a time'), clients ?? 0) })
    await stand.page.waitForTimeout(rest)
  }
  const got = times.filter(({ all }) => Number.isFinite(all))
  return {
    options,
    all: got.map(({ all }) => all),
    real: got.map(({ real }) => real),
    missing: times.length - got.length,
  }
}
