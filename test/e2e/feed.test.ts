import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import { longestPicture } from '../../shared/stage/picture.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

/** Wider than high, so that its proportions can be measured: 2 by 1 pixels. */
const gif = 'R0lGODlhAgABAIAAAAAAAP///yH5BAAAAAAALAAAAAACAAEAAAICBAoAOw=='

const tune = {
  title: 'A cold room',
  summary: 'For tests.',
  format: 'tabletop',
  minutes: 60,
  situation: 'It hums.',
  injects: [
    {
      kind: 'image',
      title: 'Two lights are out',
      from: 'Camera',
      at: 'hand',
      image: { src: `data:image/gif;base64,${gif}`, alt: 'The third lamp is dark' },
    },
    {
      kind: 'chart',
      title: 'Degrees',
      from: 'Thermometer',
      at: 'hand',
      unit: '°C',
      moving: true,
      series: [
        {
          name: 'rack',
          points: [
            ['00:00', 20],
            ['60:00', 3620],
          ],
        },
      ],
    },
    {
      kind: 'log',
      title: 'What the pump said',
      at: 'hand',
      text: Array.from({ length: 400 }, (_, n) => `${n} ${n % 100 === 50 ? 'WARN' : 'fine'}`).join(
        '\n',
      ),
    },
  ],
}

let theatre: Theatre
let session: CreatedSession
let noor: Visitor
let ana: Visitor

const card = (visitor: Visitor, title: string) =>
  visitor.page
    .getByRole('article')
    .filter({ has: visitor.page.getByRole('heading', { name: title }) })

async function land(title: string): Promise<void> {
  const item = noor.page.locator('li.item').filter({ hasText: title })
  await item.getByRole('button', { name: 'Now', exact: true }).click()
  await card(ana, title).waitFor()
}

describe.skipIf(noBrowser)('surprises in a browser', () => {
  beforeAll(async () => {
    theatre = await Theatre.open()
    session = await theatre.createSession({ title: 'Cold', format: 'tabletop', scenario: tune })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    ana = await theatre.person(session.links.participant, 'Ana')
    await noor.page.getByRole('button', { name: 'Play', exact: true }).click()
  })

  afterAll(async () => {
    await theatre.close()
  })

  test('[INJECT-67] an image opens large by keyboard and by click, and gives the focus back', async () => {
    await land('Two lights are out')
    const { page } = ana
    const small = page.getByRole('button', { name: 'The third lamp is dark' })
    const dialog = page.getByRole('dialog', { name: 'The third lamp is dark' })
    await small.press('Enter')
    await dialog.waitFor()
    const box = must(await dialog.getByRole('img').boundingBox(), 'the large image')
    expect(box.width).toBeGreaterThan(500)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await small.evaluate((each) => each === document.activeElement)).toBe(true)
    await small.click()
    await dialog.getByRole('img').click()
    await dialog.waitFor({ state: 'detached' })
    expect(await small.evaluate((each) => each === document.activeElement)).toBe(true)
  })

  test('[INJECT-66] a chart that moves is drawn and grows with exercise time', async () => {
    await land('Degrees')
    const chart = card(ana, 'Degrees')
    await chart.locator('canvas').waitFor()
    const latest = async () => Number(await chart.locator('figcaption b').innerText())
    const before = await latest()
    await expect.poll(latest, { timeout: 10_000 }).toBeGreaterThan(before)
  })

  test('[INJECT-85] a chart is improvised by its numbers, and everybody sees it', async () => {
    const { page } = noor
    await page.keyboard.press('i')
    await page.keyboard.type('Mails that wait')
    await page.getByLabel('Kind').selectOption('chart')
    await page.getByLabel('Unit').fill('mails')
    await page.getByLabel('Numbers of line 1').fill('12 14 90 1900')
    await page.locator('form canvas').waitFor()
    await page.getByRole('button', { name: 'Land it now' }).click()
    const chart = card(ana, 'Mails that wait')
    await chart.locator('canvas').waitFor()
    expect(await chart.locator('figcaption b').innerText()).toBe('1,900')
  })

  test('[INJECT-74] [PAGE-100] on a phone what is said in passing covers no tab', async () => {
    const { page } = noor
    await page.setViewportSize({ width: 390, height: 844 })
    await page.keyboard.press('i')
    await page.keyboard.type('A bird in the duct')
    await page.keyboard.press('Enter')
    await page.getByLabel('Kind').waitFor({ state: 'detached' })
    const toast = page.getByText('Landed for everyone').last()
    const [said, tabs] = [toast, page.locator('nav.tabs')].map(async (each) =>
      must(await each.boundingBox(), 'a place'),
    )
    const { y, height } = must(await said, 'what is said')
    expect(y + height).toBeLessThan(must(await tabs, 'the tabs').y)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('[INJECT-63] scrolled down, nothing moves when another lands, and a button goes up to it', async () => {
    const { page } = ana
    const list = page.getByRole('region', { name: 'What has landed' })
    const below = card(ana, 'Two lights are out')
    // The focus is still on it: it did not fold when the chart landed.
    await below.getByRole('img').waitFor()
    await list.evaluate((each) => (each.scrollTop = each.scrollHeight))
    await page.mouse.move(300, 300)
    const place = async () => must(await below.boundingBox(), 'the card below').y
    await expect.poll(() => list.evaluate((each) => each.scrollTop)).toBeGreaterThan(20)
    const before = await place()
    await land('What the pump said')
    // Lists are scrolled by whole pixels.
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(0.5)
    await page.getByRole('button', { name: '1 new above' }).click()
    expect(await list.evaluate((each) => each.scrollTop)).toBe(0)
  })

  test('[INJECT-64] the next match of a search comes into sight inside the log', async () => {
    const log = card(ana, 'What the pump said')
    const field = log.getByRole('searchbox')
    await field.fill('warn')
    await expect.poll(() => log.getByRole('status').innerText()).toBe('1 of 4')
    await field.press('Enter')
    await expect.poll(() => log.getByRole('status').innerText()).toBe('2 of 4')
    const [lines, mark] = await Promise.all([
      log.locator('pre').boundingBox(),
      log.locator('mark.current').boundingBox(),
    ])
    expect(must(mark, 'a mark').y).toBeGreaterThanOrEqual(must(lines, 'lines').y)
    expect(must(mark, 'a mark').y).toBeLessThan(
      must(lines, 'lines').y + must(lines, 'lines').height,
    )
  })

  test('[INJECT-70] an improvised image of 300 KB lands for everyone', async () => {
    const { page } = noor
    const buffer = Buffer.alloc(longestPicture)
    Buffer.from(gif, 'base64').copy(buffer)
    await page.getByRole('button', { name: 'Improvise' }).click()
    await page.getByLabel('Kind').selectOption('image')
    await page.getByLabel('Title').fill('The largest of all')
    await page.getByLabel('Picture').setInputFiles({ name: 'a.gif', mimeType: 'image/gif', buffer })
    await page.getByLabel('What it shows').fill('Very little')
    await page.getByRole('button', { name: 'Land it now' }).click()
    const image = card(ana, 'The largest of all').getByRole('img', { name: 'Very little' })
    await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(2)
  })

  test('[INJECT-70] the consoles of all of them stayed quiet', () => {
    expect(theatre.troubles).toEqual([])
  })
})
