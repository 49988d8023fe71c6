import * as decoding from 'lib0/decoding'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { readFrame } from '../../shared/wire/sync-frames.ts'
import { until } from '../support/until.ts'
import { complaints } from './axe.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

const whisper = (title: string) => ({ kind: 'call', title, at: 'hand', whisper: true }) as const
const scenario = {
  ...tune,
  injects: [...tune.injects, whisper('The mayor is afraid of birds')],
}

/** What a page says to the server from here on that is no answer to what it was asked. */
function said({ page }: Visitor): string[] {
  const heard: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => heard.push(wordsOf(payload))),
  )
  return heard
}

function wordsOf(payload: string | Buffer): string {
  if (typeof payload === 'string') return payload
  const frame = readFrame(new Uint8Array(payload))
  if (frame?.type !== 'awareness') return frame?.type ?? 'nonsense'
  return `awareness ${statesIn(frame.update)}`
}

/** What a presence update says, whose it is and how often it was said left out. */
function statesIn(update: Uint8Array): string {
  const decoder = decoding.createDecoder(update)
  const states = Array.from({ length: decoding.readVarUint(decoder) }, () => {
    decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    return decoding.readVarString(decoder)
  })
  return states.join()
}

describe.skipIf(noBrowser)('a facilitator who sees as others do', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let kim: Visitor
  let lee: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Roof', format: 'tabletop', scenario })
    const visitor = await theatre.visitor('about:blank')
    heard = said(visitor)
    noor = visitor
    await noor.page.goto(session.links.facilitator)
    await noor.page.getByLabel('Your name').fill('Noor')
    await noor.page.getByRole('button', { name: 'Join the session' }).click()
    await noor.isIn()
    kim = await theatre.person(session.links.participant, 'Kim')
    lee = await theatre.person(session.links.participant, 'Lee')
    return () => theatre.close()
  })
  let heard: string[]

  const seen = (name: string) => noor.page.getByRole('region', { name: `The session as ${name}` })

  async function whisperTo(name: string, title: string) {
    const item = noor.page.getByRole('listitem').filter({ hasText: title })
    await item.getByLabel('Whisper to').selectOption({ label: name })
    await item.getByRole('button', { name: 'Whisper now' }).click()
  }

  async function see(name: string) {
    await noor.page.getByRole('button', { name: 'People', exact: true }).click()
    await noor.page.getByRole('button', { name: `See as ${name}` }).click()
    await seen(name).waitFor()
  }

  test('[SEEAS-1] they read the whisper of Kim as Kim does, and not that of Lee, and nothing of the script', async () => {
    await noor.page.getByRole('button', { name: 'Start playing' }).click()
    await whisperTo('Kim', 'The mayor feeds the birds')
    await whisperTo('Lee', 'The mayor is afraid of birds')
    await lee.page.getByRole('heading', { name: 'The mayor is afraid of birds' }).waitFor()
    await kim.addCard('hypothesis', 'feathers')
    await see('Kim')
    const page = seen('Kim')
    await page.getByRole('heading', { name: 'The mayor feeds the birds' }).waitFor()
    await page.getByRole('article', { name: 'hypothesis: feathers' }).waitFor()
    const words = await page.innerText()
    for (const secret of ['afraid of birds', 'antenna has fallen', 'quiet word']) {
      expect(words).not.toContain(secret)
    }
    // What is behind is neither read by a screen reader nor reached.
    expect(await noor.page.getByRole('button', { name: 'See as Kim' }).count()).toBe(0)
  })

  test('[SEEAS-2] while they look nothing is sent: no command, no change, no presence', async () => {
    // They are heard: their page told of itself when it came, and of what was whispered.
    const before = heard.length
    const told = heard.findLast((each) => each.startsWith('awareness'))
    expect(told).toBeDefined()
    await seen('Kim')
      .getByRole('article', { name: /feathers/ })
      .hover()
    await noor.page.keyboard.press('h')
    await noor.page.keyboard.type('a letter is no key here')
    await kim.say('Does anybody see me?')
    await seen('Kim').getByText('Does anybody see me?').waitFor()
    // That one is here, as one is, is said anew every 15 s. Longer than something must be in sight to count as seen.
    await until('more than two seconds passed', watch(2_500))
    const sent = heard.slice(before).filter((each) => !['3', '2', told].includes(each))
    expect(sent).toEqual([])
    expect(await kim.page.getByText('Noor sees').count()).toBe(0)
  })

  test('[PAGE-90] axe has nothing against it, wide and on a phone', async () => {
    await noor.page.emulateMedia({ reducedMotion: 'reduce' })
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1440, height: 900 },
    ]) {
      await noor.page.setViewportSize(viewport)
      expect(await complaints(noor.page)).toEqual([])
    }
  })

  test('[SEEAS-5] Escape leads back to where they were, with what they had typed', async () => {
    await noor.page.keyboard.press('Escape')
    await seen('Kim').waitFor({ state: 'detached' })
    const button = noor.page.getByRole('button', { name: 'See as Kim' })
    expect(await button.evaluate((each) => each === document.activeElement)).toBe(true)
    await noor.page.getByLabel('Say something to everyone').fill('half a sentence')
    await see('Lee')
    await seen('Lee').getByRole('heading', { name: 'The mayor is afraid of birds' }).waitFor()
    await seen('Lee').getByRole('button', { name: 'Back to the stand' }).click()
    const field = noor.page.getByLabel('Say something to everyone')
    expect(await field.inputValue()).toBe('half a sentence')
  })

  test('[SEEAS-7] the palette leads there, too', async () => {
    await noor.page.keyboard.press('Control+k')
    await noor.page.getByPlaceholder('A card, a person').fill('see as kim')
    await noor.page.keyboard.press('Enter')
    await seen('Kim').waitFor()
    await noor.page.keyboard.press('Escape')
    await seen('Kim').waitFor({ state: 'detached' })
  })

  test('[HANDOVER-23] the stand is handed over before everybody’s eyes, and nobody’s page is loaded anew', async () => {
    await kim.page.getByLabel('Say something to everyone').fill('I was about to say')
    await noor.page.getByRole('button', { name: 'Hand the stand to Kim' }).click()
    expect(await complaints(noor.page)).toEqual([])
    await noor.page.getByRole('button', { name: 'Offer the stand' }).click()
    const take = kim.page.getByRole('button', { name: 'I have the stand' })
    await take.waitFor()
    expect(await complaints(kim.page)).toEqual([])
    await take.click()
    await kim.page.getByRole('heading', { name: 'Conductor’s stand' }).waitFor()
    await kim.page.getByRole('listitem').filter({ hasText: 'The antenna has fallen' }).waitFor()
    await noor.page
      .getByRole('heading', { name: 'Conductor’s stand' })
      .waitFor({ state: 'detached' })
    await noor.saved('Saved')
    await kim.saved('Saved')
    expect(await noor.page.getByText('You are looking at how this session stood').count()).toBe(0)
    await kim.page.getByRole('button', { name: 'Pause' }).click()
    await noor.page.getByText('paused').first().waitFor()
    const field = kim.page.getByLabel('Say something to everyone')
    expect(await field.inputValue()).toBe('I was about to say')
    await noor.addCard('action', 'I play along')
    await lee.card('action', 'I play along').waitFor()
    await noor.page.reload()
    await noor.isIn()
    expect(await noor.page.getByRole('heading', { name: 'Conductor’s stand' }).count()).toBe(0)
  })

  test('[PAGE-34] no console complains of it', () => {
    expect(theatre.troubles).toEqual([])
  })
})

/** A watch that says when so much time has passed. */
function watch(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds
  return () => performance.now() > end
}
