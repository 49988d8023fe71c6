import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { Api } from '../../../client/net/api.ts'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import { runWords } from '../../../client/words/stand-run.ts'
import { standWords } from '../../../client/words/stand.ts'
import { drawnFile } from '../page/probe.ts'

const probe = resolve(import.meta.dirname, 'inject-probe.js')
const viewport = { width: 1440, height: 900 }

/** One person's page in a browser profile of its own, which notes when each inject is drawn. */
export class InjectPage {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  /** Resolves when the board is there. */
  static async open(
    browser: Browser,
    base: string,
    { id, links }: CreatedSession,
    role: 'facilitator' | 'participant',
  ): Promise<InjectPage> {
    const { key } = await new Api(base).join(new URL(links[role]).hash.slice(1), 'Measured')
    const context = await browser.newContext({ viewport })
    const kept = [`gamelan.key.${id}`, key].map((each) => JSON.stringify(each))
    await context.addInitScript({ content: `localStorage.setItem(${kept.join()})` })
    for (const path of [drawnFile, probe]) await context.addInitScript({ path })
    const page = await context.newPage()
    await page.goto(`${base}/s/${id}`)
    await page.locator('.board-place').waitFor()
    return new InjectPage(page)
  }

  async startPlay(): Promise<void> {
    await this.page.getByRole('button', { name: standWords.steps.lobby }).click()
    await this.page.getByRole('button', { name: standWords.clock.pause }).waitFor()
  }

  /** Lands an inject by a key. @returns when it was pressed, in milliseconds since the epoch */
  async land(title: string): Promise<number> {
    const item = this.page.locator('li.item').filter({ hasText: title }).first()
    await item.getByRole('button', { name: runWords.verbs.land, exact: true }).focus()
    await this.page.keyboard.press('Enter')
    return this.page.evaluate<number>('injectProbe.pressedAt')
  }

  /** When an inject was drawn, since the epoch; Infinity where it was not in time. */
  async sawAt(title: string, patience: number): Promise<number> {
    const seen = `injectProbe.seen[${JSON.stringify(title)}] ?? null`
    const end = performance.now() + patience
    // The page lets nobody evaluate words in it, so it is asked from outside.
    while (performance.now() < end) {
      const at = await this.page.evaluate<number | null>(seen)
      if (at !== null) return at
      await this.page.waitForTimeout(100)
    }
    return Infinity
  }
}
