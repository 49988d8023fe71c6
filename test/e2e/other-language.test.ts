import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

/** What people and the scenario say, and what is nobody's language: keys, the name of the product. */
const notOurs = [
  /^(Ana|Noor|NO|AN|Gamelan|Roof)$/,
  /disk is full|grow the disk|df says|Is it full|I look at the disk/,
  // Times as the browser writes them; what is typed letter by letter.
  /^\d{1,2}(:\d\d)+ [AP]M$/,
  /^(Ctrl|Shift|Enter|Esc|#admin=…|\/#admin=|GAMELAN_ADMIN_TOKEN)$/,
]
const texts = new Set(JSON.stringify(tune).match(/(?<=")[^"]+(?=")/g))

describe.skipIf(noBrowser)('a page in another language, from right to left', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Roof', format: 'gamelan', scenario: tune })
    noor = await abroad(session.links.facilitator, 'Noor')
    ana = await abroad(session.links.participant, 'Ana')
    return () => theatre.close()
  })

  async function abroad(link: string, name: string): Promise<Visitor> {
    const visitor = await theatre.visitor('/nowhere')
    await visitor.page.evaluate(() => localStorage.setItem('gamelan.language', 'ar-XB'))
    await visitor.page.goto(link)
    await visitor.page.locator('input').fill(name)
    expect(await untranslated(visitor.page)).toEqual([])
    await visitor.page.locator('form button[type="submit"]').click()
    await visitor.page.locator('[data-saved]').waitFor()
    return visitor
  }

  async function nothingIsForgotten(...visitors: readonly Visitor[]): Promise<void> {
    for (const { page } of visitors) {
      expect(await untranslated(page)).toEqual([])
      expect(await cutOff(page)).toEqual([])
      expect(await astray(page)).toEqual([])
    }
  }

  test('[PAGE-93] the lobby is read from right to left, for whoever leads it too', async () => {
    expect(await ana.page.evaluate(() => [document.dir, document.documentElement.lang])).toEqual([
      'rtl',
      'ar-XB',
    ])
    const [first, last] = await Promise.all(
      ['.column.hypothesis', '.column.signal'].map((each) => ana.page.locator(each).boundingBox()),
    )
    expect(first?.x).toBeGreaterThan(last?.x ?? Infinity)
    await nothingIsForgotten(noor, ana)
  })

  test('[PAGE-93] playing, with cards, a surprise, what is open and what is asked for', async () => {
    await noor.page.locator('[aria-current="step"] + li button').click()
    await ana.page.locator('li + [aria-current="step"]').waitFor()
    const { page } = ana
    for (const [key, title] of Object.entries(cards)) {
      await page.keyboard.press(key)
      await page.keyboard.type(title)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
    }
    await page.locator('article.hypothesis [aria-controls]').first().click()
    for (const key of ['Control+k', '?']) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      await nothingIsForgotten(ana)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await nothingIsForgotten(noor, ana)
  })

  test('[PAGE-93] the pages around it', async () => {
    for (const address of ['/', '/lexicon', '/nowhere', `/s/${session.id}/replay`]) {
      await ana.page.goto(new URL(address, theatre.server.base).href)
      await ana.page.locator('h1, [role="slider"]').first().waitFor()
      await nothingIsForgotten(ana)
    }
    await ana.page.setViewportSize({ width: 390, height: 844 })
    await ana.page.goto(new URL(`/s/${session.id}`, theatre.server.base).href)
    await ana.page.locator('[data-saved]').waitFor()
    await nothingIsForgotten(ana)
  })
})

const cards = { h: 'disk is full', a: 'grow the disk', s: 'df says 99 %' }

/** Every text on the page, seen or only heard, that no translator was ever given. */
async function untranslated(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const texts: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.parentElement?.closest('style, script, noscript')) texts.push(node.nodeValue ?? '')
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const each of document.querySelectorAll(`[${name}]`)) {
        texts.push(each.getAttribute(name) ?? '')
      }
    }
    return texts
  })
  const isOurs = (text: string) =>
    /\p{L}{2}/u.test(text) && !text.includes('\u202e') && !texts.has(text)
  return [...new Set(found.map((text) => text.trim()))]
    .filter(isOurs)
    .filter((text) => !notOurs.some((each) => each.test(text)))
}

/** Lines that people wrote which begin on the other side than the lines of the page, far from what is theirs. */
async function astray(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lines = document.querySelectorAll('bdi, [dir="auto"]:not(div, input, textarea)')
    const isAstray = (line: Element) => /start|left/.test(getComputedStyle(line).textAlign)
    return [...lines].filter(isAstray).map((line) => line.textContent)
  })
}

/** What is wider than the page, which then has to be pushed about to be read. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide of ${clientWidth}`] : []
  })
}
