import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { until } from '../support/until.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

const phone = { width: 390, height: 844 }
const wide = { width: 1440, height: 900 }

/** Runs in the browser: the focused card has come into sight, and its list scrolls no more. */
async function isAtRest(): Promise<boolean> {
  const placeNow = () => document.activeElement?.getBoundingClientRect().top ?? Infinity
  const before = placeNow()
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  return before === placeNow() && before < innerHeight
}

describe.skipIf(noBrowser)('finding, filtering and adding, in a browser', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Roof', format: 'tabletop', scenario: tune })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    ana = await theatre.person(session.links.participant, 'Ana')
    return () => theatre.close()
  })

  const asking = () => ana.page.getByRole('combobox', { name: 'Find anything' })
  const options = () => ana.page.getByRole('dialog').getByRole('option')
  const title = (card: Locator) => card.getByRole('textbox', { name: 'Title' })

  async function choose(query: string): Promise<void> {
    await ana.page.keyboard.press('Control+k')
    await asking().waitFor()
    await ana.page.keyboard.type(query)
    await ana.page.keyboard.press('Enter')
    await asking().waitFor({ state: 'detached' })
  }

  /** Pastes as a person does, into whatever has the focus. */
  async function paste(text: string): Promise<void> {
    await ana.page.evaluate((words) => navigator.clipboard.writeText(words), text)
    await ana.page.keyboard.press('Control+v')
  }

  const lines = (count: number, word: string) =>
    Array.from({ length: count }, (_, n) => `- ${word} ${n + 1}`).join('\n')

  test('[FIND-4] from the middle of a message to the title of a card, by keys alone', async () => {
    await noor.addCard('hypothesis', 'Feathers block the fan')
    const card = ana.card('hypothesis', 'Feathers block the fan')
    await card.waitFor()
    await ana.page.keyboard.press('/')
    await ana.page.keyboard.type('Has anybody lo')
    await choose('fea fan')
    await until('its title has the focus', () =>
      title(card).evaluate((field) => field === document.activeElement),
    )
    await ana.page.keyboard.press('End')
    await ana.page.keyboard.type(', white ones')
    await noor.card('hypothesis', 'Feathers block the fan, white ones').waitFor()
  })

  test('[FIND-2] Escape brings back to where the caret was', async () => {
    const field = title(ana.page.locator('article.hypothesis').first())
    await field.focus()
    await ana.page.keyboard.press('Control+k')
    await asking().waitFor()
    await ana.page.keyboard.press('Escape')
    await ana.page.keyboard.press('End')
    await ana.page.keyboard.type('!')
    await noor.card('hypothesis', 'Feathers block the fan, white ones!').waitFor()
    await ana.page.keyboard.press('Escape')
  })

  test('[FIND-4] a surprise is shown in the feed, on a phone as well', async () => {
    await noor.page.getByRole('button', { name: 'Play', exact: true }).first().click()
    const planned = noor.page.getByRole('listitem').filter({ hasText: 'A feather blocks the fan' })
    await planned.getByRole('button', { name: 'Now' }).click()
    await ana.page.setViewportSize(phone)
    const surprise = ana.page.locator('[data-inject]', { hasText: 'A feather blocks the fan' })
    await surprise.waitFor({ state: 'attached' })
    expect(await surprise.isVisible()).toBe(false)
    await ana.page.getByRole('button', { name: /^Find anything/ }).click()
    await asking().fill('caretaker')
    await options().first().click()
    await surprise.waitFor()
  })

  test('[PAGE-60] n leads into the notes and / into the channel, on a phone to their tab', async () => {
    await ana.page.keyboard.press('n')
    await ana.page.locator('.notes-place [contenteditable="true"]:focus').waitFor()
    await ana.page.keyboard.type('noted')
    await ana.page.keyboard.press('Escape')
    await ana.page.locator('body').click({ position: { x: 2, y: 2 } })
    await ana.page.setViewportSize(wide)
    await ana.page.keyboard.press('/')
    await ana.page.locator('.channel-place textarea:focus').waitFor()
    await ana.page.locator('body').click({ position: { x: 2, y: 2 } })
  })

  test('[PAGE-55] seven pasted lines are seven cards for everybody', async () => {
    await ana.page.keyboard.press('a')
    await paste(lines(7, 'step'))
    await ana.page.getByRole('button', { name: 'Add 7 cards' }).waitFor()
    await ana.page.keyboard.press('Enter')
    await noor.card('action', 'step 7').waitFor()
    await ana.page.keyboard.press('Escape')
  })

  test('[PAGE-57] five thousand pasted lines are asked about, and a hundred come', async () => {
    await ana.page.keyboard.press('s')
    await paste(lines(5_000, 'line'))
    await ana.page.getByText('These are 5,000 lines').waitFor()
    await ana.page.keyboard.press('Enter')
    await ana.page.keyboard.press('Enter')
    await noor.card('signal', 'line 100').waitFor()
    await ana.saved('Saved')
    expect(await noor.page.locator('article.signal').count()).toBe(100)
    await ana.page.keyboard.press('Escape')
  })

  test('[FIND-7] a filter from the palette says what it hides, and Escape in it shows all', async () => {
    await choose('only nobody actions')
    const bar = ana.page.getByRole('region', { name: 'Filter' })
    await bar.getByText('Only actions with nobody on them').waitFor()
    await bar.getByText('101 cards of 108 hidden').waitFor()
    expect(await ana.page.locator('article').count()).toBe(7 + 1)
    await bar.getByRole('button', { name: 'Change' }).click()
    await ana.page.keyboard.type('step 3')
    await bar.getByText('107 cards of 108 hidden').waitFor()
    await ana.page.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    expect(await ana.page.locator('article.action').count()).toBe(7)
  })

  test('[FIND-9] a card dropped in a filtered column passes over what is hidden', async () => {
    await ana.page.keyboard.press('f')
    await ana.page.keyboard.type('step')
    const titles = (who: Visitor) =>
      who.page
        .locator('article.action h3')
        .evaluateAll((all) => all.map((each) => each.textContent))
    await ana.page.getByText('101 cards of 108 hidden').waitFor()
    const grip = (n: number) => ana.card('action', `step ${n}`).locator('.grip')
    const centre = async (of: Locator) => {
      const { x, y, width, height } = must(await of.boundingBox(), 'a place')
      return { x: x + width / 2, y: y + height / 2 }
    }
    const [from, to] = [await centre(grip(1)), await centre(grip(3))]
    await ana.page.mouse.move(from.x, from.y)
    await ana.page.mouse.down()
    await ana.page.mouse.move(from.x, from.y + 20, { steps: 4 })
    await ana.page.mouse.move(to.x, to.y + 6, { steps: 12 })
    await until('it has made room', async () => ((await titles(ana))[2] ?? '').includes('step 1'))
    await ana.page.mouse.up()
    await until('everybody sees it there', async () =>
      ((await titles(noor))[2] ?? '').includes('step 1'),
    )
    await ana.page.getByRole('button', { name: /^Show every card/ }).click()
  })

  test('[PAGE-94] far down a long column cards are outlines, and one that is found is whole', async () => {
    const last = ana.card('signal', 'line 100')
    await last.waitFor()
    const id = await ana.card('signal', 'line 1').getAttribute('data-card')
    const first = ana.page.locator(`[data-card="${id ?? ''}"]`)
    expect(await first.locator('textarea').count()).toBe(1)
    expect(await last.locator('textarea').count()).toBe(0)
    const heightOf = (card: Locator) =>
      card.evaluate((element) => element.getBoundingClientRect().height)
    await first.locator('textarea').press('End')
    await ana.page.keyboard.type(
      ', which goes on over the end of its line and then over another one',
    )
    const whole = await heightOf(first)
    await choose('line 100')
    await last.locator('textarea:focus').waitFor()
    await first.locator('textarea').waitFor({ state: 'detached' })
    expect(await heightOf(first)).toBeCloseTo(whole, 0)
    expect(await ana.page.locator('.signal [data-card]').count()).toBeGreaterThanOrEqual(100)
    // Scrolled away from, whoever is at it stays at it.
    await until('the list is at rest', () => ana.page.evaluate(isAtRest))
    await ana.page.locator('.column.signal .scroll').evaluate((list) => (list.scrollTop = 0))
    await first.locator('textarea').waitFor()
    await ana.page.keyboard.press('Tab')
    await last.locator(':focus').waitFor()
  })

  test('[FIND-11] among three hundred cards an answer is there with the next frame or so', async () => {
    const { page } = ana
    for (const word of ['more', 'still more']) {
      await page.locator('body').click({ position: { x: 2, y: 2 } })
      await page.keyboard.press('h')
      await paste(lines(100, word))
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await ana.card('hypothesis', `${word} 100`).waitFor({ state: 'attached' })
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await asking().waitFor()
    const taken: number[] = []
    for (const letter of 'more 42') taken.push(await typed(letter))
    expect(await options().first().textContent()).toContain('more 42')
    const middle = must(taken.sort((a, b) => a - b)[3], 'the median')
    expect(middle, taken.join()).toBeLessThan(100)
    await page.keyboard.press('Escape')
  })

  /** Types a letter into the palette; how long it took until the answer was painted, in milliseconds. */
  async function typed(letter: string): Promise<number> {
    return asking().evaluate(async (field: HTMLInputElement, more) => {
      const start = performance.now()
      field.value += more
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
      return performance.now() - start
    }, letter)
  }

  test('[PAGE-34] no console had anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })

  test('[BOARD-30] a long text shows how it begins, and makes no card wider or higher', async () => {
    await ana.page.keyboard.press('a')
    await paste(`a short title\n${'and a text that goes on and on '.repeat(20)}`)
    await ana.page.getByRole('button', { name: 'As one card' }).click()
    await ana.page.keyboard.press('Escape')
    const [short, long] = [ana.card('action', 'step 7'), ana.card('action', 'a short title')]
    await long.getByText('and a text that goes on').waitFor()
    const [one, other] = [await short.boundingBox(), await long.boundingBox()]
    expect([other?.width, other?.height]).toEqual([one?.width, one?.height])
  })
})
