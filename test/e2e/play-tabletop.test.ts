import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { Company } from './company.ts'
import type { Visitor } from './theatre.ts'

describe.skipIf(noBrowser)('a tabletop, from the start page to the replay', () => {
  let company: Company
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor
  let chidi: Visitor

  beforeAll(async () => {
    company = await Company.gather('tabletop', 'The storm along the river', ['Ana', 'Bo', 'Chidi'])
    noor = company.lead
    ;[ana, bo, chidi] = company.players as [Visitor, Visitor, Visitor]
    return () => company.bow()
  })

  test('[PLAY-1] in the lobby everybody reads the situation and takes a part', async () => {
    for (const { page } of company.players) {
      await page.getByText('You are the people of Veldhuis').first().waitFor()
    }
    await ana.takePart('Coordinator')
    await bo.takePart('Communications')
    await noor.page.getByText('Coordinator').first().waitFor()
    await company.look('lobby', noor, ana)
  })

  test('[PLAY-1] surprises land by the clock and by hand', async () => {
    await company.goOn('Start playing')
    await company.forward(1)
    await company.landed('Mains power lost, the generator is running')
    await company.forward(5)
    await company.landed('Large disturbance along the river')
    await company.press('We are on the air in four minutes', 'Now')
    await company.landed('We are on the air in four minutes')
  })

  test('[PLAY-1] the table writes down what it knows, believes and does', async () => {
    await ana.addCard('signal', 'Fuel gauge says 610 L')
    await bo.addCard('hypothesis', 'Fuel lasts ten hours')
    await chidi.addCard('action', 'Order diesel before the roads are under water')
    await chidi
      .card('action', 'Order diesel before the roads are under water')
      .getByRole('button', { name: 'Take it' })
      .click()
    await bo.say('Who has told the practices to print tomorrow’s calendar?')
    await ana.page.locator('body').press('Escape')
    for (const each of company.everyone) {
      await each.card('action', 'Order diesel before the roads are under water').waitFor()
      await each.card('signal', 'Fuel gauge says 610 L').waitFor()
    }
    await company.look('play', noor, ana)
  })

  test('[PLAY-1] a surprise is improvised with a key, a title and Enter', async () => {
    await noor.page.locator('body').press('i')
    await noor.page.keyboard.type('The mayor calls: is the water coming?')
    await noor.page.keyboard.press('Enter')
    await company.landed('The mayor calls: is the water coming?')
  })

  test('[PLAY-1] one is whispered to whoever plays a part, who answers privately', async () => {
    const { page } = noor
    await page.locator('body').press('i')
    await page.keyboard.type('The press waits in the yard')
    const whoever = page.getByLabel('For', { exact: true }).last()
    await whoever.selectOption({ label: 'Whoever plays Communications' })
    await page.getByRole('button', { name: /Whisper now|Land it now/ }).click()
    await company.landed('The press waits in the yard', [bo])
    const answer = bo.page.getByLabel('Answer privately')
    await answer.fill('I go down in five minutes')
    await answer.press('Enter')
    const landed = page.locator('details', { hasText: /^Landed: / }).first()
    await landed.locator('summary').first().click()
    await landed.getByText('With Bo').click()
    await landed.getByText('I go down in five minutes').waitFor()
    await landed.locator('summary').first().click()
    for (const other of [ana, chidi]) {
      expect(await other.heard('The press waits in the yard')).toBe(false)
      expect(await other.heard('I go down in five minutes')).toBe(false)
    }
  })

  test('[PLAY-1] one is retimed, one held and one skipped', async () => {
    const [later, held, skipped] = [
      'Temperature in the hall',
      'The telephones are quiet, and that worries me',
      'The copy in the other hall is older than we thought',
    ]
    await company.press(later, '+1 min')
    await company.planned(later).getByText('at 9:00').waitFor()
    await company.press(held, 'Hold')
    await company.planned(held).getByText('held', { exact: true }).waitFor()
    await company.press(skipped, 'Skip')
    await company.planned(skipped).getByText('skipped', { exact: true }).waitFor()
    await company.forward(5)
    await company.landed(later)
    for (const { page } of company.players) {
      expect(await page.getByRole('heading', { name: held }).count()).toBe(0)
    }
  })

  test('[PLAY-1] they choose together, and what they chose decides what comes', async () => {
    const asked = 'Could we switch everything off, in good order, now?'
    const option = ({ page }: Visitor, words: RegExp) =>
      page.getByRole('list', { name: 'Choose one' }).getByRole('button', { name: words })
    await company.press(asked, 'Now')
    await company.landed(asked)
    await option(ana, /^Switch everything off now/).click()
    await option(bo, /^Stay on, and watch/).click()
    await option(chidi, /^Switch everything off now.*, chosen by Ana$/).waitFor()
    await company.look('choosing', noor, ana)
    await option(chidi, /^Stay on, and watch/).click()
    for (const { page } of company.players) {
      await page.getByText('Settled by most of you: “Stay on').first().waitFor()
    }
    for (let minute = 0; minute < 2; minute += 1) await company.forward(1)
    await company.landed("Water at the generator's door, 9 cm")
    await company.look('chosen', noor, ana)
    for (const player of company.players) {
      expect(await player.heard('one of the two cannot sleep')).toBe(false)
    }
  })

  test('[PLAY-1] the debrief asks, and the replay shows it all again', async () => {
    await company.debriefAndReplay()
    await ana.card('signal', 'Fuel gauge says 610 L').waitFor()
  })
})
