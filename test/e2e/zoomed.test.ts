import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CreateSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import { hiddenParts } from './in-sight.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

const fork = {
  title: 'Ways',
  summary: 'A summary',
  minutes: 20,
  situation: 'All is well',
  injects: [
    {
      kind: 'message',
      at: 'hand',
      title: 'Which way, with half of the night behind us?',
      key: 'fork',
      options: ['To the left, where the mud stands to the knees', 'To the right'],
    },
  ],
}

describe.skipIf(noBrowser)('what is played together, at 200 % and at 320 px', () => {
  let theatre: Theatre
  let noor: Visitor
  let ana: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    return () => theatre.close()
  })

  /** One who leads and one who plays. Gives the players' link. */
  async function gather(session: CreateSession): Promise<string> {
    const { links } = await theatre.createSession(session)
    ;[noor, ana] = await Promise.all([
      theatre.person(links.facilitator, 'Noor'),
      theatre.person(links.participant, 'Ana'),
    ])
    for (const { page } of [noor, ana]) await page.emulateMedia({ reducedMotion: 'reduce' })
    return links.participant
  }

  async function begin(): Promise<void> {
    await press(noor, 'Start playing')
    await noor.page.locator('[aria-current="step"]', { hasText: 'Play' }).waitFor()
  }

  const press = ({ page }: Visitor, name: string) =>
    page.getByRole('button', { name, exact: true }).first().click()
  const panel = ({ page }: Visitor, name: string) => page.getByRole('region', { name, exact: true })
  const stand = () => noor.page.locator('.stand-place')

  async function isInSight(part: Locator, tab: string): Promise<void> {
    expect(await hiddenParts(part, tab)).toEqual([])
  }

  test('[PAGE-101] a tuning, a rotation and a card of the deck', async () => {
    const link = await gather({ title: 'Roof', format: 'gamelan' })
    const bo = await theatre.person(link, 'Bo')
    await noor.page.locator('body').press('t')
    await isInSight(panel(ana, 'Tuning'), 'Board')
    for (const { page } of [ana, bo]) {
      await page.getByLabel(/How do you read the situation/).fill('It lags since noon, I think')
      await page.getByRole('button', { name: 'Post my reading' }).click()
    }
    await bo.page.getByRole('textbox', { name: /reads it so/ }).fill('So you mean: since noon')
    await press(bo, 'Say it back')
    await ana.page.getByRole('heading', { name: 'Bo says your reading back' }).waitFor()
    await isInSight(panel(ana, 'Tuning'), 'Board')
    await begin()
    await press(noor, 'Never mind, go on')
    await press(noor, 'Together')
    for (const name of ['Rotation', 'Deck']) await press(noor, name)
    await isInSight(stand(), 'Stand')
    await press(noor, 'Start the rotation')
    await press(noor, 'Draw it')
    await press(ana, 'Hand over')
    await isInSight(ana.page.locator('.rotation'), 'Board')
    await isInSight(ana.page.locator('.feed-place'), 'Surprises')
  })

  test('[PAGE-101] a time bracket and a fermata', async () => {
    await noor.page.locator('body').press('b')
    await panel(ana, 'Time bracket').getByRole('textbox').fill('Lag in minutes, and rising')
    await ana.page.getByText(/^Kept\. You can change it/).waitFor()
    await isInSight(panel(ana, 'Time bracket'), 'Board')
    await isInSight(stand(), 'Stand')
    await press(noor, 'Show all texts')
    await panel(noor, 'Time bracket').getByText('Lag in minutes').waitFor()
    await isInSight(panel(noor, 'Time bracket'), 'Board')
    await noor.page.locator('body').press('.')
    await ana.page.getByLabel('What is happening?').fill('The primary writes more since noon')
    await isInSight(panel(ana, 'Fermata'), 'Board')
    await press(ana, 'Answer')
    await ana.page.getByText('Saved. You can change it').waitFor()
    await press(noor, 'Reveal the answers')
    await isInSight(panel(noor, 'Fermata'), 'Board')
  })

  test('[PAGE-101] a Game Day, going on and called off', async () => {
    await gather({ title: 'The other hall', format: 'game-day', scenario: 'other-hall' })
    await begin()
    await ana.addCard('action', 'Point the name to hall B')
    await press(ana, 'Run as an experiment')
    await press(ana, 'Plan and log')
    await ana.page.getByRole('textbox', { name: 'What do you observe?' }).waitFor()
    await isInSight(panel(ana, 'Game Day'), 'Board')
    await noor.page.locator('body').press('!')
    await noor.page.getByRole('textbox', { name: 'Why, in a few words' }).waitFor()
    await press(noor, 'Plan and log')
    for (const who of [ana, noor]) await isInSight(panel(who, 'Game Day'), 'Board')
  })

  test('[PAGE-100] what is open of a Game Day is folded when another tab is chosen', async () => {
    const { page } = noor
    await page.setViewportSize({ width: 390, height: 844 })
    const toggle = page.getByRole('button', { name: 'Plan and log' })
    expect(await toggle.getAttribute('aria-expanded')).toBe('true')
    await page.locator('nav.tabs').getByText('Stand').click()
    expect(await toggle.getAttribute('aria-expanded')).toBe('false')
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('[PAGE-101] tags, and all of them laid together', async () => {
    await gather({ title: 'Fork', format: 'incident-flow', scenario: fork })
    await begin()
    await noor.say('Who looks at db1?')
    await ana.page.locator('[data-message]').first().click()
    await ana.page.keyboard.press('u')
    await ana.page.getByRole('list', { name: 'Tags' }).waitFor()
    await isInSight(ana.page.locator('.tag-strip'), 'Channel')
    await press(ana, 'Merged timeline')
    for (const view of ['Table', 'Agreement', 'Timeline']) {
      await press(ana, view)
      await isInSight(panel(ana, 'Merged timeline').first(), 'Board')
    }
  })

  test('[PAGE-100] [PAGE-101] options, the composer, the stand offered, and the page seen as another does', async () => {
    await press(noor, 'Now')
    await press(ana, 'Close')
    await isInSight(ana.page.getByRole('list', { name: 'Choose one' }), 'Surprises')
    await noor.page.locator('body').press('i')
    await isInSight(stand(), 'Stand')
    await press(noor, 'People')
    await press(noor, 'Hand the stand to Ana')
    await isInSight(stand(), 'Stand')
    await press(noor, 'Offer the stand')
    const offer = ana.page.getByRole('region').filter({ hasText: 'I have the stand' }).last()
    await isInSight(offer, 'Board')
    for (const place of ['.board .pick', 'nav.tabs'])
      await isInSight(ana.page.locator(place), 'Board')
    await press(noor, 'See as Ana')
    await isInSight(noor.page.locator('.seen-as'), 'Board')
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
