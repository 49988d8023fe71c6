import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

const said = ['Disk is full on db1', 'Who looks at db1?', 'Failing over now'] as const

/** Five pages come in one after the other, so that the roster has their order. */
const gathering = 300_000

describe.skipIf(noBrowser)('four people who tag', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let four: Visitor[]

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Listen', format: 'incident-flow' })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    const { participant } = session.links
    four = []
    for (const name of ['Ana', 'Bo', 'Cleo', 'Dai'])
      four.push(await theatre.person(participant, name))
    return () => theatre.close()
  }, gathering)

  const message = ({ page }: Visitor, text: string) =>
    page.locator('[data-message]').filter({ hasText: text })
  const tagsOn = (who: Visitor, text: string) =>
    message(who, text).getByRole('list', { name: 'Tags' }).getByRole('button')
  const region = ({ page }: Visitor) =>
    page.getByRole('region', { name: 'Merged timeline' }).first()

  test('[TAG-26] four tag blind with the keyboard, and nobody sees the others’', async () => {
    await noor.page.getByRole('button', { name: 'Start playing' }).click()
    for (const text of said) await noor.say(text)
    await noor.page.getByRole('button', { name: 'Together' }).click()
    await noor.page.getByRole('button', { name: 'Blind until the reveal' }).click()
    for (const [at, who] of four.entries()) {
      await message(who, said[2]).waitFor()
      await who.page
        .getByText('Only you see your tags')
        .or(who.page.getByText('Choose a message'))
        .waitFor()
      await message(who, said[2]).click()
      const keys = [at < 2 ? 'd' : 'c', 'ArrowUp', 'u', ...(at < 3 ? ['ArrowUp', 'g'] : [])]
      for (const key of keys) await who.page.keyboard.press(key)
      await tagsOn(who, said[at < 3 ? 0 : 1]).waitFor()
    }
    await four[0]?.page.keyboard.press('e')
    await four[0]?.page.keyboard.type('It was known for a week')
    await four[0]?.page.keyboard.press('Enter')
    await noor.page.getByText('Dai 2 messages').waitFor()
    await noor.page.getByText('Ana 3 messages').waitFor()
    for (const who of four) {
      expect(await tagsOn(who, said[2]).count()).toBe(1)
      if (who !== four[0]) expect(await who.heard('known for a week')).toBe(false)
    }
  })

  test('[TAG-26] after the reveal each page has the same timeline and the same agreement', async () => {
    await noor.page.getByRole('button', { name: 'Reveal the tags' }).click()
    const seen: string[] = []
    for (const who of four) {
      await until('both kinds stand there', async () => (await tagsOn(who, said[2]).count()) === 2)
      await who.page.getByRole('button', { name: 'Merged timeline' }).click()
      await region(who).getByText('Ana noticed:').waitFor()
      const timeline = await region(who).locator('ol').innerText()
      await who.page.getByRole('button', { name: 'Agreement' }).click()
      seen.push(timeline + (await who.page.getByRole('region', { name: 'Agreement' }).innerText()))
    }
    expect(new Set(seen).size).toBe(1)
    expect(seen[0]).toContain('pictures diverge')
    expect(seen[0]).toMatch(/4 people tagged 3 messages\.[^]*0\.\d\d/)
  })

  test('[TAG-25] chosen messages become cards with the way back, once', async () => {
    const ana = must(four[0], 'Ana')
    await ana.page.getByRole('button', { name: 'Timeline', exact: true }).click()
    for (const words of [
      '3 cards are on the board',
      '0 cards are on the board. 3 were there already',
    ]) {
      await ana.page.getByRole('button', { name: 'Choose all' }).click()
      await ana.page.getByRole('button', { name: 'Make 3 cards' }).click()
      await ana.page.getByText(words).first().waitFor()
    }
    await ana.page.keyboard.press('Escape')
    await ana.card('signal', said[0]).waitFor()
    await ana.card('action', said[2]).waitFor()
    expect(await ana.page.getByRole('article').count()).toBe(3)
  })

  test('[TAG-30] in the debrief the table is downloaded as CSV', async () => {
    const bo = must(four[1], 'Bo')
    await bo.page.getByRole('button', { name: 'Table' }).click()
    await bo.page.getByText('The file can be downloaded in the debrief.').waitFor()
    await noor.page.getByRole('button', { name: 'Go to the debrief' }).click()
    const button = bo.page.getByRole('button', { name: 'Download as CSV' })
    await button.waitFor()
    const [download] = await Promise.all([bo.page.waitForEvent('download'), button.click()])
    expect(download.suggestedFilename()).toBe('Listen - tags.csv')
    const rows = readFileSync(await download.path(), 'utf8').split('\r\n')
    expect(rows[0]).toBe('\uFEFFTime,Exercise time,Who wrote,Message,Tags,Observations')
    expect(rows[1]).toMatch(
      /^20[^,]+Z,0:\d\d,Noor,Disk is full on db1,"Signal \(Ana, Bo and Cleo\)",Ana: It was known for a week$/,
    )
    expect(rows).toHaveLength(5)
  })

  test('[TAG-26] a replay shows the tags of its moment', async () => {
    const { page } = must(four[2], 'Cleo')
    await page.goto(new URL(`/s/${session.id}/replay`, theatre.server.base).href)
    const tags = page.getByRole('list', { name: 'Tags' })
    const position = page.getByRole('slider').first()
    await position.waitFor()
    expect(await tags.count()).toBe(0)
    await position.press('End')
    await until('they are there', async () => (await tags.count()) === 3)
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
