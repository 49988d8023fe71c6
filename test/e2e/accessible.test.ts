import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { complaints, complaintsOfColours } from './axe.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

/** The same in both sizes, by day and by night. */
async function complaintsInAllLooks(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    found.push(...(await complaints(page)).map((each) => `${size}, by day: ${each}`))
    // At night nothing but the colours is another.
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    found.push(...(await complaintsOfColours(page)).map((each) => `${size}, by night: ${each}`))
  }
  await page.setViewportSize(sizes.wide)
  return found
}

describe.skipIf(noBrowser)('every page and state, for everyone', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor
  let wim: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Roof', format: 'gamelan', scenario: tune })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    ana = await theatre.person(session.links.participant, 'Ana')
    wim = await theatre.person(session.links.observer, 'Wim')
    return () => theatre.close()
  })

  async function nobodyComplains(...visitors: readonly Visitor[]): Promise<void> {
    for (const { page } of visitors) expect(await complaintsInAllLooks(page)).toEqual([])
  }

  async function fill(who: Visitor): Promise<void> {
    await who.addCard('hypothesis', 'disk is full')
    await who.addCard('action', 'grow the disk')
    await who.addCard('signal', 'df says 99 %')
    await who.card('action', 'grow the disk').getByRole('button', { name: 'Take it' }).click()
    await who.card('hypothesis', 'disk is full').getByRole('button', { name: 'Show more' }).click()
    await who.say('Is it **full**?')
  }

  test('[PAGE-90] the pages around a session', async () => {
    const addresses = ['/', '/join#nothing', session.links.participant, '/lexicon', '/nowhere']
    for (const address of addresses) {
      const visitor = await theatre.visitor(address)
      await visitor.page.getByRole('heading', { level: 1 }).waitFor()
      await nobodyComplains(visitor)
    }
  })

  test('[PAGE-90] the lobby, empty', async () => {
    await nobodyComplains(noor, ana, wim)
  })

  test('[PAGE-90] play, with cards, a surprise, a cue and an open card', async () => {
    await noor.page.getByRole('button', { name: 'Play', exact: true }).click()
    await ana.page.locator('[aria-current="step"]', { hasText: 'Play' }).waitFor()
    await fill(ana)
    const planned = noor.page.getByRole('listitem').filter({ hasText: 'A feather' })
    await planned.getByRole('button', { name: /now/i }).click()
    await ana.page.getByRole('heading', { name: 'A feather blocks the fan' }).waitFor()
    await ana.page.getByRole('button', { name: /Raise a cue/ }).click()
    await ana.page.getByRole('menuitem', { name: /Slower/ }).click()
    await nobodyComplains(noor, ana, wim)
  })

  test('[PAGE-90] what opens over the board', async () => {
    const { page } = ana
    for (const key of ['Control+k', '?']) {
      await page.keyboard.press(key)
      await page.getByRole('dialog').waitFor()
      expect(await complaints(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  test('[PAGE-90] what is played together: the stand, a rotation, the deck, a note, a fermata', async () => {
    const stand = noor.page
    const bo = await theatre.person(session.links.participant, 'Bo')
    await stand.getByRole('button', { name: 'Together', exact: true }).click()
    await stand.getByRole('button', { name: 'Rotation', exact: true }).click()
    await stand.getByRole('button', { name: 'Start the rotation' }).click()
    await ana.page.getByRole('button', { name: /^Hand over/ }).waitFor()
    await stand.getByRole('button', { name: 'Deck', exact: true }).click()
    await stand.getByRole('button', { name: 'Draw it' }).click()
    await nobodyComplains(noor, ana)
    await stand.getByRole('button', { name: 'People', exact: true }).click()
    await ana.page.keyboard.press('m')
    await ana.page.keyboard.type('here it turned')
    await nobodyComplains(noor, ana)
    await ana.page.keyboard.press('Enter')
    await stand.locator('body').press('.')
    const first = ana.page.getByRole('textbox', { name: 'What is happening?' })
    await first.fill('The disk is full')
    await nobodyComplains(noor, ana, bo)
    await ana.page.getByRole('button', { name: 'Answer', exact: true }).click()
    await stand.getByRole('button', { name: 'Reveal the answers' }).click()
    await bo.page.getByText('The disk is full').first().waitFor()
    await nobodyComplains(noor, bo)
    await stand.getByRole('button', { name: 'Go on', exact: true }).first().click()
    await stand.getByRole('button', { name: 'Run of show', exact: true }).click()
  })

  test('[PAGE-90] without a network', async () => {
    await ana.context.setOffline(true)
    await ana.addCard('signal', 'the line is dead')
    await ana.saved('Offline')
    await nobodyComplains(ana)
    await ana.context.setOffline(false)
    await ana.saved('Saved')
  })

  test('[PAGE-90] the debrief, the closed session and its replay', async () => {
    for (const phase of ['Debrief', 'Closed']) {
      await noor.page.getByRole('button', { name: phase, exact: true }).click()
      await ana.page.locator('[aria-current="step"]', { hasText: phase }).waitFor()
      await nobodyComplains(noor, ana)
    }
    await ana.page.goto(`${theatre.server.base}/s/${session.id}/replay`)
    await ana.page.getByRole('slider').waitFor()
    await nobodyComplains(ana)
  })
})
