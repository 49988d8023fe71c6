import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../shared/invariants.ts'
import type { CreatedSession } from '../../shared/wire/api.ts'
import { noBrowser } from './browser.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'
import { tune } from './tune.ts'

/** What Chromium's trace tells of an animation, as far as it is read here. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly id2?: { readonly local?: string }
  readonly args: { readonly data?: { displayName?: string; compositeFailed?: number } }
}

/** The animations of CSS that ran in a page meanwhile, and whether the compositor could take each. */
async function animationsDuring(
  visitor: Visitor,
  what: () => Promise<void>,
): Promise<Record<string, 'by the compositor' | 'painted anew'>> {
  const browser: Browser = must(visitor.context.browser(), 'a browser')
  await browser.startTracing(visitor.page, {
    categories: ['devtools.timeline', 'blink.animations'],
  })
  await what()
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  return judged(traceEvents.filter(({ name }) => name === 'Animation'))
}

/** An animation begins with its name, and goes on by its id, with why it is not composited. */
function judged(events: readonly TraceEvent[]) {
  const failed = events.filter(({ args }) => (args.data?.compositeFailed ?? 0) !== 0)
  const ids = new Set(failed.map(({ id2 }) => id2?.local))
  const begun = events.flatMap(({ ph, id2, args: { data } }) =>
    ph === 'b' && data?.displayName ? [{ id: id2?.local, name: data.displayName }] : [],
  )
  return Object.fromEntries(
    begun.map(({ id, name }) => [
      // Svelte puts its hash before the name.
      name.replace(/^svelte-\w+-/, ''),
      ids.has(id) ? ('painted anew' as const) : ('by the compositor' as const),
    ]),
  )
}

describe.skipIf(noBrowser)('what moves by itself on everybody’s page', () => {
  let theatre: Theatre
  let session: CreatedSession
  let noor: Visitor
  let ana: Visitor

  beforeAll(async () => {
    theatre = await Theatre.open()
    const format = 'wheel-of-misfortune'
    session = await theatre.createSession({ title: 'Roof', format, scenario: tune })
    noor = await theatre.person(session.links.facilitator, 'Noor')
    ana = await theatre.person(session.links.participant, 'Ana')
    await theatre.person(session.links.participant, 'Bo')
    return () => theatre.close()
  })

  test('[PAGE-99] an inject that lands', async () => {
    await noor.page.getByRole('button', { name: 'Play', exact: true }).click()
    await ana.page.locator('[aria-current="step"]', { hasText: 'Play' }).waitFor()
    const planned = noor.page.getByRole('listitem').filter({ hasText: 'A feather' })
    const animations = await animationsDuring(ana, async () => {
      await planned.getByRole('button', { name: /now/i }).click()
      await ana.page.getByRole('heading', { name: 'A feather blocks the fan' }).waitFor()
      await ana.page.waitForTimeout(500)
    })
    const composited = 'by the compositor'
    expect(animations).toMatchObject({ land: composited, glow: composited, swing: composited })
    expect(Object.values(animations)).not.toContain('painted anew')
  })

  test('[PAGE-105] those that make room for the next one jump for nobody', async () => {
    await ana.page.evaluate(`globalThis.moved = 0
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) moved += value
      }).observe({ type: 'layout-shift' })`)
    const planned = noor.page.getByRole('listitem').filter({ hasText: 'The antenna' })
    await planned.getByRole('button', { name: /now/i }).click()
    await ana.page.getByRole('heading', { name: 'The antenna has fallen' }).waitFor()
    await ana.page.waitForTimeout(500)
    // What stands in the one that folds is put in a line; the ones below would be six times as much.
    expect(await ana.page.evaluate('moved')).toBeLessThan(0.001)
  })

  test('[PAGE-99] an action in the air', async () => {
    await ana.addCard('action', 'ask the caretaker')
    const hers = ana.card('action', 'ask the caretaker')
    const animations = await animationsDuring(noor, async () => {
      await hers.getByRole('button', { name: /^Hand over/ }).click()
      await ana.page.getByRole('menuitem', { name: 'Bo', exact: true }).click()
      await noor.card('action', 'ask the caretaker').locator('.air').waitFor()
      await noor.page.waitForTimeout(500)
    })
    expect(animations['float']).toBe('by the compositor')
  })

  test('[PAGE-99] the wheel', async () => {
    const stand = noor.page
    await stand.getByRole('button', { name: 'Together', exact: true }).click()
    const animations = await animationsDuring(ana, async () => {
      await stand.getByRole('button', { name: 'Spin for who is on call' }).click()
      await ana.page.getByRole('region', { name: 'Who is on call' }).waitFor()
      await ana.page.waitForTimeout(500)
    })
    expect(animations['turn']).toBe('by the compositor')
  })
})
