import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

describe.skipIf(noBrowser)('two people at one board', () => {
  let theatre: Theatre
  let session: CreatedSession
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Duet', format: 'gamelan' })
    ana = await theatre.person(session.links.participant, 'Ana')
    bo = await theatre.person(session.links.participant, 'Bo')
    return () => theatre.close()
  })

  async function drag({ page }: Visitor, what: Locator, onto: Locator): Promise<void> {
    await what.hover()
    const from = must(await what.locator('.grip').boundingBox(), 'a grip')
    const to = must(await onto.boundingBox(), 'a place to drop')
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y + 30, { steps: 5 })
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 15 })
    await page.locator('.takes-link').waitFor()
    await page.mouse.up()
  }

  test('[BOARD-16] an action goes from one to the other once it is said back', async () => {
    await ana.addCard('action', 'restart db1')
    const hers = ana.card('action', 'restart db1')
    await hers.getByRole('button', { name: 'Take it' }).click()
    await hers.getByRole('button', { name: /^Who holds it/ }).click()
    await ana.page.getByRole('menuitem', { name: 'Bo', exact: true }).click()
    await hers.getByText('Bo?').waitFor()
    const offers = bo.page.getByRole('list', { name: 'Handed to you' })
    await offers.getByText('Ana hands you').waitFor()
    await offers.getByRole('button', { name: 'I have it' }).click()
    await hers.getByRole('button', { name: /^Who holds it: Bo/ }).waitFor()
    await ana.page.locator('.doing-chip', { hasText: 'restart db1' }).waitFor()
  })

  test('[BOARD-22] a signal dropped onto a hypothesis is linked to it, by what one says it does', async () => {
    await ana.addCard('hypothesis', 'disk is full')
    await ana.addCard('signal', 'df says 99 %')
    const [signal, guess] = [
      ana.card('signal', 'df says 99 %'),
      ana.card('hypothesis', 'disk is full'),
    ]
    await drag(ana, signal, guess)
    await ana.page.getByRole('button', { name: 'Supports' }).click()
    await guess.getByText('Supported by 1 signal').waitFor({ state: 'attached' })
    await bo.card('hypothesis', 'disk is full').getByText('▲1').waitFor()
    // What was in the hand flies back to its place.
    const signals = ana.page.locator('article.signal')
    await until('it is back', async () => (await signals.count()) === 1)
  })

  test('[BOARD-23] pointing at a card draws its evidence, from card to card', async () => {
    const line = bo.page.locator('svg g.supports rect')
    expect(await line.count()).toBe(0)
    await bo.card('hypothesis', 'disk is full').hover()
    await line.waitFor()
    await bo.page.mouse.move(2, 2)
    await line.waitFor({ state: 'detached' })
  })

  test('[PRESENCE-14] two people in one title see each other’s caret', async () => {
    const title = (who: Visitor) =>
      who.card('hypothesis', 'disk is full').getByRole('textbox', { name: 'Title' })
    await title(bo).press('Home')
    await ana.page.locator('article.hypothesis .caret[data-name="Bo"]').waitFor()
    await bo.page.keyboard.press('Escape')
    await ana.page.locator('article.hypothesis .caret').waitFor({ state: 'detached' })
  })

  test('[CUE-2] a cue is before everybody’s eyes, and gone after some seconds', async () => {
    await bo.page.getByRole('button', { name: /Raise a cue/ }).click()
    await bo.page.getByRole('menuitem', { name: /Tacet/ }).click()
    const cues = ana.page.getByRole('list', { name: 'Cues' })
    await cues.getByText('Bo: Quiet for a moment').waitFor()
    await until('it is gone', async () => (await cues.getByRole('listitem').count()) === 0, 15_000)
  })

  test('[BOARD-24] a card tells how it came to be as it is', async () => {
    const card = bo.card('action', 'restart db1')
    await card.getByRole('button', { name: 'Show more' }).click()
    await card.getByText('How it came to this').click()
    await card.getByText('put it on the board').waitFor()
    await card.getByText('offered it to Bo').waitFor()
    await card.getByText('took it').first().waitFor()
  })

  test('[BOARD-21] the text of a card is written with the others’ carets, and read as Markdown', async () => {
    const card = ana.card('hypothesis', 'disk is full')
    await card.getByRole('button', { name: 'Show more' }).click()
    const text = card.getByRole('textbox', { name: 'Text' })
    await text.click()
    await text.pressSequentially('Since **14:05** <script>alert(1)</script>')
    await text.press('Escape')
    await card.getByText('14:05', { exact: true }).and(ana.page.locator('strong')).waitFor()
    expect(await card.locator('.prose script').count()).toBe(0)
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
