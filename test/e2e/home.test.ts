import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { Theatre } from './theatre.ts'

describe.skipIf(noBrowser)('the doors', () => {
  let theatre: Theatre

  beforeAll(async () => {
    theatre = await Theatre.open()
    return () => theatre.close()
  })

  const atHome = () => theatre.visitor(`/#admin=${theatre.server.adminToken}`)

  test('[PAGE-20] a session is made on the start page, with a link to copy for each role', async () => {
    const { page } = await atHome()
    await page.getByLabel('Scenario', { exact: true }).selectOption({ index: 1 })
    await page.getByLabel('Title').fill('Thursday')
    await page.getByRole('button', { name: 'Create the session' }).click()
    for (const role of ['facilitators', 'participants', 'observers']) {
      await page.getByRole('button', { name: `Copy For ${role}` }).click()
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      expect(copied).toBe(await page.getByLabel(`For ${role}`, { exact: true }).inputValue())
      expect(copied).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/join#\S{22,}$/)
    }
    await page.getByRole('heading', { name: 'Thursday', exact: true }).waitFor()
    expect(page.url()).not.toContain(theatre.server.adminToken)
    expect(theatre.troubles).toEqual([])
  })

  test('[PAGE-21] an address that leads nowhere says so, and shows the way home', async () => {
    const lost = await theatre.visitor('/no/such/page')
    await lost.page.getByRole('link', { name: 'Back to the start page' }).click()
    await lost.page.getByRole('heading', { name: 'A board for practising' }).waitFor()
    const nobody = await theatre.visitor('/s/s_0000000000000000')
    await nobody.page.getByRole('link', { name: 'Back to the start page' }).waitFor()
    // The 404 of the page itself is in the console, as it should be.
    for (const { troubles } of [lost, nobody]) troubles.length = 0
  })

  test('[PAGE-22] a link that does not work says so in words, and keeps the name', async () => {
    const guest = await theatre.visitor('/join#not-a-token')
    await guest.page.getByLabel('Your name').fill('Ana')
    await guest.page.getByRole('button', { name: 'Join the session' }).click()
    await guest.page.getByRole('alert').waitFor()
    expect(await guest.page.getByLabel('Your name').inputValue()).toBe('Ana')
    expect(guest.troubles.filter((each) => !each.includes('401'))).toEqual([])
  })
})
