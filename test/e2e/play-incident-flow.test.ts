import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { Company } from './company.ts'
import type { Visitor } from './theatre.ts'

describe.skipIf(noBrowser)('an Incident Flow, from the start page to the replay', () => {
  let company: Company
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    const names = ['Ana', 'Bo', 'Chidi']
    company = await Company.gather('incident-flow', 'The readers that fell silent', names)
    noor = company.lead
    ;[ana, bo] = company.players as [Visitor, Visitor, Visitor]
    return () => company.bow()
  })

  const message = ({ page }: Visitor, text: string) =>
    page.locator('[data-message]').filter({ hasText: text })

  test('[PLAY-5] gather: questions are answered from what is prepared, and on the spot', async () => {
    await company.goOn('Start playing')
    await ana.say('What time do the readers think it is, their NTP?')
    await message(noor, 'their NTP').waitFor()
    await noor.page.locator('body').press('r')
    await noor.page.getByRole('option', { selected: true, name: /Time on the readers/ }).waitFor()
    await company.look('answering', noor)
    await noor.page.keyboard.press('Enter')
    for (const who of company.players) await message(who, 'ntpq -pn').waitFor()
    await bo.say('Who turned the colour of the readers?')
    await message(noor, 'Who turned the colour').waitFor()
    await company.look('gathered', ana)
  })

  test('[PLAY-5] listen: the channel of an incident flows past, faster than it was', async () => {
    await company.side('Together')
    const { page } = noor
    await page.getByRole('button', { name: 'Blind until the reveal' }).click()
    await page.getByRole('button', { name: '20×' }).click()
    await page.getByRole('button', { name: 'Play', exact: true }).last().click()
    await ana.page
      .getByText(/in the incident/)
      .nth(6)
      .waitFor()
    await company.look('listening', noor, ana)
  })

  test('[PLAY-5] each tags alone, and then all tags are laid side by side', async () => {
    for (const { page } of company.players) {
      await page.locator('[data-message]').last().click()
      for (const key of ['g', 'ArrowUp', 'u', 'ArrowUp', 'd']) await page.keyboard.press(key)
      await page.getByRole('list', { name: 'Tags' }).nth(2).waitFor()
    }
    await company.look('tagged', ana)
    await noor.page.getByRole('button', { name: 'Reveal the tags' }).click()
    await ana.page.getByRole('button', { name: 'Merged timeline' }).click()
    await company.look('timeline', ana)
    await ana.page.getByRole('button', { name: 'Agreement' }).click()
    await ana.page
      .getByRole('region', { name: 'Agreement' })
      .getByText(/people tagged/)
      .waitFor()
    await company.look('agreement', ana)
  })

  test('[PLAY-5] what was collected becomes cards, and a table to carry out', async () => {
    const { page } = ana
    await page.getByRole('button', { name: 'Timeline', exact: true }).click()
    await page.getByRole('button', { name: 'Choose all' }).click()
    await page.getByRole('button', { name: /^Make \d+ cards$/ }).click()
    await page
      .getByText(/^\d+ cards are on the board/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await company.look('cards', ana)
    await company.debriefAndReplay(async () => {
      await page.getByRole('button', { name: 'Merged timeline' }).first().click()
      await page.getByRole('button', { name: 'Table' }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as CSV' }).click(),
      ])
      expect(file.suggestedFilename()).toMatch(/tags\.csv$/)
      await page.getByRole('button', { name: 'Close', exact: true }).click()
    })
    await page.getByRole('article').first().waitFor()
  })
})
