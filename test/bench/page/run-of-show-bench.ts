import { arch, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { Api } from '../../../client/net/api.ts'
import { must } from '../../../shared/invariants.ts'
import { launchChromium, findOrGetChromium } from '../../support/chromium.ts'
import { ServerProcess } from '../../support/server-process.ts'

/**
 * How smoothly a facilitator works with a long run of show: `npm run bench:run`. It makes a session
 * with as many injects, opens the stand in Chromium, scrolls through, writes in an editor, retimes and
 * moves, and says for each the longest frame, the frames over 50 ms, and the page's own longest task.
 * A frame counts the machine too; a task by the processor's time is the page's own work.
 */
const { values } = parseArgs({
  options: { injects: { type: 'string', default: '300' }, runs: { type: 'string', default: '3' } },
})
const injects = Number(values.injects)

/** Runs in the page before its scripts, and is plain text, as no build stands between. */
const probe = `
  globalThis.runProbe = { frames: [], tasks: [] }
  let last = null
  const tick = (now) => {
    if (last !== null) runProbe.frames.push(now - last)
    last = now
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) runProbe.tasks.push(duration)
  }).observe({ type: 'longtask' })
`

interface Reading {
  readonly frames: readonly number[]
  readonly tasks: readonly number[]
}

interface Measured extends Reading {
  readonly what: string
  /** Seconds of the processor that the page's main thread took. */
  readonly busy: number
}

const scenario = {
  title: 'A long evening',
  summary: 'Many surprises.',
  minutes: 360,
  situation: 'Made for measuring.',
  injects: Array.from({ length: injects }, (_, at) => ({
    kind: at % 3 === 0 ? 'alert' : 'message',
    title: `Surprise number ${at + 1}, which says what it is about in a line`,
    from: `Persona ${at % 12}`,
    body: 'Two sentences that say more. They are not long.',
    expect: 'Somebody answers.',
    at: `${20 + at}:00`,
  })),
}

async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

class Stand {
  readonly #page: Page
  readonly #cdp: CDPSession

  constructor(page: Page, cdp: CDPSession) {
    this.#page = page
    this.#cdp = cdp
  }

  async measure(what: string, work: () => Promise<void>): Promise<Measured> {
    await this.#page.evaluate('runProbe.frames.length = runProbe.tasks.length = 0')
    const before = await taskSeconds(this.#cdp)
    await work()
    const reading = await this.#page.evaluate<Reading>('runProbe')
    return { what, ...reading, busy: (await taskSeconds(this.#cdp)) - before }
  }
}

/** What a facilitator does with it, each as a person would: with wheel, keys and pointer. */
async function play(page: Page, cdp: CDPSession): Promise<Measured[]> {
  const stand = new Stand(page, cdp)
  const rows = page.locator('li.item')
  await rows.first().waitFor()
  const box = must(await rows.first().boundingBox(), 'the first row')
  await page.mouse.move(box.x + box.width / 2, box.y + 10)
  const wheel = async (by: number) => {
    for (let step = 0; step < 40; step++) {
      await page.mouse.wheel(0, by)
      await page.waitForTimeout(30)
    }
  }
  const measured = [
    await stand.measure('nothing, for comparison', () => page.waitForTimeout(2_000)),
  ]
  measured.push(await stand.measure('scroll down by wheel', () => wheel(900)))
  measured.push(await stand.measure('scroll up by wheel', () => wheel(-900)))
  const row = rows.nth(4)
  // What is away from the eyes is an outline, without verbs.
  await row.scrollIntoViewIfNeeded()
  const verb = (name: string) => row.getByRole('button', { name, exact: true })
  measured.push(
    await stand.measure('open the editor', async () => {
      await verb('Edit').click()
      await row.getByLabel('Title').waitFor()
    }),
  )
  const words = ' and then something else happened to everybody'
  measured.push(
    await stand.measure('write in the editor', () =>
      row.getByLabel('Title').pressSequentially(words, { delay: 40 }),
    ),
  )
  measured.push(
    await stand.measure('save', async () => {
      await row.getByRole('button', { name: 'Save', exact: true }).click()
      await row.getByLabel('Title').waitFor({ state: 'detached' })
    }),
  )
  measured.push(
    await stand.measure('retime ten times', async () => {
      // Rows change places meanwhile: whichever is the last to have the verb. Found by its text, as to
      // work out the names of all buttons would take the page itself as long as the retiming.
      for (let turn = 0; turn < 10; turn++) {
        const hasText = turn % 2 ? '−1 min' : '+1 min'
        await page.locator('.verbs button', { hasText }).last().click()
      }
    }),
  )
  measured.push(
    await stand.measure('move by keys, ten places', async () => {
      const grip = rows.locator('button[aria-label^="Move "]').nth(2)
      await grip.focus()
      for (let turn = 0; turn < 10; turn++) {
        await page.keyboard.press('ArrowDown')
        await page.waitForTimeout(100)
      }
    }),
  )
  return measured
}

async function run(server: ServerProcess): Promise<Measured[]> {
  const api = new Api(server.base)
  const wanted = { title: 'A long evening', format: 'tabletop', scenario } as const
  const session = await api.createSession(server.adminToken, wanted)
  const { facilitator } = session.links
  const { key } = await api.join(facilitator.slice(facilitator.indexOf('#') + 1), 'Measured')
  const browser = await launchChromium(must(findOrGetChromium(), 'a Chromium'))
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const known = `localStorage.setItem('gamelan.key.${session.id}', ${JSON.stringify(key)});`
    await context.addInitScript({ content: known + probe })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.goto(`${server.base}/s/${session.id}`)
    return await play(page, cdp)
  } finally {
    await browser.close()
  }
}

const round = (value: number) => String(Math.round(value))

function rowOf({ what, frames, tasks, busy }: Measured): string {
  const over = frames.filter((frame) => frame > 50).length
  const cells = [round(Math.max(0, ...frames)), String(over), String(frames.length)]
  return [what, ...cells, round(Math.max(0, ...tasks)), round(busy * 1_000)].join(' | ')
}

const server = await ServerProcess.start({})
try {
  const [processor] = cpus()
  console.log(`${injects} injects; ${cpus().length} x ${processor?.model.trim() ?? arch()}`)
  for (let turn = 1; turn <= Number(values.runs); turn++) {
    console.log(`\nRun ${turn}`)
    console.log(
      '| what | longest frame, ms | over 50 ms | frames | longest task, ms | main thread, ms of processor |',
    )
    console.log('|---|---|---|---|---|---|')
    for (const each of await run(server)) console.log(`| ${rowOf(each)} |`)
  }
} finally {
  await server.dispose()
}
