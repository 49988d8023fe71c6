import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { Api } from '../../client/net/api.ts'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import type { Role } from '../../shared/roles.ts'
import { Band } from '../band/band.ts'
import { findOrGetChromium, launchChromium } from './chromium.ts'
import { ServerProcess } from './server-process.ts'

/*
 * Takes a picture of every page, wide and narrow, by day and by night, with a band playing, to the
 * folder given as argument: `npx tsx test/support/screenshots.ts <folder>`.
 */

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const
const lights = ['light', 'dark'] as const
const secondsOfPlay = 40

interface Shot {
  readonly name: string
  readonly path: string
  /** What the browser keeps of this person. */
  readonly keeps: Readonly<Record<string, string>>
  /** Keys to press before the picture is taken. */
  readonly keys?: readonly string[]
}

await main(must(process.argv[2], 'the folder for the pictures, as argument'))

async function main(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const browser = await launchChromium(must(findOrGetChromium(), 'a Chromium'))
  const server = await ServerProcess.start()
  try {
    const session = await newSession(server)
    const band = await play(server, session)
    const shots = await pagesOf(server, session)
    for (const shot of shots) await takeAll(browser, server.base, shot, folder)
    await band.stop()
  } finally {
    await browser.close()
    await server.dispose()
  }
}

async function newSession({ base, adminToken }: ServerProcess): Promise<CreatedSession> {
  const api = new Api(base)
  const { scenarios } = await api.library(adminToken)
  const { title, format, id } = must(scenarios[0], 'a scenario in the library')
  await api.createSession(adminToken, { title: 'Thursday practice', format: 'tabletop' })
  return api.createSession(adminToken, { title, format, scenario: id })
}

/** A band that has played for a while and plays on. */
async function play({ base }: ServerProcess, { links }: CreatedSession): Promise<Band> {
  const lead = { speed: 30, length: 3_600_000 }
  const band = await Band.join({ base, links, lead, seed: 5, tempo: 1 })
  await band.play({ for: secondsOfPlay * 1_000 })
  await band.settled()
  return band
}

async function pagesOf(server: ServerProcess, session: CreatedSession): Promise<Shot[]> {
  const { id, links } = session
  const keyAs = async (role: Role, name: string) => {
    const { key } = await new Api(server.base).join(tokenOf(links[role]), name)
    return { [`gamelan.key.${id}`]: key }
  }
  const lead = await keyAs('facilitator', 'Noor')
  return [
    { name: 'home', path: '/', keeps: { 'gamelan.admin': server.adminToken } },
    { name: 'welcome', path: '/', keeps: {} },
    { name: 'join', path: `/join#${tokenOf(links.participant)}`, keeps: {} },
    { name: 'conduct', path: `/s/${id}`, keeps: lead },
    { name: 'play', path: `/s/${id}`, keeps: await keyAs('participant', 'Ana') },
    { name: 'watch', path: `/s/${id}`, keeps: await keyAs('observer', 'Wim') },
    { name: 'replay', path: `/s/${id}/replay`, keeps: lead, keys: Array<string>(8).fill(']') },
    { name: 'not-found', path: '/nowhere', keeps: {} },
  ]
}

async function takeAll(browser: Browser, base: string, shot: Shot, folder: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of lights) {
      const context = await browser.newContext({ viewport, colorScheme })
      await keep(context, base, shot.keeps)
      const file = join(folder, `${shot.name}-${size}-${colorScheme}.png`)
      await take(await context.newPage(), base, shot, file)
      await context.close()
    }
  }
}

async function keep(context: BrowserContext, base: string, keeps: Shot['keeps']): Promise<void> {
  await context.addInitScript(
    ([origin, entries]) => {
      if (location.origin !== origin) return
      for (const [name, value] of entries) localStorage.setItem(name, value)
    },
    [base, Object.entries(keeps)] as const,
  )
}

async function take(page: Page, base: string, shot: Shot, file: string): Promise<void> {
  page.on('console', (line) => {
    if (line.type() === 'error') console.error(`${file}: ${line.text()}`)
  })
  page.on('pageerror', (error) => console.error(`${file}: ${error.message}`))
  await page.goto(base + shot.path)
  await page.getByRole('heading').first().waitFor()
  for (const key of shot.keys ?? []) await page.keyboard.press(key)
  // Fonts, icons and a chart are drawn by then; a picture is for eyes, not a fact to test.
  await page.waitForTimeout(1_200)
  await page.screenshot({ path: file })
  console.log(file)
}

function tokenOf(link: string): string {
  return link.slice(link.indexOf('#') + 1)
}
