import type { Browser, BrowserContext, Page, WebSocket } from 'playwright-core'
import { Api } from '../../client/net/api.ts'
import type { CreatedSession, CreateSession } from '../../shared/wire/api.ts'
import { launchChromium } from '../support/chromium.ts'
import { ServerProcess } from '../support/server-process.ts'
import { browserPath } from './browser.ts'

/** A built server and a browser for as many people as a test wants. */
export class Theatre {
  readonly server: ServerProcess
  readonly api: Api
  readonly #browser: Browser
  readonly #visitors: Visitor[] = []

  private constructor(server: ServerProcess, browser: Browser) {
    this.server = server
    this.api = new Api(server.base)
    this.#browser = browser
  }

  /** @param env settings of the server */
  static async open(env: Record<string, string> = {}): Promise<Theatre> {
    const chromium = browserPath()
    const server = await ServerProcess.start({ env })
    try {
      return new Theatre(server, await launchChromium(chromium))
    } catch (error) {
      await server.dispose()
      throw error
    }
  }

  createSession(session: CreateSession): Promise<CreatedSession> {
    return this.api.createSession(this.server.adminToken, session)
  }

  /**
   * Somebody with a browser of their own, at an address of this server.
   * @param ahead how wrong the clock of their machine is, in milliseconds
   */
  async visitor(address: string, ahead = 0): Promise<Visitor> {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    if (ahead !== 0) await context.addInitScript(setClock, ahead)
    const visitor = new Visitor(context, await context.newPage())
    this.#visitors.push(visitor)
    await visitor.page.goto(new URL(address, this.server.base).href)
    return visitor
  }

  /** Somebody who followed a link, gave a name, and is in. */
  async person(link: string, name: string, ahead = 0): Promise<Visitor> {
    const visitor = await this.visitor(link, ahead)
    await visitor.page.getByLabel('Your name').fill(name)
    await visitor.page.getByRole('button', { name: 'Join the session' }).click()
    await visitor.isIn()
    return visitor
  }

  /** What any console of any visitor complained about. */
  get troubles(): string[] {
    return this.#visitors.flatMap((each) => each.troubles)
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.server.dispose()
  }
}

/** Runs in the browser, before the page does. */
function setClock(ahead: number): void {
  const { now } = Date
  Date.now = () => now() + ahead
}

/** What a browser says of a network that a test took away. */
const wentOffline = /net::ERR_INTERNET_DISCONNECTED/

/** One person's browser: the page they look at, and everything that came to it. */
export class Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly troubles: string[] = []
  readonly #heard: Buffer[] = []
  readonly #answers: Promise<void>[] = []

  constructor(context: BrowserContext, page: Page) {
    this.context = context
    this.page = page
    page.on('pageerror', (error) => this.troubles.push(String(error)))
    page.on('console', (line) => {
      const bad = line.type() === 'error' || line.type() === 'warning'
      if (bad && !wentOffline.test(line.text())) this.troubles.push(line.text())
    })
    page.on('websocket', (socket) => this.#listen(socket))
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/')) {
        this.#answers.push(this.#keep(response.body()))
      }
    })
  }

  /** Resolves when the session is on the page and everything is saved. */
  async isIn(): Promise<void> {
    await this.page.getByRole('list', { name: 'Phase of the session' }).waitFor()
    await this.saved('Saved')
  }

  /** Resolves when the page says this of what it keeps: "Saved", "Offline, 2 changes kept". */
  async saved(words: string): Promise<void> {
    await this.page.locator('[data-saved]').filter({ hasText: words }).waitFor()
  }

  /** Whether anything that came over a socket or in an answer of the API holds these words. */
  async heard(words: string): Promise<boolean> {
    await Promise.all(this.#answers)
    return this.#heard.some((bytes) => bytes.includes(words))
  }

  /** The card with this title, of a kind as people call it. */
  card(kind: 'hypothesis' | 'action' | 'signal', title: string) {
    return this.page.getByRole('article', { name: `${kind}: ${title}`, exact: true })
  }

  async addCard(kind: 'hypothesis' | 'action' | 'signal', title: string): Promise<void> {
    const { page } = this
    await page.getByRole('button', { name: new RegExp(`^Add an? ${kind}`) }).click()
    const field = page.getByRole('textbox', { name: `New ${kind}` })
    await field.pressSequentially(title)
    await field.press('Enter')
    await field.press('Escape')
    await this.card(kind, title).waitFor()
  }

  /** Says which part they play, from the list in their own line. */
  async takePart(part: string): Promise<void> {
    await this.page.getByRole('button', { name: 'The part you play' }).click()
    await this.page.getByRole('menuitem', { name: part }).click()
  }

  /** Puts away what lies over the page, where it still does. */
  async putAway(label: string): Promise<void> {
    const button = this.page.getByRole('button', { name: label })
    if (await button.isVisible()) await button.click()
  }

  async say(text: string): Promise<void> {
    const field = this.page.getByLabel('Say something to everyone')
    await field.fill(text)
    await field.press('Enter')
  }

  #listen(socket: WebSocket): void {
    socket.on('framereceived', ({ payload }) => this.#heard.push(Buffer.from(payload)))
  }

  /** A page that is left takes its answers with it. */
  async #keep(body: Promise<Buffer>): Promise<void> {
    const bytes = await body.catch(() => null)
    if (bytes) this.#heard.push(Buffer.from(unpacked(bytes.toString())))
  }
}

/** The text of an answer with what its rows say behind it: they travel in base64. */
export function unpacked(answer: string): string {
  const rows = [...answer.matchAll(/"update":"([^"]*)"/g)]
  return [answer, ...rows.map(([, row = '']) => Buffer.from(row, 'base64').toString())].join('\n')
}
