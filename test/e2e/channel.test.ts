import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

describe.skipIf(noBrowser)('the channel in two browsers', () => {
  let theatre: Theatre
  let session: CreatedSession
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open({ GAMELAN_MAX_COMMANDS_PER_SECOND: '1000' })
    session = await theatre.createSession({ title: 'Roof', format: 'gamelan' })
    ana = await theatre.person(session.links.participant, 'Ana')
    bo = await theatre.person(session.links.participant, 'Bo Ek 🎺')
    return () => theatre.close()
  })

  const field = ({ page }: Visitor) => page.getByLabel('Say something to everyone')
  const message = ({ page }: Visitor, text: string) =>
    page.locator('[data-message]').filter({ has: page.locator('.said', { hasText: text }) })
  const tool = (who: Visitor, text: string, name: string) =>
    message(who, text).getByRole('button', { name, exact: true })

  test('[CHANNEL-57] a name is found by its second word and taken with the keyboard', async () => {
    await field(ana).pressSequentially('Does it sound right, @ek')
    await ana.page.getByRole('option', { name: 'Bo Ek 🎺' }).waitFor()
    await field(ana).press('Tab')
    await field(ana).pressSequentially('?')
    await field(ana).press('Enter')
    await message(bo, 'sound right').locator('mark', { hasText: '@Bo Ek 🎺' }).waitFor()
    await bo.page
      .getByRole('status')
      .filter({ hasText: 'Ana to you: Does it sound right, @Bo Ek 🎺 ?' })
      .waitFor({ state: 'attached' })
  })

  test('[CHANNEL-54] a reply is written by keyboard alone, and quoted for everybody', async () => {
    await bo.page.getByRole('log', { name: 'Messages' }).focus()
    await bo.page.keyboard.press('Tab')
    await until('the focus is in the toolbar', () =>
      bo.page.evaluate(() => document.activeElement?.closest('[role=toolbar]')),
    )
    await bo.page.keyboard.press('ArrowRight')
    await bo.page.keyboard.press('ArrowRight')
    await bo.page.keyboard.press('Enter')
    await bo.page.keyboard.type('It hums')
    await bo.page.keyboard.press('Enter')
    const quote = message(ana, 'It hums').getByRole('button', { name: 'In reply to Ana' })
    await quote.click()
    await until('the answered message has the focus', () =>
      message(ana, 'Does it sound right').evaluate((row) => row === document.activeElement),
    )
  })

  test('[CHANNEL-56] an emoji goes round, and comes off again', async () => {
    await message(ana, 'It hums').hover()
    await tool(ana, 'It hums', 'React').click()
    await tool(ana, 'It hums', 'React with 🎉').click()
    await tool(bo, 'It hums', 'Ana: 🎉').click()
    await tool(ana, 'It hums', 'Ana and Bo Ek 🎺: 🎉').click()
    await tool(bo, 'It hums', 'Bo Ek 🎺: 🎉').waitFor()
  })

  test('[CHANNEL-61] a card and a cue come out of the field', async () => {
    await ana.say('/h A bird nests in it')
    await bo.card('hypothesis', 'A bird nests in it').waitFor()
    await field(ana).fill('/cue')
    await field(ana).press('Tab')
    await field(ana).pressSequentially('slo')
    await field(ana).press('Enter')
    await field(ana).press('Enter')
    await bo.page.getByRole('list', { name: 'Cues' }).getByText('Slower').waitFor()
    expect(await field(ana).inputValue()).toBe('')
  })

  test('[CHANNEL-65] who reads the last messages stays with them, whatever grows', async () => {
    const list = bo.page.getByRole('log', { name: 'Messages' })
    const below = () =>
      list.evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight)
    for (let n = 1; n <= 30; n++) await ana.say(`Line ${n}\nand its echo`)
    await message(bo, 'Line 30').waitFor()
    await until('the end is in sight', async () => (await below()) < 2)
    await message(ana, 'Line 30').hover()
    await tool(ana, 'Line 30', 'React').click()
    await tool(ana, 'Line 30', 'React with 🎉').click()
    await tool(bo, 'Line 30', 'Ana: 🎉').waitFor()
    await until('the end is in sight again', async () => (await below()) < 2)
  })

  test('[CHANNEL-59] [CHANNEL-60] who reads further up finds what is new, and what is for them', async () => {
    for (let n = 1; n <= 30; n++) await ana.say(`Verse ${n}\nand its refrain`)
    await message(bo, 'Verse 30').waitFor()
    const list = bo.page.getByRole('log', { name: 'Messages' })
    await list.evaluate((each) => (each.scrollTop = 0))
    await bo.page.waitForFunction(() => document.querySelector('[role=log]')?.scrollTop === 0)
    await ana.say('A new verse')
    await ana.say('And one for @Bo Ek 🎺')
    await bo.page.getByRole('button', { name: '2 new, 1 for you' }).click()
    await list.getByText('New', { exact: true }).waitFor()
    await list.getByText('New', { exact: true }).waitFor({ state: 'detached' })
  })

  test('[CHANNEL-63] the field grows to eight lines, and then scrolls', async () => {
    const height = () => field(ana).evaluate((each) => each.clientHeight)
    const one = await height()
    await field(ana).fill('a\nb\nc')
    const three = await height()
    const line = (three - one) / 2
    expect(line).toBeGreaterThan(15)
    await field(ana).fill(Array.from({ length: 40 }, (_, n) => `line ${n}`).join('\n'))
    expect(await height()).toBeLessThanOrEqual(one + 7 * line + 2)
    expect(await height()).toBeGreaterThan(one + 6 * line)
    await field(ana).fill('')
  })

  test('[CHANNEL-63] on a phone the field stays over the keyboard, and the last words over it', async () => {
    const { page } = ana
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('navigation').getByRole('button', { name: 'Channel' }).click()
    await field(ana).click()
    await message(ana, 'And one for').waitFor()
    await page.setViewportSize({ width: 390, height: 450 })
    await until('field and last message are in sight', () =>
      page.evaluate(() => {
        const bottoms = ['textarea[aria-autocomplete]', '[data-message]:last-child'].map(
          (each) => document.querySelector(each)?.getBoundingClientRect().bottom ?? Infinity,
        )
        return bottoms.every((bottom) => bottom > 0 && bottom <= innerHeight)
      }),
    )
    await field(ana).pressSequentially('@')
    const offers = await page.getByRole('listbox').boundingBox()
    expect(offers?.y).toBeGreaterThan(0)
  })

  test('[PAGE-34] no console had anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
