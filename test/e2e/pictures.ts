import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

/** Shows a page wide and then as on a phone, each time at rest, and leaves it wide. */
export async function inBothSizes(
  page: Page,
  look: (size: keyof typeof sizes) => Promise<void>,
): Promise<void> {
  for (const size of ['phone', 'wide'] as const) {
    await page.setViewportSize(sizes[size])
    await page.evaluate(drawn)
    await look(size)
  }
}

/**
 * Takes a picture of a page to the folder that `GAMELAN_PICTURES` names. Where it names none, nothing
 * is taken: the tests are the same.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['GAMELAN_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Runs in the browser: resolves when what moves has come to rest, but for what moves for ever. */
async function drawn(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const passing = document.getAnimations().filter(({ effect }) => {
    const { iterations } = effect?.getTiming() ?? {}
    return iterations !== Infinity
  })
  await Promise.allSettled(passing.map((each) => each.finished))
}
