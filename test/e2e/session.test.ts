import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre, unpacked } from './theatre.ts'
import { tune } from './tune.ts'

describe.skipIf(noBrowser)('four people in four browsers', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor
  let bo: Visitor
  let wim: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Roof', format: 'tabletop', scenario: tune })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    ana = await theatre.person(session.links.participant, 'Ana')
    bo = await theatre.person(session.links.participant, 'Bo')
    wim = await theatre.person(session.links.observer, 'Wim')
    return () => theatre.close()
  })

  const everyone = () => [noor, ana, bo, wim]

  function planned(title: string) {
    return noor.page.getByRole('listitem').filter({ hasText: title })
  }

  /** What has landed for somebody, by its title. */
  function landed({ page }: Visitor, title: string) {
    return page.getByRole('article').getByRole('heading', { name: title })
  }

  test('[PAGE-23] everybody sees who is here', async () => {
    for (const { page } of everyone()) {
      await page.getByRole('list', { name: 'Here now: 4' }).waitFor()
    }
  })

  test('[PAGE-24] two people type in one title at once and both see every letter', async () => {
    await ana.addCard('hypothesis', 'feathers')
    await bo.card('hypothesis', 'feathers').waitFor()
    const title = (who: Visitor) =>
      who.page.locator('article.hypothesis').first().getByRole('textbox', { name: 'Title' })
    await Promise.all([
      title(ana)
        .press('End')
        .then(() => title(ana).pressSequentially(' block the fan')),
      title(bo)
        .press('Home')
        .then(() => title(bo).pressSequentially('White ')),
    ])
    for (const who of [noor, ana, bo, wim]) {
      await who.card('hypothesis', 'White feathers block the fan').waitFor()
    }
  })

  test('[PAGE-25] undo takes back my own change and leaves the work of others', async () => {
    await ana.addCard('action', 'Look at the fan')
    await bo.addCard('action', 'Ask the caretaker')
    await ana.card('action', 'Ask the caretaker').waitFor()
    await ana.page.keyboard.press('Control+z')
    await ana.card('action', 'Look at the fan').waitFor({ state: 'detached' })
    await bo.card('action', 'Look at the fan').waitFor({ state: 'detached' })
    await bo.card('action', 'Ask the caretaker').waitFor()
  })

  test('[PAGE-26] the channel reaches everyone, with its author', async () => {
    await bo.say('Does anybody hear the fan?')
    for (const { page } of everyone()) await page.getByText('Does anybody hear the fan?').waitFor()
  })

  test('[PAGE-27] an inject the facilitator lands is seen by all, and stops nobody', async () => {
    await noor.page.getByRole('button', { name: 'Play', exact: true }).first().click()
    for (const { page } of everyone()) {
      await page.locator('[aria-current=step]', { hasText: 'Play' }).waitFor()
    }
    await ana.page.getByRole('button', { name: /^Add a signal/ }).click()
    const field = ana.page.getByRole('textbox', { name: 'New signal' })
    await field.pressSequentially('I am in the midd')
    await planned('A feather blocks the fan').getByRole('button', { name: 'Now' }).click()
    await noor.page.getByRole('button', { name: 'Surprises' }).click()
    for (const who of everyone()) await landed(who, 'A feather blocks the fan').waitFor()
    await noor.page.getByRole('button', { name: 'Channel' }).click()
    expect(await ana.page.getByRole('dialog').count()).toBe(0)
    await ana.page.keyboard.type('le of it')
    expect(await field.inputValue()).toBe('I am in the middle of it')
    await field.press('Enter')
    await bo.card('signal', 'I am in the middle of it').waitFor()
  })

  test('[PAGE-28] a whisper is seen by one person, and reaches no other participant', async () => {
    const whisper = planned('The mayor feeds the birds')
    await whisper.getByRole('combobox').selectOption({ label: 'Ana' })
    await whisper.getByRole('button', { name: 'Whisper now' }).click()
    await landed(ana, 'The mayor feeds the birds').waitFor()
    await noor.say('What comes after the whisper')
    for (const who of [bo, wim]) {
      await who.page.getByText('What comes after the whisper').waitFor()
      expect(await landed(who, 'The mayor feeds the birds').count()).toBe(0)
      expect(await who.heard('The mayor feeds the birds')).toBe(false)
    }
    expect(await ana.heard('The mayor feeds the birds')).toBe(true)
  })

  test('[PAGE-29] what has not landed comes to no participant, over no wire', async () => {
    expect(await noor.heard('The antenna has fallen')).toBe(true)
    const told = await askForEverything(noor, theatre.server.base, session.id)
    expect(told.split('The antenna has fallen').length).toBeGreaterThan(2)
    const secrets = ['The antenna has fallen', 'Nobody was below', 'A quiet word']
    for (const who of [ana, bo, wim]) {
      await who.page.reload()
      await who.isIn()
      const answers = await askForEverything(who, theatre.server.base, session.id)
      for (const secret of secrets) {
        expect(await who.heard(secret)).toBe(false)
        expect(answers).not.toContain(secret)
      }
    }
  })

  test('[PAGE-30] a pause holds the clock for everyone', async () => {
    const clock = ({ page }: Visitor) => page.getByText('Paused').first()
    const stand = noor.page.getByRole('region', { name: 'Clock' })
    await stand.getByRole('button', { name: 'Pause' }).click()
    for (const who of everyone()) await clock(who).waitFor()
    await stand.getByRole('button', { name: 'Run' }).click()
    for (const who of everyone()) await clock(who).waitFor({ state: 'detached' })
  })

  test('[PAGE-31] without a network edits are kept and counted, and merged on return', async () => {
    await ana.context.setOffline(true)
    await ana.saved('Offline')
    await ana.addCard('hypothesis', 'The wind did it')
    await ana.saved('kept')
    expect(await ana.page.locator('[data-saved]').innerText()).toMatch(
      /^Offline, \d+ changes? kept$/,
    )
    await bo.addCard('hypothesis', 'The rain did it')
    await ana.context.setOffline(false)
    await ana.saved('Saved')
    await bo.card('hypothesis', 'The wind did it').waitFor()
    await ana.card('hypothesis', 'The rain did it').waitFor()
  })

  test('[PAGE-32] a reload, a new tab and the link again bring the same person back', async () => {
    const people = () => theatre.api.listSessions(theatre.server.adminToken)
    await bo.page.reload()
    await bo.isIn()
    const tab = await bo.context.newPage()
    await tab.goto(session.links.participant)
    await tab.getByRole('list', { name: 'Phase of the session' }).waitFor()
    await tab.close()
    const [only] = await people()
    expect(only?.people.map(({ name }) => name)).toEqual(['Noor', 'Ana', 'Bo', 'Wim'])
  })

  test('[PAGE-33] an observer has the board before them and nothing to change it with', async () => {
    await wim.card('hypothesis', 'The wind did it').waitFor()
    expect(await wim.page.getByRole('textbox').count()).toBe(0)
    expect(
      await wim.page.getByRole('button', { name: /^Add|Take off|I’m on this|Now$/ }).count(),
    ).toBe(0)
  })

  test('[PAGE-35] a page whose own clock is wrong tells the exercise time of the server', async () => {
    const hour = 3_600_000
    const late = await theatre.person(session.links.observer, 'Late', hour)
    const time = async ({ page }: Visitor) => {
      const shown = await page.getByRole('timer').first().innerText()
      const [minutes = '', seconds = ''] = /(\d+):(\d\d)/.exec(shown)?.slice(1) ?? []
      return Number(minutes) * 60 + Number(seconds)
    }
    await late.page.getByRole('timer').first().waitFor()
    const apart = async () => Math.abs((await time(late)) - (await time(noor)))
    await until('both show the same time', async () => (await apart()) < 10)
    await late.context.close()
  })

  test('[PAGE-34] through all of this no console had anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})

/** The answers to every call of the API that a person's key opens, and to those it does not. */
async function askForEverything({ page }: Visitor, base: string, id: string): Promise<string> {
  const key = await page.evaluate((name) => localStorage.getItem(name), `gamelan.key.${id}`)
  const headers = { authorization: `Bearer ${must(key, 'the key of whoever asks')}` }
  const ofSession = ['', '/history', '/history?after=board:0,stage:0,script:0', '/export']
  const paths = [...ofSession.map((path) => `/sessions/${id}${path}`), '/sessions', '/library']
  const answers = paths.map(async (path) => {
    const answer = await fetch(`${base}/api${path}`, { headers })
    return unpacked(await answer.text())
  })
  return (await Promise.all(answers)).join('\n')
}
