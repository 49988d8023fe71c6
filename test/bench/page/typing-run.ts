import { writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import type { CreatedSession } from '../../../shared/wire/api.ts'
import { MeasuredPage } from './measured-page.ts'
import type { LettersAt, ProbeReading } from './probe.ts'
import { cpuNow, sharesBetween } from './process-tree.ts'
import { quantile } from './quantile.ts'

/** How it went for somebody who types and for somebody who watches; milliseconds where not said. */
export interface TypingFigures {
  readonly interactionP75: number
  readonly interactionP99: number
  /** Of the page that types. */
  readonly longTasks: number
  readonly longestTask: number
  /** Of the page that watches. */
  readonly watchersLongestTask: number
  readonly letterP50: number
  readonly letterP95: number
  /** Share of the letters, 0 to 1. */
  readonly lettersSeen: number
  /** Cumulative layout shift of the page that watches, which nobody touches. */
  readonly shift: number
  /** What jumped most. */
  readonly shifted: string
  /** Percent of a core, while it was measured: the browser, the server and the crowd, and the rest. */
  readonly own: number
  readonly others: number
}

export interface TypingOptions {
  readonly browser: Browser
  readonly base: string
  readonly session: CreatedSession
  /** The card whose title is typed into. */
  readonly card: string
  /** Where to leave a processor profile of the page that types. */
  readonly profile?: string | undefined
}

const letters = 200
const millisecondsALetter = 125
const newCards = ['Ask who saw it first', 'Compare with last week', 'Call the other site']
/** After the load, until everything that comes later is there. */
const settling = 4_000

/** Two people come in beside the crowd: one types into a title and adds cards, one watches. */
export async function typeBeside(options: TypingOptions): Promise<TypingFigures> {
  const { browser, base, session, card } = options
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
    await profiled(typist, options.profile, () => type(typist.page, card))
    const after = { typist: await typist.read(), watcher: await watcher.read() }
    // Before the pages close: what their processes used is told of while they run.
    return { ...figuresOf(before, after), ...sharesBetween(used, cpuNow()) }
  } finally {
    await typist.close()
    await watcher.close()
  }
}

/** Far down a long column a card is an outline, which nobody types into. */
async function bringIntoSight(page: Page, card: string): Promise<void> {
  await page.locator(`[data-card="${card}"]`).scrollIntoViewIfNeeded()
  await page.locator(`[data-card="${card}"] textarea`).first().waitFor()
}

/** Real key presses, as a person's are, at the pace of one who types well. */
async function type(page: Page, card: string): Promise<void> {
  const keys = { delay: millisecondsALetter }
  await page.locator(`[data-card="${card}"] textarea`).first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and so it goes on'.repeat(20).slice(0, letters), keys)
  await page.keyboard.press('Escape')
  for (const title of newCards) {
    await page.keyboard.press('h')
    await page.keyboard.type(title, keys)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
  }
}

async function profiled(
  { cdp }: MeasuredPage,
  file: string | undefined,
  what: () => Promise<void>,
): Promise<void> {
  if (file === undefined) return what()
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.start')
  await what()
  const { profile } = await cdp.send('Profiler.stop')
  writeFileSync(file, JSON.stringify(profile))
}

interface Readings {
  readonly typist: ProbeReading
  readonly watcher: ProbeReading
}

function figuresOf(before: Readings, after: Readings) {
  const durations = interactionsBetween(before.typist, after.typist)
  const late = lettersBetween(after.typist.typed, after.watcher.seen)
  const tasks = longTasksBetween(before.typist, after.typist)
  return {
    interactionP75: quantile(durations, 0.75),
    interactionP99: quantile(durations, 0.99),
    longTasks: tasks.length,
    longestTask: Math.max(0, ...tasks),
    watchersLongestTask: Math.max(0, ...longTasksBetween(before.watcher, after.watcher)),
    letterP50: quantile(late, 0.5),
    letterP95: quantile(late, 0.95),
    lettersSeen: late.length / letters,
    ...shiftBetween(before.watcher, after.watcher),
  }
}

/** How long each took to be drawn; those the browser does not tell of were below 16 ms. */
function interactionsBetween(before: ProbeReading, after: ProbeReading): number[] {
  const longestById = new Map<number, number>()
  for (const { interactionId, at, duration } of after.events) {
    if (at < before.now) continue
    longestById.set(interactionId, Math.max(duration, longestById.get(interactionId) ?? 0))
  }
  const quick = Math.max(0, after.interactions - before.interactions - longestById.size)
  return [...longestById.values(), ...Array<number>(quick).fill(16)]
}

function longTasksBetween(before: ProbeReading, after: ProbeReading): number[] {
  return after.longTasks.filter(({ at }) => at >= before.now).map(({ duration }) => duration)
}

/** From the press of each letter to its being drawn on the other page, alone or with later ones. */
function lettersBetween(typed: readonly LettersAt[], seen: readonly LettersAt[]): number[] {
  return typed.flatMap(({ letters, at }) => {
    const shown = seen.find((each) => each.letters >= letters)
    return shown ? [shown.at - at] : []
  })
}

/** As web vitals count it: the worst burst of shifts, each a second apart at most, five in all. */
function shiftBetween(before: ProbeReading, after: ProbeReading) {
  const shifts = after.shifts.filter(({ at }) => at >= before.now)
  let [worst, sum, from, last] = [0, 0, -Infinity, -Infinity]
  for (const { at, value } of shifts) {
    const isNew = at - last > 1_000 || at - from > 5_000
    if (isNew) [from, sum] = [at, 0]
    sum += value
    last = at
    worst = Math.max(worst, sum)
  }
  const largest = shifts.toSorted((a, b) => b.value - a.value)[0]
  return { shift: worst, shifted: largest?.moved.join(', ') ?? '' }
}
