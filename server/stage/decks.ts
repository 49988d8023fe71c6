import { Refusal } from '../../shared/errors.ts'
import type { DeckCard } from '../../shared/formats/deck.ts'
import { deck } from '../../shared/formats/deck.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { can } from '../../shared/roles.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { readThrown, scriptDoc } from '../../shared/script/script-doc.ts'
import type { DeckState, Drawn } from '../../shared/stage/draw.ts'
import { deckOf, leftInDeck, lookLasts, lookLeft, mostDrawEvents } from '../../shared/stage/draw.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { currentPhase, readDraws, readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Author } from '../log/log.ts'
import type { LanderOptions } from './lander.ts'
import type { SessionClock } from './session-clock.ts'

export type DeckCommand = Extract<Command, { type: `deck.${string}` }>

export interface DeckOptions extends Pick<LanderOptions, 'hands' | 'time' | 'onError'> {
  /** A number from 0 up to 1, without it. Where chance comes from is an argument, so tests own it. */
  readonly random: () => number
}

/**
 * Draws the surprises of the deck. A facilitator's plays at once; a player's waits for a moment, in
 * which a facilitator alone can see it and say no. What waits is read from the documents, so that a
 * restart neither loses it nor plays it twice.
 */
export class Decks {
  readonly #options: DeckOptions
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  #cancelAlarm: (() => void) | null = null
  #disposed = false

  constructor(options: DeckOptions, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
    this.#script = scriptDoc(options.hands.script.doc)
    this.#stage.clock.observe(this.#setAlarm)
    this.#stage.draws.observe(this.#setAlarm)
    this.#setAlarm()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: DeckCommand): Promise<void> {
    switch (command.type) {
      case 'deck.open':
        return this.#open(by, command.byPlayers)
      case 'deck.draw':
        return this.#draw(by, command.cardId)
      case 'deck.play':
        this.#refuseNotWaiting(command.n)
        return this.#play(by, command.n)
      case 'deck.veto':
        this.#refuseNotWaiting(command.n)
        return this.#write(by, { what: 'vetoed', n: command.n, by })
    }
  }

  /** Puts away the card that waits, since the play is over; to be called inside a write of the stage. */
  letGo(by: ParticipantId): void {
    const { waiting } = this.#state
    if (waiting) this.#push({ what: 'vetoed', n: waiting.n, by })
  }

  async #open(by: ParticipantId, byPlayers: boolean): Promise<void> {
    if (byPlayers === this.#state.byPlayers) return
    this.#refuseWhenFull()
    await this.#write(by, { what: 'opened', byPlayers, by })
  }

  async #draw(by: ParticipantId, cardId?: string): Promise<void> {
    this.#refuseDraw(by, cardId)
    this.#refuseWhenFull()
    const card = cardId === undefined ? this.#byChance() : deck.find(({ id }) => id === cardId)
    if (!card) throw new Refusal('not-found', 'This card is not in the deck.')
    const n = this.#state.next
    const { wallAt, at } = this.#clock.now()
    const playsAt = this.#conducts(by) ? wallAt : wallAt + lookLasts
    const drawn = { what: 'drawn', n, by, playsAt, wallAt, at }
    const played = { what: 'played', n, ...shown(card), wallAt, at }
    const events = this.#conducts(by) ? [drawn, played] : [drawn]
    const { hands } = this.#options
    await hands.writeTogether(by, [
      [hands.script, () => this.#script.thrown.set(String(n), { n, cardId: card.id })],
      [hands.stage, () => this.#stage.draws.push(events)],
    ])
  }

  /** Shows everybody the card that waited. */
  #play(by: Author, n: number): Promise<void> {
    const thrown = readThrown(this.#script).find((each) => each.n === n)
    const card = deck.find(({ id }) => id === thrown?.cardId) ?? this.#byChance()
    return this.#write(by, { what: 'played', n, ...shown(card) })
  }

  #write(by: Author, event: object): Promise<void> {
    return this.#options.hands.stage.write(by, () => this.#push(event))
  }

  #push(event: object): void {
    this.#stage.draws.push([{ ...event, ...this.#clock.now() }])
  }

  get #state(): DeckState {
    return deckOf(readDraws(this.#stage))
  }

  #byChance(): DeckCard {
    const left = leftInDeck(
      deck,
      readThrown(this.#script).map(({ cardId }) => cardId),
    )
    const place = Math.min(left.length - 1, Math.floor(this.#options.random() * left.length))
    return must(left[place], 'a card that is left')
  }

  #conducts(person: ParticipantId): boolean {
    const entry = readRoster(this.#stage).find((each) => each.participantId === person)
    return entry !== undefined && can(entry.role, 'conduct')
  }

  #refuseDraw(by: ParticipantId, cardId?: string): void {
    if (currentPhase(this.#stage) !== 'play') {
      throw new Refusal('conflict', 'Cards are drawn while the session is in play.')
    }
    if (this.#conducts(by)) return
    if (cardId !== undefined) {
      throw new Refusal('forbidden', 'Players draw by chance. A facilitator can choose a card.')
    }
    if (!this.#state.byPlayers) {
      throw new Refusal('forbidden', 'The deck is the facilitator’s today. Ask them to open it.')
    }
    if (this.#state.waiting) {
      throw new Refusal('conflict', 'A card is on its way already. Draw when it has come.')
    }
  }

  #refuseNotWaiting(n: number): void {
    if (this.#state.waiting?.n === n) return
    throw new Refusal('conflict', 'This card does not wait any more.')
  }

  #refuseWhenFull(): void {
    if (this.#stage.draws.length < mostDrawEvents) return
    throw new Refusal('too-many', 'This session has drawn as many cards as it can.')
  }

  /** Wakes up when the card that waits is to be played. Called whenever the clock or the deck changed. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    const { waiting } = this.#state
    if (this.#disposed || !waiting || !this.#clock.isRunning) return
    this.#cancelAlarm = this.#options.time.after(Math.ceil(this.#left(waiting)), () => {
      this.#playByItself().catch(this.#options.onError)
    })
  }

  async #playByItself(): Promise<void> {
    const { waiting } = this.#state
    if (this.#disposed || !waiting || !this.#clock.isRunning) return
    if (this.#left(waiting) > 0) this.#setAlarm()
    else await this.#play('server', waiting.n)
  }

  #left(waiting: Drawn): number {
    return lookLeft(waiting, this.#clock.plan, this.#options.time.now())
  }
}

const shown = ({ id, title, text }: DeckCard) => ({ cardId: id, title, text })
