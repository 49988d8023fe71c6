import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

/** A menu, and the library that moves cards, whose own file is called so. */
const parts = /\/assets\/(MenuList|dist)-[^/]*\.js$/

describe.skipIf(noBrowser)('parts of the page that cannot be fetched', () => {
  let theatre: Theatre
  let ana: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    const session = await theatre.createSession({ title: 'Roof', format: 'gamelan' })
    ana = await theatre.visitor('/nowhere')
    await ana.page.route(parts, (route) => route.abort())
    await ana.page.goto(session.links.participant)
    await ana.page.getByLabel('Your name').fill('Ana')
    await ana.page.getByRole('button', { name: 'Join the session' }).click()
    return () => theatre.close()
  })

  test('[PAGE-95] that cards cannot be moved is said once, and the board is there', async () => {
    await ana.isIn()
    const said = ana.page.getByText('What moves cards could not be fetched')
    await said.first().waitFor()
    // Shown, and read aloud: for all three columns together.
    expect(await said.count()).toBe(2)
  })

  test('[PAGE-95] a menu that does not come is said, and the page goes on', async () => {
    const { page } = ana
    await ana.addCard('hypothesis', 'disk is full')
    const status = ana.card('hypothesis', 'disk is full').getByRole('button', { name: /^Status/ })
    await status.click()
    await page.getByText('The menu could not be fetched').first().waitFor()
    expect(await status.getAttribute('aria-expanded')).toBe('false')
    await ana.addCard('signal', 'df says 99 %')
    await ana.saved('Saved')
  })
})
