import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { Band } from '../band/band.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

describe.skipIf(noBrowser)('the replay', () => {
  let theatre: Theatre
  let session: CreatedSession
  let live: Visitor
  let replay: Visitor

  beforeAll(async () => {
    const env = { GAMELAN_MAX_COMMANDS_PER_SECOND: '10000' }
    theatre = await Theatre.open(env)
    session = await theatre.createSession({ title: 'Roof', format: 'tabletop', scenario: tune })
    await playFor(theatre.server.base, session)
    live = await theatre.person(session.links.observer, 'Wim')
    replay = await theatre.person(session.links.observer, 'Rhea')
    await replay.page.getByRole('link', { name: 'Replay' }).click()
    await position(replay).waitFor()
    // So high that every card of both is near the eyes, and drawn in full.
    for (const { page } of [live, replay])
      await page.setViewportSize({ width: 1440, height: 4_000 })
    return () => theatre.close()
  })

  test('[REPLAY-30] at its end the replay shows the live board', async () => {
    await replay.page.keyboard.press('End')
    const shown = await boardOf(live)
    expect(shown).toContain('What we')
    await expect.poll(() => boardOf(replay)).toBe(shown)
    expect(await replay.page.getByRole('textbox').count()).toBe(0)
  })

  test('[REPLAY-31] at its start the board is empty', async () => {
    await replay.page.keyboard.press('End')
    await replay.page.locator('[data-card]').first().waitFor()
    await replay.page.keyboard.press('Home')
    await replay.page.locator('[data-card]').first().waitFor({ state: 'detached' })
  })

  test('[REPLAY-32] keys jump from mark to mark, forth and back', async () => {
    await replay.page.keyboard.press('Home')
    const inPlay = replay.page.locator('[aria-current=step]', { hasText: 'Play' })
    await replay.page.keyboard.press(']')
    await inPlay.waitFor()
    await replay.page.keyboard.press('[')
    await inPlay.waitFor({ state: 'detached' })
  })

  test('[REPLAY-33] it plays by itself to the end, and says nothing to the console', async () => {
    await replay.page.keyboard.press('Home')
    await replay.page.getByLabel('Speed').selectOption('60')
    await replay.page.getByRole('button', { name: 'Play', exact: true }).click()
    const shown = await boardOf(live)
    await expect.poll(() => boardOf(replay), { timeout: 60_000 }).toBe(shown)
    expect(theatre.troubles).toEqual([])
  })
})

/** A band that plays, and is gone afterwards. */
async function playFor(base: string, { links }: CreatedSession): Promise<void> {
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve))
  const lead = { speed: 10, length: 3_600_000 }
  const band = await Band.join({ base, links, lead, seed: 4, size: 3, tempo: Infinity, sleep })
  await band.play({ actions: 30 })
  await band.settled()
  await band.stop()
}

function position({ page }: Visitor) {
  return page.getByRole('slider', { name: 'Position in the session' })
}

/** What is to be read on somebody's board, without who is at which card: presence is not replayed. */
function boardOf({ page }: Visitor): Promise<string> {
  return page.locator('.board').evaluate((board) => {
    const copy = board.cloneNode(true) as Element
    for (const people of copy.querySelectorAll('[aria-label="At this card"]')) people.remove()
    return copy.textContent
  })
}
