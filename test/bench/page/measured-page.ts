import { writeFileSync } from 'node:fs'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { Api } from '../../../client/net/api.ts'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import type { ProbeReading } from './probe.ts'
import { drawnFile, probeFile } from './probe.ts'

/** One person's page in a browser profile of its own, with a probe in it. */
export class MeasuredPage {
  readonly page: Page
  readonly cdp: CDPSession
  readonly #context: BrowserContext

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession) {
    this.#context = context
    this.page = page
    this.cdp = cdp
  }

  /** An empty cache, and somebody who has joined: what opens is the board. */
  static async open(
    browser: Browser,
    base: string,
    session: CreatedSession,
  ): Promise<MeasuredPage> {
    const { participant } = session.links
    const token = participant.slice(participant.indexOf('#') + 1)
    const { key } = await new Api(base).join(token, 'Measured')
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addInitScript(([place, value]) => localStorage.setItem(place, value), [
      `gamelan.key.${session.id}`,
      key,
    ] as const)
    for (const path of [drawnFile, probeFile]) await context.addInitScript({ path })
    const page = await context.newPage()
    return new MeasuredPage(context, page, await context.newCDPSession(page))
  }

  /** @param slowdown how many times slower than this machine the page's processor is */
  async load(url: string, slowdown = 1): Promise<void> {
    await this.cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await this.page.goto(url)
    await this.page.waitForFunction(() => gamelanProbe.read().readyAt !== null)
  }

  read(): Promise<ProbeReading> {
    return this.page.evaluate(() => gamelanProbe.read())
  }

  /** Leaves a processor profile of the page while `what` is done, where it is told which file. */
  async profiled(file: string | undefined, what: () => Promise<void>): Promise<void> {
    if (file === undefined) return what()
    await this.cdp.send('Profiler.enable')
    await this.cdp.send('Profiler.start')
    await what()
    const { profile } = await this.cdp.send('Profiler.stop')
    writeFileSync(file, JSON.stringify(profile))
  }

  async close(): Promise<void> {
    await this.#context.close()
  }
}
