import { beforeAll, describe, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { Company } from './company.ts'
import type { Visitor } from './theatre.ts'

const step = 'Point the name to hall B'
const seen = 'Hall A still sees 180 requests/s'

describe.skipIf(noBrowser)('a Game Day, from the start page to the replay', () => {
  let company: Company
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    company = await Company.gather('game-day', 'The move to the other hall', ['Ana', 'Bo', 'Chidi'])
    noor = company.lead
    ;[ana, bo] = company.players as [Visitor, Visitor, Visitor]
    return () => company.bow()
  })

  const line = ({ page }: Visitor) => page.getByRole('region', { name: 'Game Day' })

  test('[PLAY-4] what is steady, expected, spared and called off by is agreed and in sight', async () => {
    await ana.takePart('Owner')
    await bo.takePart('Experimenter')
    await company.goOn('Start playing')
    await line(bo)
      .getByRole('button', { name: /^Steady state / })
      .waitFor()
    await line(ana)
      .getByRole('button', { name: /^Hypothesis/ })
      .click()
    const hers = line(ana).getByRole('textbox', { name: 'Hypothesis' })
    await hers.press('Control+Home')
    await hers.pressSequentially('We guess: ')
    await company.look('plan', ana)
    await hers.press('Escape')
    await line(bo)
      .getByRole('button', { name: /^Hypothesis We guess: / })
      .waitFor()
  })

  test('[PLAY-4] a step of the board is run as an experiment, and observed', async () => {
    await bo.addCard('action', step)
    await bo.card('action', step).getByRole('button', { name: 'Run as an experiment' }).click()
    await line(noor)
      .getByRole('button', { name: new RegExp(`^${step} Running for`) })
      .waitFor()
    await line(bo)
      .getByRole('button', { name: new RegExp(`^${step}`) })
      .click()
    const field = line(bo).getByRole('textbox', { name: 'What do you observe?' })
    await field.fill(seen)
    await field.press('Enter')
    await line(bo).getByText(seen).waitFor()
    await ana.addCard('signal', 'Errors 0.2 % before, 3.1 % after 90 s')
    await company.forward(1)
    await company.look('experiment', noor, bo)
    await line(bo).getByRole('button', { name: 'Close' }).click()
  })

  test('[PLAY-4] one key of anybody stops it, and a facilitator lets it go on', async () => {
    await ana.page.locator('body').press('!')
    for (const who of company.everyone)
      await line(who)
        .getByText(/called everything off at/)
        .waitFor()
    const why = line(ana).getByRole('textbox', { name: 'Why, in a few words' })
    await why.fill('Errors above 1 %')
    await why.press('Enter')
    await line(noor).getByText('Errors above 1 %').waitFor()
    await company.look('abort', noor, bo)
    await line(noor).getByRole('button', { name: 'All clear, go on' }).click()
    await line(bo).getByRole('button', { name: 'Stop all' }).waitFor()
  })

  test('[PLAY-4] the debrief has the log, and the replay shows it all again', async () => {
    await company.debriefAndReplay(async () => {
      const table = ana.page.getByRole('table')
      await table.getByText('aborted by Ana').waitFor()
      await table.getByText(seen).waitFor()
    })
    await ana.card('action', step).waitFor()
  })
})
