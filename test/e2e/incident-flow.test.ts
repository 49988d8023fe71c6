import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

const talk = Array.from(
  { length: 12 },
  (_, n) => `10:${42 + n}:00 Kim: line ${n} <b>of</b> plum`,
).join('\n')

/** Runs in the browser: whether something lies over the middle of it, or it is out of sight. */
function isCovered(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect()
  const there = document.elementFromPoint(left + width / 2, top + height / 2)
  return !there || !element.contains(there)
}

describe.skipIf(noBrowser)('an incident that is gathered, and one that is listened to', () => {
  let theatre: Theatre
  let session: CreatedSession
  let ana: Visitor
  let bo: Visitor
  let noor: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open({ GAMELAN_MAX_COMMANDS_PER_SECOND: '1000' })
    session = await theatre.createSession({
      title: 'Doors',
      format: 'incident-flow',
      scenario: 'shut-doors',
    })
    ana = await theatre.person(session.links.participant, 'Ana')
    bo = await theatre.person(session.links.observer, 'Bo')
    noor = await theatre.person(session.links.facilitator, 'Noor')
    await noor.page.getByRole('button', { name: 'Start playing' }).click()
    return () => theatre.close()
  })

  const message = ({ page }: Visitor, text: string) =>
    page.locator('[data-message]').filter({ has: page.locator('.said', { hasText: text }) })

  test('[ANSWER-7] a question is answered with two keys, from what is prepared, before everybody', async () => {
    await ana.say('Could it be the time on the readers, their NTP?')
    await message(noor, 'their NTP').waitFor()
    expect(await ana.heard('198.51.100.24 handshake')).toBe(false)
    await noor.page.locator('body').press('r')
    const field = noor.page.getByRole('combobox', { name: 'Find an answer' }).last()
    await noor.page.getByRole('option', { selected: true, name: /Time on the readers/ }).waitFor()
    await expect.poll(() => field.evaluate((each) => each === document.activeElement)).toBe(true)
    await noor.page.keyboard.press('Enter')
    for (const who of [ana, bo]) {
      const answer = message(who, 'Time on the readers')
      await answer.getByText('In reply to Ana').waitFor({ state: 'attached' })
      await answer.getByText('Terminal on a yellow reader').waitFor()
      await answer.getByText('ntpq -pn').waitFor()
    }
  })

  test('[ANSWER-7] in a low window the chosen answer comes into sight', async () => {
    const { page } = noor
    await page.setViewportSize({ width: 1440, height: 500 })
    await ana.say('What does the door log say?')
    await message(noor, 'the door log').waitFor()
    await page.locator('body').press('r')
    const list = page.getByRole('listbox').last()
    await list.getByRole('option').nth(2).waitFor()
    for (const last of (await list.getByRole('option').all()).slice(1)) {
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => last.getAttribute('aria-selected')).toBe('true')
      const covered = () => last.evaluate(isCovered)
      await expect.poll(covered).toBe(false)
    }
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('[TRANSCRIPT-15] a transcript is pasted, plays twenty times as fast on every page in order, and a fermata holds it', async () => {
    const { page } = noor
    await page.getByRole('button', { name: 'Together' }).click()
    await page.getByRole('button', { name: 'Load another' }).click()
    await page.getByLabel('The chat').fill(talk)
    await page.getByText('12 lines, read as lines of a chat, 11:00 long.').waitFor()
    await page.getByRole('button', { name: 'Take this transcript' }).click()
    await page.getByText('0 of 12').waitFor()
    await page.getByRole('button', { name: '20×' }).click()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await message(ana, 'line 1').first().waitFor()
    await message(ana, 'line 1')
      .first()
      .getByText('10:43 in the incident')
      .waitFor({ state: 'attached' })
    await page.keyboard.press('.')
    await page.getByText('The clock stands, and the transcript with it.').waitFor()
    expect(await ana.heard('line 11 <b>')).toBe(false)
    await page.getByRole('button', { name: 'Go on without revealing' }).click()
    const skip = page.getByRole('button', { name: 'Skip the silence' })
    while (!(await message(ana, 'line 11').isVisible())) {
      // Pressed at once: the last line may come before a pointer is there, and nothing is left to skip.
      await skip.evaluate((button: HTMLElement) => button.click())
      await page.getByText(/next in|all of it has come/).waitFor()
    }
    for (const who of [ana, bo, noor]) {
      await message(who, 'line 11').waitFor()
      const lines = await who.page
        .locator('[data-message] .said', { hasText: 'plum' })
        .allTextContents()
      expect(lines.map((each) => each.trim())).toEqual(
        Array.from({ length: 12 }, (_, n) => `line ${n} <b>of</b> plum`),
      )
    }
    expect(theatre.troubles).toEqual([])
  })
})
