import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

describe.skipIf(noBrowser)('a Game Day of four', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor
  let olu: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({
      ...{ title: 'The other hall', format: 'game-day', scenario: 'other-hall' },
    })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    ana = await theatre.person(session.links.participant, 'Ana')
    bo = await theatre.person(session.links.participant, 'Bo')
    olu = await theatre.person(session.links.observer, 'Olu')
    return () => theatre.close()
  })

  const line = ({ page }: Visitor) => page.getByRole('region', { name: 'Game Day', exact: true })
  const opened = async (who: Visitor) => {
    const toggle = line(who).getByRole('button', { name: 'Plan and log' })
    if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click()
    return line(who).getByRole('region', { name: 'Plan and log' })
  }

  test('[GAMEDAY-59] what was prepared is there, and one’s words are another’s at once', async () => {
    await noor.page.getByRole('button', { name: 'Start playing' }).click()
    await line(bo)
      .getByRole('button', { name: /^Steady state On a Tuesday/ })
      .waitFor()
    await line(ana)
      .getByRole('button', { name: /^Hypothesis/ })
      .click()
    const hers = line(ana).getByRole('textbox', { name: 'Hypothesis' })
    await hers.press('Control+Home')
    await hers.pressSequentially('We guess: ')
    await hers.press('Escape')
    for (const who of [bo, olu])
      await line(who)
        .getByRole('button', { name: /^Hypothesis We guess: With everybody/ })
        .waitFor()
  })

  test('[GAMEDAY-55] an action is run as an experiment with one click, and leads back to its card', async () => {
    await line(ana).getByRole('button', { name: 'Close' }).click()
    await bo.addCard('action', 'Point the name to hall B')
    const card = bo.card('action', 'Point the name to hall B')
    await card.getByRole('button', { name: 'Run as an experiment' }).click()
    for (const who of [noor, ana, olu])
      await line(who)
        .getByRole('button', { name: /^Point the name to hall B Running for/ })
        .waitFor()
    const panel = await opened(ana)
    await panel.getByRole('button', { name: 'Its card' }).waitFor()
  })

  test('[GAMEDAY-59] an observation is before everybody', async () => {
    const panel = await opened(ana)
    const field = panel.getByRole('textbox', { name: 'What do you observe?' })
    await field.fill('Hall A still sees 180 requests/s')
    await field.press('Enter')
    const theirs = await opened(olu)
    await theirs.getByText('Hall A still sees 180 requests/s').waitFor()
    expect(await theirs.getByRole('textbox').count()).toBe(0)
    await panel.getByRole('button', { name: 'Close' }).click()
  })

  test('[GAMEDAY-59] a participant’s key stops it before everybody’s eyes, and a facilitator goes on', async () => {
    await bo.page.locator('body').press('!')
    for (const who of [noor, ana, olu]) {
      await line(who)
        .getByText(/^Bo called everything off at/)
        .waitFor()
      await who.page.getByRole('timer').first().waitFor()
    }
    await (await opened(olu)).getByText(/aborted by Bo/).waitFor()
    const why = line(bo).getByRole('textbox', { name: 'Why, in a few words' })
    await why.fill('Errors above 1 %')
    await why.press('Enter')
    await line(ana).getByText('Errors above 1 %').waitFor()
    expect(await line(ana).getByRole('button', { name: 'All clear, go on' }).count()).toBe(0)
    await line(noor).getByRole('button', { name: 'All clear, go on' }).click()
    await line(ana).getByRole('button', { name: 'Stop all' }).waitFor()
    expect(await line(olu).getByRole('button', { name: 'Stop all' }).count()).toBe(0)
  })

  test('[GAMEDAY-59] the debrief has the log, to be carried out', async () => {
    await noor.page.getByRole('button', { name: 'Go to the debrief' }).click()
    const table = ana.page.getByRole('table')
    await table.getByText('aborted by Bo').waitFor()
    await table.getByText('Hall A still sees 180 requests/s').waitFor()
    const [file] = await Promise.all([
      ana.page.waitForEvent('download'),
      ana.page.getByRole('button', { name: 'Download as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('experiments.csv')
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
