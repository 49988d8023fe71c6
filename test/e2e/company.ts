import { expect } from 'vitest'
import { complaints } from './axe.ts'
import { inBothSizes, picture } from './pictures.ts'
import type { Visitor } from './theatre.ts'
import { Theatre } from './theatre.ts'

/**
 * A facilitator and a band, each in a browser of their own, who play one session from the start
 * page on. They use what the pages offer, and nothing else.
 */
export class Company {
  readonly theatre: Theatre
  readonly lead: Visitor
  readonly players: readonly Visitor[]
  /** What names its pictures. */
  readonly #play: string

  private constructor(theatre: Theatre, play: string, lead: Visitor, players: readonly Visitor[]) {
    this.theatre = theatre
    this.lead = lead
    this.players = players
    this.#play = play
  }

  /** @param scenario its title in the library */
  static async gather(play: string, scenario: string, names: readonly string[]): Promise<Company> {
    const theatre = await Theatre.open()
    const lead = await theatre.visitor(`/#admin=${theatre.server.adminToken}`)
    const link = await prepare(lead, scenario)
    const players: Visitor[] = []
    for (const name of names) players.push(await theatre.person(link, name))
    return new Company(theatre, play, lead, players)
  }

  get everyone(): readonly Visitor[] {
    return [this.lead, ...this.players]
  }

  /** One side of the stand in front: the run of show, what is played together, or the people. */
  async side(name: 'Run of show' | 'Together' | 'People'): Promise<void> {
    await this.lead.page.getByRole('button', { name, exact: true }).click()
  }

  /** The row of an inject in the run of show. */
  planned(title: string) {
    const { page } = this.lead
    // Those that wait for it name it, too.
    const named = page.locator('.title', { hasText: title })
    return page.getByRole('listitem').filter({ has: named })
  }

  /** Presses a button in the row of an inject. */
  async press(title: string, verb: string): Promise<void> {
    await this.planned(title).getByRole('button', { name: verb, exact: true }).click()
  }

  /** Moves everybody on to the next phase, by the stand's own verb. */
  async goOn(verb: keyof typeof phaseAfter): Promise<void> {
    await this.lead.page.getByRole('button', { name: verb, exact: true }).click()
    for (const { page } of this.everyone) {
      await page.locator('[aria-current=step]', { hasText: phaseAfter[verb] }).waitFor()
    }
  }

  async forward(minutes: 1 | 5): Promise<void> {
    await this.lead.page
      .getByRole('button', { name: `+${minutes} min`, exact: true })
      .first()
      .click()
  }

  /** Resolves when each of them has a surprise before them. */
  async landed(title: string, who: readonly Visitor[] = this.players): Promise<void> {
    for (const { page } of who) {
      await page.getByRole('article').getByRole('heading', { name: title }).waitFor()
    }
  }

  /**
   * The way through a session's end: debrief, closed, and the replay up to the last moment.
   * @param debrief what is done in the debrief
   */
  async debriefAndReplay(debrief?: () => Promise<void>): Promise<void> {
    await this.goOn('Go to the debrief')
    const [player] = this.players
    if (!player) throw new Error('Nobody plays.')
    await player.page.getByText('To talk about, one after the other').waitFor()
    await debrief?.()
    await this.look('debrief', player)
    await this.goOn('Close the session')
    await replay(player)
    await this.look('replay', player)
  }

  /** Looks at a moment of the play, wide and as on a phone: axe has nothing against it. */
  async look(moment: string, ...who: readonly Visitor[]): Promise<void> {
    for (const each of who) {
      const whose = each === this.lead ? 'lead' : 'player'
      await inBothSizes(each.page, async (size) => {
        await picture(each.page, [this.#play, moment, whose, size].join('-'))
        expect(await complaints(each.page), `${moment}, ${whose}, ${size}`).toEqual([])
      })
    }
  }

  /** Ends the play: no console had anything to complain about. */
  async bow(): Promise<void> {
    const { troubles } = this.theatre
    await this.theatre.close()
    expect(troubles).toEqual([])
  }
}

/** Where each of the stand's verbs leads. */
const phaseAfter = {
  'Start playing': 'Play',
  'Go to the debrief': 'Debrief',
  'Close the session': 'Closed',
} as const

/** Makes a session on the start page and goes in by its facilitators' link. Gives the players'. */
async function prepare({ page }: Visitor, scenario: string): Promise<string> {
  await page.getByLabel('Scenario', { exact: true }).waitFor()
  const option = page.locator('option', { hasText: scenario })
  await page
    .getByLabel('Scenario', { exact: true })
    .selectOption((await option.getAttribute('value')) ?? '')
  await page.getByRole('button', { name: 'Create the session' }).click()
  const link = await page.getByLabel('For participants', { exact: true }).inputValue()
  await page.getByRole('link', { name: 'Join as facilitator' }).click()
  await page.getByLabel('Your name').fill('Noor')
  await page.getByRole('button', { name: 'Join the session' }).click()
  await page.getByRole('list', { name: 'Phase of the session' }).waitFor()
  return link
}

/** Opens the replay from the session's page, and goes from mark to mark to the end. */
async function replay({ page }: Visitor): Promise<void> {
  await page
    .getByRole('link', { name: /replay/i })
    .first()
    .click()
  const next = page.getByRole('button', { name: /^Next mark/ })
  await next.waitFor()
  const slider = page.getByRole('slider', { name: 'Position in the session' })
  await slider.press('Home')
  for (let mark = 0; mark < 4; mark += 1) await page.keyboard.press(']')
  await slider.press('End')
}
