import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

const scenario = {
  title: 'Ways',
  summary: 'A summary',
  minutes: 20,
  situation: 'All is well',
  injects: [
    {
      kind: 'message',
      at: 'hand',
      title: 'Which way?',
      key: 'fork',
      options: ['To the left', 'To the right'],
    },
    { kind: 'call', title: 'Mud to the knees', when: { chosen: 'fork', option: 'To the left' } },
    { kind: 'call', title: 'A locked gate', when: { chosen: 'fork', option: 'To the right' } },
  ],
}

describe.skipIf(noBrowser)('a branch', () => {
  let theatre: Theatre
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    const { links } = await theatre.createSession({ title: 'Fork', format: 'tabletop', scenario })
    noor = await theatre.person(links.facilitator, 'Noor')
    ana = await theatre.person(links.participant, 'Ana')
    bo = await theatre.person(links.participant, 'Bo')
    return () => theatre.close()
  })

  const option = ({ page }: Visitor, name: RegExp) =>
    page.getByRole('list', { name: 'Choose one' }).getByRole('button', { name })

  test('[BRANCH-50] an option is chosen with a key, and everybody sees whose face stands behind it', async () => {
    await noor.page.getByRole('button', { name: 'Play', exact: true }).click()
    await noor.page.getByRole('button', { name: 'Now', exact: true }).first().click()
    await option(ana, /^To the left/).focus()
    await ana.page.keyboard.press('Enter')
    await option(bo, /^To the left ?, chosen by Ana$/).waitFor()
    await option(bo, /^To the right/).click()
    await option(ana, /^To the right ?, chosen by Bo$/).waitFor()
  })

  test('[BRANCH-51] who changes their mind settles it, and what waited for it lands for all', async () => {
    await option(bo, /^To the left/).click()
    for (const { page } of [ana, bo]) {
      await page.getByText('Settled by most of you: “To the left”').first().waitFor()
      await page.getByRole('heading', { name: 'Mud to the knees' }).waitFor()
    }
    expect(await ana.page.getByText('A locked gate').count()).toBe(0)
  })

  test('[BRANCH-4] a facilitator has the last word', async () => {
    const { page } = noor
    await page.getByText(/^Landed: \d/).click()
    await page.getByRole('button', { name: 'Choose “To the right” for them' }).click()
    await ana.page.getByText('Settled by Noor: “To the right”').first().waitFor()
    await ana.page.getByRole('heading', { name: 'A locked gate' }).waitFor()
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
