import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

/** So many stops there may be on the way to what one looks for. */
const mostStops = 120

/** Goes on with Tab until the focus is on something that is called so. Gives how it was called. */
async function tabTo(page: Page, name: RegExp): Promise<string> {
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab')
    const called = await page.evaluate(nameOfFocused)
    if (name.test(called)) return called
  }
  throw new Error(`No way to ${String(name)} by the Tab key.`)
}

/** Opens the menu that has the focus, and waits until its first item has it. */
async function opensMenu(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('[role="menuitem"]:focus').waitFor()
}

/** Runs in the browser. */
function nameOfFocused(): string {
  const focused = document.activeElement
  const label = focused?.id ? document.querySelector(`label[for="${focused.id}"]`) : null
  const named = focused?.getAttribute('aria-label') ?? label?.textContent ?? focused?.textContent
  return (named ?? '').replace(/\s+/g, ' ').trim()
}

/** Whether the focus can be seen: by an outline or what stands around it. */
function showsFocus(): boolean {
  const focused = document.activeElement
  if (!focused || focused === document.body) return false
  for (let it: Element | null = focused; it && it !== document.body; it = it.parentElement) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it)
    if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true
  }
  return false
}

describe.skipIf(noBrowser)('a session by keyboard alone', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Keys', format: 'gamelan', scenario: tune })
    return () => theatre.close()
  })

  async function joins(link: string, name: string): Promise<Visitor> {
    const visitor = await theatre.visitor(link)
    // The field has the focus already.
    await visitor.page.getByLabel('Your name').waitFor()
    await visitor.page.keyboard.type(name)
    await visitor.page.keyboard.press('Enter')
    await visitor.isIn()
    return visitor
  }

  const type = async ({ page }: Visitor, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  test('[PAGE-91] people come in and the facilitator begins', async () => {
    noor = await joins(session.links.facilitator, 'Noor')
    ana = await joins(session.links.participant, 'Ana')
    await tabTo(noor.page, /^Play$/)
    await type(noor, 'Enter')
    await ana.page.locator('[aria-current="step"]', { hasText: 'Play' }).waitFor()
  })

  test('[PAGE-91] thoughts come onto the board, a key each', async () => {
    for (const [key, kind, title] of [
      ['h', 'hypothesis', 'disk is full'],
      ['a', 'action', 'grow the disk'],
      ['s', 'signal', 'df says 99 %'],
    ] as const) {
      await type(ana, key)
      await ana.page.keyboard.type(title)
      await type(ana, 'Enter', 'Escape')
      await ana.card(kind, title).waitFor()
    }
  })

  test('[PAGE-91] a card is found, judged, taken and linked', async () => {
    const { page } = ana
    await type(ana, 'Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('disk full')
    await page.getByRole('option', { name: /disk is full/ }).waitFor()
    await type(ana, 'Enter')
    const guess = ana.card('hypothesis', 'disk is full')
    await guess.locator('textarea:focus').waitFor()
    await tabTo(page, /^Show more$/)
    await type(ana, 'Enter')
    await tabTo(page, /^Status/)
    await opensMenu(page)
    await type(ana, 'ArrowDown', 'Enter')
    await guess.getByText('Testing').waitFor()
    await tabTo(page, /^Link:.*Supported by/)
    await opensMenu(page)
    await type(ana, 'Enter')
    await guess.getByText('▲1').waitFor()
    await tabTo(page, /^Take it$/)
    await type(ana, 'Enter')
    await noor.card('action', 'grow the disk').getByText('Ana').first().waitFor()
    expect(await page.evaluate(showsFocus)).toBe(true)
  })

  test('[PAGE-91] notes are written and things are said', async () => {
    await ana.page.locator('body').press('Escape')
    await type(ana, 'n')
    await ana.page.locator('[data-notes] :focus').waitFor()
    await ana.page.keyboard.type('look at backups')
    await noor.page.locator('[data-notes]', { hasText: 'look at backups' }).waitFor()
    await tabTo(ana.page, /^Say something/)
    await ana.page.keyboard.type('who has db1?')
    await type(ana, 'Enter')
    await noor.page.getByRole('log').getByText('who has db1?').waitFor()
  })

  test('[PAGE-91] a surprise is landed, and becomes a signal', async () => {
    await tabTo(noor.page, /^Land .*feather.* now$|^Now/i)
    await type(noor, 'Enter')
    await ana.page.getByRole('heading', { name: 'A feather blocks the fan' }).waitFor()
    await tabTo(ana.page, /^Make it a signal/)
    await type(ana, 'Enter')
    await noor.card('signal', 'A feather blocks the fan').waitFor()
  })

  test('[INJECT-74] a key, a title and Enter improvise a surprise for everybody', async () => {
    await noor.page.locator('body').press('i')
    await noor.page.keyboard.type('The lift is stuck')
    await type(noor, 'Enter')
    await ana.page.getByRole('heading', { name: 'The lift is stuck' }).waitFor()
  })

  test('[PAGE-91] the keys are shown, a cue is raised, and what was done is taken back', async () => {
    await ana.page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await type(ana, '?')
    await ana.page.getByRole('dialog').getByText('Find anything').waitFor()
    await type(ana, 'Escape')
    await type(ana, '1')
    await noor.page.getByRole('list', { name: 'Cues' }).getByText('Slower').waitFor()
    await type(ana, 'Control+z')
    await noor.card('signal', 'A feather blocks the fan').waitFor({ state: 'detached' })
  })

  test('[PAGE-91] the session is debriefed, closed and replayed', async () => {
    for (const phase of ['Debrief', 'Closed']) {
      await tabTo(noor.page, new RegExp(`^${phase}$`))
      await type(noor, 'Enter')
      await ana.page.locator('[aria-current="step"]', { hasText: phase }).waitFor()
    }
    await tabTo(ana.page, /^Replay/)
    await type(ana, 'Enter')
    await ana.page.getByRole('slider').waitFor()
    await type(ana, ...Array<string>(6).fill(']'))
    await ana.page.getByRole('article', { name: 'hypothesis: disk is full' }).waitFor()
  })

  test('[PAGE-34] no console has anything to complain about', () => {
    expect(theatre.troubles).toEqual([])
  })
})
