import type { Page } from 'playwright-core'
import type * as Y from 'yjs'
import { readCards } from '../../../shared/board/board-doc.ts'
import { must } from '../../../shared/invariants.ts'
import { Bandmate } from '../../band/bandmate.ts'
import { Chance } from '../../band/chance.ts'
import { bringIntoSight, settling, type, words } from './hands.ts'
import { MeasuredPage } from './measured-page.ts'
import type { Measured } from './measured.ts'
import type { LettersAt } from './probe.ts'
import type { CpuShares } from './process-tree.ts'
import { cpuNow, sharesBetween } from './process-tree.ts'
import { seatOf } from './seat-of.ts'
import type { TypingFigures } from './typing-figures.ts'
import { typingFigures } from './typing-figures.ts'

/** How it went on the one page that was open; letters are those of one of the band, as seen on it. */
export type AloneFigures = TypingFigures & CpuShares

/** One person's page beside the band: somebody types on it while one of the band types before their eyes. */
export async function typeAlone(
  measured: Measured,
  profile: string | undefined,
): Promise<AloneFigures> {
  const { browser, base, session, card } = measured
  const mine = await MeasuredPage.open(browser, base, session)
  const mate = await oneOfTheBand(measured)
  try {
    await mine.load(`${base}/s/${session.id}`)
    await bringIntoSight(mine.page, card)
    const theirs = await anotherInSight(mine.page, card)
    await mine.page.evaluate((id) => gamelanProbe.typing(id), card)
    await mine.page.evaluate((id) => gamelanProbe.watching(id), theirs)
    await mine.page.waitForTimeout(settling)
    const used = cpuNow()
    const before = await mine.read()
    const [typed] = await Promise.all([
      typeFrom(mate, theirs),
      mine.profiled(profile, () => type(mine.page, card)),
    ])
    const after = await mine.read()
    return {
      ...typingFigures(before, after, typed, after.seen),
      ...sharesBetween(used, cpuNow()),
    }
  } finally {
    mate.page.dispose()
    await mine.close()
  }
}

function oneOfTheBand({ base, session: { links } }: Measured): Promise<Bandmate> {
  const chance = new Chance(2)
  return Bandmate.join(seatOf({ base, links, role: 'participant', chance, at: 0, people: 1 }))
}

/** A card whose title can be typed into, before the eyes of who types into `card`. */
async function anotherInSight(page: Page, card: string): Promise<string> {
  const others = page.locator(`[data-card]:not([data-card="${card}"]):has(textarea)`)
  for (const each of await others.all()) {
    const box = await each.boundingBox()
    const isInSight = box && box.y > 0 && box.y + box.height < 600
    const id = isInSight && (await each.getAttribute('data-card'))
    if (id) return id
  }
  throw new Error('No other card is in sight.')
}

/** Types into a title, and says when each letter was. */
async function typeFrom(mate: Bandmate, card: string): Promise<LettersAt[]> {
  const typed: LettersAt[] = []
  const { id, title } = must(
    readCards(mate.page.board).find((each) => each.id === card),
    'the card',
  )
  const remember = (_: unknown, { local }: Y.Transaction) => {
    if (local) typed.push({ letters: title.length, at: performance.timeOrigin + performance.now() })
  }
  title.observe(remember)
  await mate.type(title, words, id, new AbortController().signal)
  title.unobserve(remember)
  return typed
}
