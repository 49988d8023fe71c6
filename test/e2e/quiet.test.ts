import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

const most = 10

describe.skipIf(noBrowser)('a board under many hands', () => {
  let theatre: Theatre
  let session: CreatedSession
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Quiet', format: 'gamelan' })
    ana = await theatre.person(session.links.participant, 'Ana')
    bo = await theatre.person(session.links.participant, 'Bo')
    await addMany(bo, 'signal', most)
    return () => theatre.close()
  })

  async function addMany({ page }: Visitor, kind: 'signal', count: number): Promise<void> {
    await page.keyboard.press('s')
    for (let n = 1; n <= count; n += 1) {
      await page.keyboard.type(`${kind} number ${n}`)
      await page.keyboard.press('Enter')
    }
    await page.keyboard.press('Escape')
  }

  const signal = (who: Visitor, n: number) => who.card('signal', `signal number ${n}`)
  const topOf = async (who: Visitor, n: number) =>
    must(await signal(who, n).boundingBox(), 'the card').y

  test('[BOARD-25] what others changed is marked and counted until it was before one’s eyes', async () => {
    const count = ana.page.locator('.column.signal .new')
    await count.waitFor()
    await until('the first ones were seen', async () => {
      return (await ana.page.locator('article.signal.news').count()) < most
    })
    expect(await signal(ana, most).getAttribute('class')).toContain('news')
    while ((await count.count()) > 0) {
      await count.click({ timeout: 1_000 }).catch(() => undefined)
      await ana.page.waitForTimeout(1_000)
    }
  })

  test('[BOARD-26] a card that others put in front of what one reads moves nothing', async () => {
    await ana.page.locator('.column.signal .scroll').evaluate((it) => (it.scrollTop = 200))
    const before = await topOf(ana, 6)
    const cardsOfAna = ana.page.locator('article.signal')
    const keepsStill = async (count: number) => {
      await until('it came to Ana', async () => (await cardsOfAna.count()) === count)
      await ana.page.waitForTimeout(400)
      expect(Math.abs((await topOf(ana, 6)) - before)).toBeLessThan(2)
    }
    await signal(bo, 1).getByRole('button', { name: 'Show more' }).click()
    await signal(bo, 1).getByRole('button', { name: 'Take off the board' }).click()
    await keepsStill(most - 1)
    await bo.page.getByRole('button', { name: 'Undo', exact: true }).click()
    await keepsStill(most)
  })

  test('[BOARD-26] the card that somebody carries away takes nobody along', async () => {
    const top = "document.querySelectorAll('.column.signal .cards > *')[3].offsetTop"
    await ana.page.evaluate(`document.querySelector('.column.signal .scroll').scrollTop = ${top}`)
    await ana.page.waitForTimeout(100)
    const before = await topOf(ana, 6)
    await signal(bo, 4).hover()
    await signal(bo, 4).locator('.grip').focus()
    for (const key of ['Enter', 'ArrowUp', 'Enter']) await bo.page.keyboard.press(key)
    const third = ana.page.locator('article.signal h3').nth(2)
    await until('it came to Ana', async () => (await third.textContent())?.includes('number 4'))
    await ana.page.waitForTimeout(400)
    expect(Math.abs((await topOf(ana, 6)) - before)).toBeLessThan(2)
  })

  test('[BOARD-26] a card above that grows pushes nothing, not for one frame', async () => {
    await ana.page.locator('.column.signal .scroll').evaluate((it) => (it.scrollTop = 200))
    await ana.page.waitForTimeout(600)
    const before = await topOf(ana, 6)
    const shifts = await ana.page.evaluateHandle<unknown[]>(
      `(() => {
        const all = []
        new PerformanceObserver((list) => all.push(...list.getEntries())).observe({ type: 'layout-shift' })
        return all
      })()`,
    )
    const title = signal(bo, 1).getByRole('textbox', { name: 'Title' })
    await title.press('End')
    await bo.page.keyboard.type(' and it goes on and on, over a line or two or even three of them')
    const first = ana.page.locator('article.signal h3').first()
    await until('it came to Ana', async () => (await first.textContent())?.includes('three of'))
    await ana.page.waitForTimeout(400)
    expect(Math.abs((await topOf(ana, 6)) - before)).toBeLessThan(2)
    expect(await shifts.evaluate((all) => all.length)).toBe(0)
  })

  test('[BOARD-28] every letter arrives while others move the card that one writes in', async () => {
    const title = signal(ana, 6).getByRole('textbox', { name: 'Title' })
    await title.press('End')
    const words =
      ' the quick brown fox jumps over the lazy dog and does not lose a single letter of it'
    const typing = ana.page.keyboard.type(words, { delay: 40 })
    await bo.page.locator('article.signal').filter({ hasText: 'number 6' }).locator('.grip').focus()
    for (const key of ['Enter', ...Array<string>(4).fill('ArrowUp'), 'ArrowDown', 'Enter']) {
      await bo.page.keyboard.press(key)
      await bo.page.waitForTimeout(250)
    }
    await typing
    await bo.card('signal', `signal number 6${words}`).waitFor()
  })

  test('[PRESENCE-15] a card in somebody’s hand stands out for the others until it is dropped', async () => {
    await signal(bo, 2).hover()
    const grip = must(await signal(bo, 2).locator('.grip').boundingBox(), 'a grip')
    await bo.page.mouse.move(grip.x + 4, grip.y + 8)
    await bo.page.mouse.down()
    await bo.page.mouse.move(grip.x + 40, grip.y + 60, { steps: 8 })
    const held = ana.page.locator('article.signal.held')
    await held.waitFor()
    await bo.page.mouse.up()
    await held.waitFor({ state: 'detached' })
  })

  test('[BOARD-27] a title of ten thousand letters, right-to-left ones and emoji do no harm', async () => {
    const titles = ['x'.repeat(10_000), 'القرص ممتلئ 💾', '<script>alert(1)</script>']
    for (const title of titles) {
      await bo.page.keyboard.press('h')
      await bo.page.keyboard.insertText(title)
      await bo.page.keyboard.press('Enter')
      await bo.page.keyboard.press('Escape')
    }
    await ana.page.getByText('<script>alert(1)</script>').first().waitFor({ state: 'attached' })
    const tall = must(await ana.page.locator('article.hypothesis').first().boundingBox(), 'a card')
    expect(tall.height).toBeLessThan(420)
    expect(await ana.page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440)
  })

  test('[PAGE-97] cues and an offer come over the page: nothing on it moves', async () => {
    await ana.addCard('action', 'restart db1')
    await ana.card('action', 'restart db1').getByRole('button', { name: 'Take it' }).click()
    await bo.card('action', 'restart db1').waitFor()
    await bo.page.waitForTimeout(1_000)
    await bo.page.evaluate(`globalThis.moved = 0
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) moved += value
      }).observe({ type: 'layout-shift' })`)
    for (const cue of '12345') {
      await ana.page.keyboard.press(cue)
      await bo.page.getByRole('list', { name: 'Cues' }).getByRole('listitem').last().waitFor()
    }
    const action = ana.card('action', 'restart db1')
    await action.getByRole('button', { name: /^Who holds it/ }).click()
    await ana.page.getByRole('menuitem', { name: 'Bo', exact: true }).click()
    await bo.page.getByRole('list', { name: 'Handed to you' }).getByText('Ana hands you').waitFor()
    await bo.page.waitForTimeout(500)
    expect(await bo.page.evaluate('moved')).toBeLessThan(0.003)
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
