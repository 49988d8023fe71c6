import type { Page } from 'playwright-core'
import { lettersASecond } from './peoples-tempo.ts'

/** How many letters somebody types into a title. */
export const letters = 200
const newCards = ['Ask who saw it first', 'Compare with last week', 'Call the other site']

/** After the load, until everything that comes later is there, in milliseconds. */
export const settling = 4_000

/** What is typed into a title, so many letters of it. */
export const words = ' and so it goes on'.repeat(20).slice(0, letters)

/** Far down a long column a card is an outline, which nobody types into. */
export async function bringIntoSight(page: Page, card: string): Promise<void> {
  await page.locator(`[data-card="${card}"]`).scrollIntoViewIfNeeded()
  await page.locator(`[data-card="${card}"] textarea`).first().waitFor()
}

/** Real key presses, as a person's are, at the pace of one who types well. */
export async function type(page: Page, card: string): Promise<void> {
  const keys = { delay: 1_000 / lettersASecond }
  // Somebody may have carried it away meanwhile.
  await bringIntoSight(page, card)
  await page.locator(`[data-card="${card}"] textarea`).first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(words, keys)
  await page.keyboard.press('Escape')
  for (const title of newCards) {
    await page.keyboard.press('h')
    await page.keyboard.type(title, keys)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
  }
}
