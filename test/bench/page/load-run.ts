import type { Browser } from 'playwright-core'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import { MeasuredPage } from './measured-page.ts'
import type { ProbeReading } from './probe.ts'

/** How one load of the page went, in milliseconds and bytes. */
export interface LoadFigures {
  readonly lcp: number
  readonly ready: number
  readonly blocked: number
  readonly scriptBytes: number
}

/** What comes after the board is there (an editor, a picture) may still be the largest. */
const settling = 2_500

/** Opens the page with an empty cache, lets it come to rest, and closes it. */
export async function loadOnce(
  browser: Browser,
  base: string,
  session: CreatedSession,
  slowdown: number,
): Promise<LoadFigures> {
  const measured = await MeasuredPage.open(browser, base, session)
  try {
    await measured.load(`${base}/s/${session.id}`, slowdown)
    await measured.page.waitForTimeout(settling)
    return figuresOf(await measured.read())
  } finally {
    await measured.close()
  }
}

function figuresOf(reading: ProbeReading): LoadFigures {
  const { lcp, readyAt, scriptBytes } = reading
  return { lcp: lcp ?? NaN, ready: readyAt ?? NaN, blocked: blockedTime(reading), scriptBytes }
}

/** What each long task takes beyond 50 ms, from the first paint until the board is ready. */
function blockedTime({ longTasks, fcp, readyAt }: ProbeReading): number {
  const [from, to] = [fcp ?? 0, readyAt ?? Infinity]
  return longTasks
    .filter(({ at, duration }) => at + duration > from && at < to)
    .reduce((sum, { duration }) => sum + duration - 50, 0)
}
