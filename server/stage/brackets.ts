import { Refusal } from '../../shared/errors.ts'
import type { BracketId, NewId, ParticipantId } from '../../shared/ids.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { Bracket, BracketEvent, BracketText, ShownText } from '../../shared/stage/bracket.ts'
import {
  extension,
  leftOf,
  longestBracket,
  mostBeginnings,
  mostBrackets,
  openBracket,
  usualBracketMinutes,
  usualBracketPrompt,
} from '../../shared/stage/bracket.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  inboxBracketTexts,
  readBrackets,
  readBracketTexts,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { LanderOptions } from './lander.ts'
import { refuseUnlessParticipant } from './refuse-unless-participant.ts'
import { refuseWhileAsked } from './refuse-while-asked.ts'
import type { SessionClock } from './session-clock.ts'
import type { HandWrite } from './session-hands.ts'
import type { WithoutMoment } from './without-moment.ts'

export type BracketCommand = Extract<Command, { type: `bracket.${string}` }>
type Asked<Type extends BracketCommand['type']> = Extract<BracketCommand, { type: Type }>

export interface BracketsOptions extends Pick<LanderOptions, 'hands' | 'time' | 'onError'> {
  readonly newId: NewId
}

const minute = 60_000

/**
 * The time brackets of one session. Until the reveal a text is in its author's inbox and in the
 * facilitators' script, and nowhere else. Where a bracket stands is read from the documents, so
 * that a restart neither loses its end nor reveals it twice.
 */
export class Brackets {
  readonly #options: BracketsOptions
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  #cancelAlarm: (() => void) | null = null
  #disposed = false

  constructor(options: BracketsOptions, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
    this.#stage.clock.observe(this.#setAlarm)
    this.#stage.brackets.observe(this.#setAlarm)
    this.#setAlarm()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: BracketCommand): Promise<BracketId> {
    if (command.type === 'bracket.open') return this.#start(by, command)
    const id = command.bracketId
    switch (command.type) {
      case 'bracket.write':
        await this.#write(by, command)
        return id
      case 'bracket.extend':
        await this.#extend(by, id)
        return id
      case 'bracket.reveal':
        await this.#add(by, this.#revealing(this.#open(id), by))
        return id
      case 'bracket.drop':
        await this.#add(by, { event: 'dropped', id: this.#open(id).id, by })
        return id
    }
  }

  /** Shows what is written, since the play is over; to be called inside a write of the stage. */
  letGo(by: ParticipantId): void {
    const open = openBracket(readBrackets(this.#stage))
    if (open) this.#push(this.#revealing(open, by))
  }

  async #start(by: ParticipantId, { prompt, minutes }: Asked<'bracket.open'>): Promise<BracketId> {
    this.#refuseStart()
    const id = this.#options.newId('bracket')
    const lasts = (minutes ?? usualBracketMinutes) * minute
    await this.#add(by, { event: 'opened', id, prompt: prompt ?? usualBracketPrompt, lasts, by })
    return id
  }

  async #write(by: ParticipantId, { bracketId: id, text }: Asked<'bracket.write'>): Promise<void> {
    this.#refuseWrite(by, id)
    const { hands } = this.#options
    const inbox = await hands.inbox(by)
    // While the inbox was opened, the texts may have been revealed.
    const { written } = this.#refuseWrite(by, id)
    const own: BracketText = { bracketId: id, author: by, text, wallAt: this.#clock.now().wallAt }
    const writes: HandWrite[] = [
      [inbox, (doc) => inboxBracketTexts(doc).set(id, own)],
      [hands.script, (doc) => scriptDoc(doc).bracketTexts.set(`${id} ${by}`, own)],
    ]
    const event = text === '' ? 'takenBack' : 'written'
    if (written.includes(by) === (text === '')) {
      if (event === 'written') this.#refuseTooOften(by, id)
      writes.push([hands.stage, () => this.#push({ event, id, author: by })])
    }
    await hands.writeTogether(by, writes)
  }

  async #extend(by: ParticipantId, id: BracketId): Promise<void> {
    if (this.#open(id).lasts + extension > longestBracket) {
      throw new Refusal('too-many', 'A bracket lasts half an hour at most. Reveal it, or go on.')
    }
    await this.#add(by, { event: 'extended', id, by })
  }

  #refuseStart(): void {
    if (currentPhase(this.#stage) !== 'play') {
      throw new Refusal('conflict', 'A time bracket is opened while playing. Move to play first.')
    }
    refuseWhileAsked(this.#stage)
    if (readBrackets(this.#stage).length < mostBrackets) return
    throw new Refusal('too-many', `A session opens ${mostBrackets} time brackets at most.`)
  }

  #refuseWrite(by: ParticipantId, id: BracketId): Bracket {
    const bracket = this.#open(id)
    refuseUnlessParticipant(this.#stage, by, 'The participants write. You read along.')
    return bracket
  }

  #refuseTooOften(by: ParticipantId, id: BracketId): void {
    const begun = this.#stage.brackets
      .toArray()
      .map((each) => each as Partial<BracketEvent & { event: 'written' }>)
      .filter((each) => each.event === 'written' && each.id === id && each.author === by)
    if (begun.length < mostBeginnings) return
    throw new Refusal('too-many', 'This was begun and taken back too often. Talk it over instead.')
  }

  /** The bracket of this id, as long as people write in it. */
  #open(id: BracketId): Bracket {
    const bracket = readBrackets(this.#stage).find((each) => each.id === id)
    if (!bracket) throw new Refusal('not-found', 'There is no such bracket in this session.')
    if (bracket.state === 'open') return bracket
    throw new Refusal('conflict', 'This bracket has ended. What was written stays as it is.')
  }

  #revealing({ id }: Bracket, by: ParticipantId | null): WithoutMoment<BracketEvent> {
    return { event: 'revealed', id, by, texts: this.#textsOf(id) }
  }

  /** What the inboxes hold, in the order in which people joined: nobody is first for a reason. */
  #textsOf(id: BracketId): ShownText[] {
    const all = this.#options.hands.inboxDocs
      .flatMap(readBracketTexts)
      .filter((each) => each.bracketId === id && each.text !== '')
    return readRoster(this.#stage).flatMap(({ participantId: author }) => {
      const own = all.find((each) => each.author === author)
      return own ? [{ author, text: own.text }] : []
    })
  }

  #add(by: ParticipantId | 'server', event: WithoutMoment<BracketEvent>): Promise<void> {
    return this.#options.hands.stage.write(by, () => this.#push(event))
  }

  #push(event: WithoutMoment<BracketEvent>): void {
    this.#stage.brackets.push([{ ...event, ...this.#clock.now() }])
  }

  /** Wakes up when the time is over. Called whenever the clock or a bracket changed. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    const open = openBracket(readBrackets(this.#stage))
    if (this.#disposed || !open || !this.#clock.isRunning) return
    const delay = Math.ceil(this.#left(open))
    this.#cancelAlarm = this.#options.time.after(delay, () => {
      this.#end().catch(this.#options.onError)
    })
  }

  async #end(): Promise<void> {
    const open = openBracket(readBrackets(this.#stage))
    if (this.#disposed || !open || !this.#clock.isRunning) return
    if (this.#left(open) > 0) this.#setAlarm()
    else await this.#add('server', this.#revealing(open, null))
  }

  #left(bracket: Bracket): number {
    return leftOf(bracket, this.#clock.plan, this.#options.time.now())
  }
}
