import * as Y from 'yjs'
import type { Api } from '../../client/net/api.ts'
import type { CardId } from '../../shared/ids.ts'
import type { Joined } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Chance } from './chance.ts'
import { caretAt } from '../../client/board/carets.ts'
import { typeInto } from './typing.ts'
import { OpenPage } from './open-page.ts'
import type { Idea } from './repertoire.ts'
import { actions, hypotheses, signals } from './repertoire.ts'
import type { MoveName } from './temperament.ts'
import type { Tempo } from './tempo.ts'
import { unless } from './tempo.ts'

export interface Seat {
  readonly api: Api
  /** `http://host:port` of the server. */
  readonly base: string
  /** The token of a link. */
  readonly token: string
  readonly name: string
  readonly chance: Chance
  readonly tempo: Tempo
  readonly now: () => number
  /** Which of the band's ideas are this person's: every `of`th, from the `at`th on. */
  readonly share: { readonly at: number; readonly of: number }
}

/** What somebody still has in mind to bring up. */
interface Ideas {
  readonly hypotheses: Idea[]
  readonly actions: Idea[]
  readonly signals: Idea[]
}

/** Somebody in the session: who they are, the page they have open, and what goes wrong for them. */
export class Bandmate {
  readonly me: Joined
  readonly seat: Seat
  readonly ideas: Ideas
  /** What the server refused them, and what broke: empty while all is well. */
  readonly problems: string[] = []
  /** The moves they made, in order. */
  readonly played: MoveName[] = []
  /** How many of the landed injects they have taken in. */
  noticed = 0
  online = true
  page: OpenPage

  private constructor(seat: Seat, me: Joined) {
    this.seat = seat
    this.me = me
    this.page = new OpenPage(seat.base, me, seat.now)
    const mine = (ideas: readonly Idea[]) =>
      ideas.filter((_, index) => index % seat.share.of === seat.share.at)
    this.ideas = {
      hypotheses: mine(hypotheses),
      actions: mine(actions),
      signals: mine(signals),
    }
  }

  /** Joins by a link and waits until everything is there. Rejects where the server refuses. */
  static async join(seat: Seat): Promise<Bandmate> {
    const me = await seat.api.join(seat.token, seat.name)
    const mate = new Bandmate(seat, me)
    await mate.page.settled()
    mate.page.show(null, false)
    return mate
  }

  async send(command: Command): Promise<void> {
    const reply = await this.page.send(command)
    if (!reply.ok) this.problems.push(`${command.type}: ${reply.error.message}`)
  }

  /** Types letter by letter at the end of a text, with others typing around. */
  async type(text: Y.Text, words: string, cardId: CardId | null, stop: AbortSignal): Promise<void> {
    this.page.show(cardId, true)
    // At the end, which stays the end.
    if (cardId)
      this.page.edit.point(caretAt({ card: cardId, text: nameOf(text) }, text, text.length))
    await typeInto(text, words, this.page.edit.origin, () => this.seat.tempo.letter(stop))
    this.page.show(cardId, false)
  }

  /** Loses the network for as long as `meanwhile` takes. */
  async offline(meanwhile: () => Promise<void>, stop: AbortSignal): Promise<void> {
    this.#goOffline()
    try {
      await meanwhile()
    } finally {
      this.comeBack()
    }
    await unless(stop, this.page.settled())
  }

  /** Closes the page and opens it again with the same key, as a reload does. */
  async reload(stop: AbortSignal): Promise<void> {
    await unless(stop, this.page.settled())
    if (stop.aborted) return
    this.page.dispose()
    this.page = new OpenPage(this.seat.base, this.me, this.seat.now)
    await unless(stop, this.page.settled())
    this.page.show(null, false)
  }

  comeBack(): void {
    if (this.online) return
    this.online = true
    this.page.restore()
  }

  leave(): void {
    this.page.dispose()
  }

  #goOffline(): void {
    this.online = false
    this.page.drop()
  }
}

function nameOf(text: Y.Text): 'title' | 'text' {
  return text.parent instanceof Y.Map && text.parent.get('title') === text ? 'title' : 'text'
}
