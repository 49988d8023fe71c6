import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { Company } from './company.ts'
import type { Visitor } from './theatre.ts'

describe.skipIf(noBrowser)('a gamelan, from the start page to the replay', () => {
  let company: Company
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor
  let chidi: Visitor

  beforeAll(async () => {
    const names = ['Ana', 'Bo', 'Chidi']
    company = await Company.gather('gamelan', 'The copy that fell behind', names)
    noor = company.lead
    ;[ana, bo, chidi] = company.players as [Visitor, Visitor, Visitor]
    return () => company.bow()
  })

  test('[PLAY-3] a tuning in the lobby: first readings, said back until they are confirmed', async () => {
    await noor.page.locator('body').press('t')
    for (const [index, { page }] of company.players.entries()) {
      await page.getByLabel(/How do you read the situation/).fill(pictures[index] ?? '')
      await page.getByRole('button', { name: 'Post my reading' }).click()
    }
    for (const { page } of company.players) {
      await page
        .getByRole('textbox', { name: /reads it so/ })
        .fill('So you mean: it lags since noon')
      await page.getByRole('button', { name: 'Say it back' }).click()
    }
    await company.look('tuning', ana)
    for (const { page } of company.players) {
      await page.getByRole('button', { name: 'Yes, that is what I meant' }).click()
    }
    await ana.page.getByText('3 of 3 confirmed').first().waitFor()
  })

  test('[PLAY-3] the conductor’s part is handed over and said back', async () => {
    await company.goOn('Start playing')
    await company.side('Together')
    await noor.page.getByRole('button', { name: 'Rotation', exact: true }).click()
    await noor.page.getByRole('button', { name: 'Start the rotation' }).click()
    await ana.page.getByRole('button', { name: 'Hand over', exact: true }).click()
    await ana.page
      .getByLabel('The hand-over, in a sentence')
      .fill('The copy lags; nobody knows since when')
    await ana.page.getByRole('button', { name: 'Hand over to Bo' }).click()
    const back = bo.page.getByLabel('Say it back in your own words')
    await back.fill('It lags, and we look for the start')
    await company.look('hand-over', bo)
    await back.press('Enter')
    for (const { page } of [noor, ana, chidi]) await page.getByText('Bo conducts').first().waitFor()
  })

  test('[PLAY-3] in a time bracket each writes alone, and then all read', async () => {
    await noor.page.locator('body').press('b')
    for (const [index, { page }] of company.players.entries()) {
      await page.getByRole('textbox', { name: 'What do you see?' }).fill(written[index] ?? '')
      await page.getByText(/^Kept\. You can change it/).waitFor()
    }
    await company.look('bracket', noor, ana)
    expect(await bo.heard(written[2] ?? '')).toBe(false)
    await noor.page.getByRole('button', { name: 'Show all texts' }).click()
    for (const { page } of company.players)
      await page
        .getByText(written[2] ?? '')
        .first()
        .waitFor()
    await company.look('bracket-shown', ana)
    for (const { page } of company.players) {
      await page.getByRole('button', { name: 'Close', exact: true }).click()
    }
  })

  test('[PLAY-3] a cue is raised by a key, and a card drawn from the deck', async () => {
    await noor.page.getByRole('button', { name: 'Deck', exact: true }).click()
    await noor.page.getByRole('button', { name: 'Draw it' }).click()
    await ana.page.getByRole('region', { name: 'Surprise deck' }).getByRole('heading').waitFor()
    await chidi.page.getByRole('button', { name: 'Raise a cue' }).click()
    await chidi.page.getByRole('menuitem', { name: /Slower/ }).click()
    await ana.page
      .getByText(/Chidi.*breath/)
      .first()
      .waitFor()
    await ana.addCard('hypothesis', 'The new release writes far more')
    await bo.addCard('signal', 'Lag 40 min and growing')
    await chidi.addCard('action', 'Ask who deployed at noon')
    await company.look('play', noor, ana)
  })

  test('[PLAY-3] a fermata holds the clock, asks each alone, and lays the answers together', async () => {
    await noor.page.locator('body').press('.')
    for (const [index, player] of company.players.entries()) {
      await player.page.getByLabel('What is happening?').fill(pictures[index] ?? '')
      await player.page.getByLabel('What will happen next?').fill('The copy falls further behind')
      await player.page.getByRole('button', { name: 'Answer', exact: true }).click()
      await player.page.getByText('Saved. You can change it').waitFor()
    }
    await company.look('fermata', noor, ana)
    await noor.page.getByRole('button', { name: 'Reveal the answers' }).click()
    for (const { page } of company.players)
      await page
        .getByText(pictures[1] ?? '')
        .first()
        .waitFor()
    await company.look('agreement', noor, ana)
    await noor.page.getByRole('button', { name: 'Go on', exact: true }).first().click()
    await ana.page
      .getByRole('region', { name: /Fermata/ })
      .first()
      .waitFor({ state: 'detached' })
  })

  test('[PLAY-3] the debrief asks, and the replay shows it all again', async () => {
    await company.debriefAndReplay()
    await ana.card('signal', 'Lag 40 min and growing').waitFor()
  })
})

const pictures = [
  'The copy is behind because the primary writes more since noon',
  'Writes rose at noon, the copy cannot follow',
  'The network between the halls is slow',
]

const written = [
  'Lag in minutes, and rising',
  'Writes per second doubled at noon',
  'The support line is quiet',
]
