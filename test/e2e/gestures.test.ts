import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const numbers = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** How many gestures the README says that something takes. */
function promised(said: RegExp): number {
  const [, number = ''] = must(said.exec(readme), `${said} in the README`)
  return numbers.indexOf(number)
}

/** Somebody's hands: a gesture is a press of a button, a key, a choice from a list or a text typed. */
class Hands {
  gestures = 0
  readonly #visitor: Visitor

  constructor(visitor: Visitor) {
    this.#visitor = visitor
  }

  async press(button: Locator): Promise<void> {
    this.gestures += 1
    await button.click()
  }

  async key(key: string): Promise<void> {
    this.gestures += 1
    await this.#visitor.page.keyboard.press(key)
  }

  async choose(list: Locator, words: string): Promise<void> {
    this.gestures += 1
    const option = this.#visitor.page.locator('option', { hasText: words })
    await list.selectOption((await option.getAttribute('value')) ?? '')
  }

  /** Where the focus is. */
  async type(text: string): Promise<void> {
    this.gestures += 1
    await this.#visitor.page.keyboard.type(text)
  }
}

describe.skipIf(noBrowser)('how much a facilitator does', () => {
  let theatre: Theatre

  beforeAll(async () => {
    theatre = await Theatre.open()
    return () => theatre.close()
  })

  test('[PLAY-6] a Wheel of Misfortune is prepared and spins in as many gestures as the README says', async () => {
    const noor = await theatre.visitor(`/#admin=${theatre.server.adminToken}`)
    const { page } = noor
    const hands = new Hands(noor)
    await hands.choose(page.getByLabel('Scenario', { exact: true }), 'The wheel of past nights')
    await hands.press(page.getByRole('button', { name: 'Create the session' }))
    await hands.press(page.getByRole('button', { name: 'Copy For participants' }))
    await hands.press(page.getByRole('link', { name: 'Join as facilitator' }))
    await page.getByLabel('Your name').waitFor()
    await hands.type('Noor')
    await hands.press(page.getByRole('button', { name: 'Join the session' }))
    await hands.press(page.getByRole('button', { name: 'Together', exact: true }))
    await hands.press(page.getByRole('button', { name: 'Spin for the incident' }))
    await page.getByRole('region', { name: 'The incident', exact: true }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/join#')
    expect(hands.gestures).toBe(promised(/A Wheel of Misfortune\*\*, (\w+) gestures/))
  })

  test('[PLAY-6] a surprise is improvised in as many gestures as the README says', async () => {
    const session = await theatre.createSession({
      title: 'Roof',
      format: 'tabletop',
      scenario: tune,
    })
    const noor = await theatre.person(session.links.facilitator, 'Noor')
    const ana = await theatre.person(session.links.participant, 'Ana')
    await noor.page.getByRole('button', { name: 'Start playing' }).click()
    await ana.page.locator('[aria-current=step]', { hasText: 'Play' }).waitFor()
    const hands = new Hands(noor)
    await hands.key('i')
    await hands.type('The roof leaks')
    await hands.key('Enter')
    await ana.page.getByRole('heading', { name: 'The roof leaks' }).waitFor()
    expect(hands.gestures).toBe(promised(/\*\*Improvise\*\* in (\w+) gestures/))
  })
})
