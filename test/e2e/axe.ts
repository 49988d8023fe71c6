import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { faintTexts } from './contrast.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What may be well by day and not by night. */
const ofColours = ['color-contrast', 'link-in-text-block']
/** What axe has against a page as it is now, by rule, with where; and which texts of it are too faint. */
export function complaints(page: Page): Promise<string[]> {
  return complaintsBy(standards, page)
}

/** The same of the colours alone. */
export function complaintsOfColours(page: Page): Promise<string[]> {
  return complaintsBy(ofColours, page)
}

async function complaintsBy(runOnly: readonly string[], page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe)
  // What is well is not asked for: to tell it takes most of the time.
  const asked = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const run = `axe.run(document, ${asked})`
  const { violations } = await page.evaluate<AxeResults>(run)
  const broken = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  )
  return [...broken, ...(await faintTexts(page))]
}
