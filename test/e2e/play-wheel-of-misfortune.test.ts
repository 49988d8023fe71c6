import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { Company } from './company.ts'
import type { Visitor } from './theatre.ts'

describe.skipIf(noBrowser)('a Wheel of Misfortune, from the start page to the replay', () => {
  let company: Company
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    const names = ['Ana', 'Bo', 'Chidi']
    company = await Company.gather('wheel-of-misfortune', 'The quiet night shift', names)
    noor = company.lead
    ;[ana, bo] = company.players as [Visitor, Visitor, Visitor]
    return () => company.bow()
  })

  /** What the wheel came to, as a page tells it. */
  const picked = async ({ page }: Visitor, wheel: string) => {
    const panel = page.getByRole('region', { name: wheel, exact: true })
    await panel.locator('.result strong').waitFor({ timeout: 20_000 })
    return panel.locator('.result strong').innerText()
  }

  test('[PLAY-2] the wheel picks the incident, the same before everybody', async () => {
    await company.side('Together')
    const { page } = noor
    const incidents = page.locator('details', { hasText: 'Add incidents, one a line' })
    await incidents.locator('summary').click()
    await page
      .getByLabel('Add incidents, one a line')
      .fill('The quiet night\nThe full disk\nA cable')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'Spin for the incident' }).click()
    await company.look('spinning', ana)
    const results = await Promise.all(company.everyone.map((each) => picked(each, 'The incident')))
    expect(new Set(results).size).toBe(1)
    await company.look('picked', noor, ana)
    for (const each of company.everyone) await each.putAway('Put the wheel away')
  })

  test('[PLAY-2] and who is on call, who takes the part', async () => {
    await noor.page.getByRole('button', { name: 'Spin for who is on call' }).click()
    const results = await Promise.all(
      company.everyone.map((each) => picked(each, 'Who is on call')),
    )
    expect(new Set(results).size).toBe(1)
    const names = ['Ana', 'Bo', 'Chidi']
    const volunteer = company.players[names.indexOf(results[0] ?? '')]
    await volunteer?.page.getByRole('button', { name: 'Take the part: On call' }).click()
    await noor.page.getByText('On call').first().waitFor()
  })

  test('[PLAY-2] the volunteer looks, the game master answers, a friend is phoned', async () => {
    await company.goOn('Start playing')
    await noor.page
      .getByRole('group', { name: 'Stopwatch' })
      .or(noor.page.getByRole('region', { name: 'Stopwatch' }))
      .getByRole('button', { name: 'Start', exact: true })
      .click()
    await company.side('Run of show')
    await company.forward(1)
    await company.landed('ingest-3, /var will be full in 4 h')
    await ana.say('What does df say on ingest-3?')
    await company.press('What takes the space', 'Now')
    await company.landed('What takes the space')
    await ana.addCard('hypothesis', 'The shipper logs every retry')
    await bo.addCard('signal', '41 GB in /var/log')
    await ana.page.locator('body').press('Escape')
    await company.look('play', noor, ana)
  })

  test('[PLAY-2] the debrief asks, and the replay shows it all again', async () => {
    await company.debriefAndReplay()
    await ana.card('signal', '41 GB in /var/log').waitFor()
  })
})
