import { longTasksBetween, shiftBetween } from './between-readings.ts'
import { bringIntoSight, settling, type } from './hands.ts'
import { MeasuredPage } from './measured-page.ts'
import type { Measured } from './measured.ts'
import type { CpuShares } from './process-tree.ts'
import { cpuNow, sharesBetween } from './process-tree.ts'
import type { TypingFigures } from './typing-figures.ts'
import { typingFigures } from './typing-figures.ts'

/** How it went for somebody who types, and for somebody who watches on a page beside. */
export interface BesideFigures extends TypingFigures, CpuShares {
  readonly watchersLongestTask: number
  /** Cumulative layout shift of the page that watches, which nobody touches. */
  readonly shift: number
  /** What jumped most. */
  readonly shifted: string
}

/** Two people come in beside the crowd: one types into a title and adds cards, one watches. */
export async function typeBeside({
  browser,
  base,
  session,
  card,
}: Measured): Promise<BesideFigures> {
  const typist = await MeasuredPage.open(browser, base, session)
  const watcher = await MeasuredPage.open(browser, base, session)
  try {
    for (const each of [typist, watcher]) await each.load(`${base}/s/${session.id}`)
    for (const { page } of [typist, watcher]) await bringIntoSight(page, card)
    await typist.page.evaluate((id) => gamelanProbe.typing(id), card)
    await watcher.page.evaluate((id) => gamelanProbe.watching(id), card)
    await typist.page.waitForTimeout(settling)
    const used = cpuNow()
    const before = { typist: await typist.read(), watcher: await watcher.read() }
    await type(typist.page, card)
    const after = { typist: await typist.read(), watcher: await watcher.read() }
    const watched = [before.watcher, after.watcher] as const
    return {
      ...typingFigures(before.typist, after.typist, after.typist.typed, after.watcher.seen),
      watchersLongestTask: Math.max(0, ...longTasksBetween(...watched)),
      ...shiftBetween(...watched),
      // Before the pages close: what their processes used is told of while they run.
      ...sharesBetween(used, cpuNow()),
    }
  } finally {
    await typist.close()
    await watcher.close()
  }
}
