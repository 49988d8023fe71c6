import { Refusal } from '../../shared/errors.ts'
import type { NewId, ParticipantId, TuningId } from '../../shared/ids.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  inboxTuningReadings,
  readRoster,
  readTuningReadings,
  readTunings,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Tuning, TuningEvent, TuningReading } from '../../shared/stage/tuning.ts'
import {
  givenTo,
  inQuestion,
  isConfirmed,
  isTuned,
  mostRestatements,
  mostTunings,
  openTuning,
} from '../../shared/stage/tuning.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Hand } from '../rooms/hand.ts'
import { refuseUnlessParticipant } from './refuse-unless-participant.ts'
import { refuseWhileAsked } from './refuse-while-asked.ts'
import type { SessionClock } from './session-clock.ts'
import type { HandWrite, SessionHands } from './session-hands.ts'
import type { WithoutMoment } from './without-moment.ts'

export type TuningCommand = Extract<Command, { type: `tuning.${string}` }>
type Asked<Type extends TuningCommand['type']> = Extract<TuningCommand, { type: Type }>

export interface TuningsOptions {
  readonly hands: SessionHands
  readonly newId: NewId
  /** Chance: a number from 0 to below 1. Where it comes from is an argument, so tests own it. */
  readonly random: () => number
}

/**
 * The tunings of one session. Until the readings are given round, each is in its author's inbox and
 * in those of who have posted too, and nowhere else; all state is in the documents.
 */
export class Tunings {
  readonly #options: TuningsOptions
  readonly #clock: SessionClock
  readonly #stage: StageDoc

  constructor(options: TuningsOptions, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: TuningCommand): Promise<TuningId> {
    if (command.type === 'tuning.start') return this.#start(by)
    await this.#step(by, command)
    return command.tuningId
  }

  /** Ends the one that goes on; to be called inside a write of the stage. */
  letGo(by: ParticipantId): void {
    const open = openTuning(readTunings(this.#stage))
    if (open) this.#push({ event: 'ended', id: open.id, by })
  }

  #step(by: ParticipantId, command: Exclude<TuningCommand, { type: 'tuning.start' }>) {
    switch (command.type) {
      case 'tuning.post':
        return this.#post(by, command)
      case 'tuning.restate':
        return this.#restate(by, command)
      case 'tuning.confirm':
        return this.#confirm(by, command.tuningId)
      case 'tuning.notYet':
        return this.#notYet(by, command)
      case 'tuning.moveOn':
        return this.#moveOn(by, command.tuningId)
      case 'tuning.end':
        return this.#add(by, { event: 'ended', id: this.#open(command.tuningId).id, by })
    }
  }

  async #start(by: ParticipantId): Promise<TuningId> {
    const phase = currentPhase(this.#stage)
    if (phase !== 'lobby' && phase !== 'play') {
      throw new Refusal('conflict', 'A tuning opens a session: in the lobby, or while playing.')
    }
    refuseWhileAsked(this.#stage)
    if (readTunings(this.#stage).length >= mostTunings) {
      throw new Refusal('too-many', `A session tunes ${mostTunings} times at most.`)
    }
    const id = this.#options.newId('tuning')
    await this.#add(by, { event: 'started', id, by })
    return id
  }

  async #post(by: ParticipantId, { tuningId: id, text }: Asked<'tuning.post'>): Promise<void> {
    this.#refusePost(by, id)
    const own = await this.#options.hands.inbox(by)
    // While the inbox was opened, the readings may have been given round.
    const tuning = this.#refusePost(by, id)
    const { wallAt } = this.#clock.now()
    const reading: TuningReading = { tuningId: id, author: by, text, wallAt }
    const writes = this.#exchange(tuning, own, reading)
    const stage: HandWrite = [this.#options.hands.stage, () => this.#posted(reading)]
    await this.#options.hands.writeTogether(by, [...writes, stage])
  }

  /** Whoever has posted sees the others' readings, and they theirs. */
  #exchange({ id, posted }: Tuning, own: Hand, reading: TuningReading): HandWrite[] {
    const place = (doc: Hand['doc'], each: TuningReading) =>
      inboxTuningReadings(doc).set(`${id} ${each.author}`, each)
    const seen = [reading, ...this.#readingsOf(id)]
    const others = posted.flatMap((person) => this.#options.hands.openInbox(person) ?? [])
    return [
      [own, (doc) => seen.forEach((each) => place(doc, each))],
      ...others.map((hand): HandWrite => [hand, (doc) => place(doc, reading)]),
    ]
  }

  /** Notes who has posted; the last one of all gives the readings round. */
  #posted({ tuningId: id, author }: TuningReading): void {
    this.#push({ event: 'posted', id, author })
    const { posted } = this.#open(id)
    const asked = readRoster(this.#stage).filter(
      ({ role, removedAt }) => role === 'participant' && removedAt === null,
    )
    const all = asked.every(({ participantId }) => posted.includes(participantId))
    if (all && posted.length > 1) this.#giveRound(id, null)
  }

  async #moveOn(by: ParticipantId, id: TuningId): Promise<void> {
    const { state, posted } = this.#open(id)
    if (state !== 'posting') {
      throw new Refusal('conflict', 'The readings go round already. End the tuning to go on.')
    }
    if (posted.length === 0) {
      throw new Refusal('conflict', 'Nobody has posted a reading yet. Wait, or end the tuning.')
    }
    await this.#options.hands.stage.write(by, () => this.#giveRound(id, by))
  }

  #giveRound(id: TuningId, by: ParticipantId | null): void {
    const ring = this.#shuffled(this.#readingsOf(id).map(({ author, text }) => ({ author, text })))
    this.#push({ event: 'givenRound', id, by, ring })
  }

  async #restate(by: ParticipantId, { tuningId: id, text }: Asked<'tuning.restate'>) {
    const given = givenTo(this.#restating(id), by, this.#here)
    if (!given || isConfirmed(given) || inQuestion(given)) {
      throw new Refusal('conflict', 'There is no reading for you to say back just now.')
    }
    if (given.restatements.length >= mostRestatements) {
      throw new Refusal('too-many', 'This was said back often enough. Talk it over, and go on.')
    }
    await this.#add(by, { event: 'restated', id, of: given.author, by, text })
  }

  async #confirm(by: ParticipantId, id: TuningId): Promise<void> {
    this.#refuseVerdict(by, id)
    await this.#options.hands.stage.write(by, () => {
      this.#push({ event: 'confirmed', id, of: by })
      if (isTuned(this.#open(id), this.#here)) this.#push({ event: 'ended', id, by: null })
    })
  }

  async #notYet(by: ParticipantId, { tuningId: id, words }: Asked<'tuning.notYet'>): Promise<void> {
    this.#refuseVerdict(by, id)
    await this.#add(by, { event: 'notYet', id, of: by, ...(words !== undefined && { words }) })
  }

  #refusePost(by: ParticipantId, id: TuningId): Tuning {
    const tuning = this.#open(id)
    refuseUnlessParticipant(this.#stage, by, 'The participants post their readings. Listen in.')
    if (tuning.state !== 'posting') {
      throw new Refusal('conflict', 'The readings go round already. Listen in on this one.')
    }
    if (tuning.posted.includes(by)) {
      throw new Refusal(
        'conflict',
        'Your first reading is posted. The second one goes on the board.',
      )
    }
    return tuning
  }

  #refuseVerdict(by: ParticipantId, id: TuningId): void {
    const mine = this.#restating(id).readings.find(({ author }) => author === by)
    if (mine && inQuestion(mine)) return
    throw new Refusal(
      'conflict',
      'Nobody waits for your word on this. It comes when it was said back.',
    )
  }

  #restating(id: TuningId): Tuning {
    const tuning = this.#open(id)
    if (tuning.state === 'restating') return tuning
    throw new Refusal('conflict', 'The readings are not given round yet.')
  }

  /** The tuning of this id, as long as it goes on. */
  #open(id: TuningId): Tuning {
    const tuning = readTunings(this.#stage).find((each) => each.id === id)
    if (!tuning) throw new Refusal('not-found', 'There is no such tuning in this session.')
    if (tuning.state !== 'ended') return tuning
    throw new Refusal('conflict', 'This tuning has ended.')
  }

  get #here(): ReadonlySet<ParticipantId> {
    const here = readRoster(this.#stage).filter(({ removedAt }) => removedAt === null)
    return new Set(here.map(({ participantId }) => participantId))
  }

  /** What was posted, once each, as its author's inbox has it. */
  #readingsOf(id: TuningId): TuningReading[] {
    const here = [...this.#here]
    return here.flatMap((person) => {
      const inbox = this.#options.hands.openInbox(person)
      const all = inbox ? readTuningReadings(inbox.doc) : []
      return all.filter((each) => each.tuningId === id && each.author === person)
    })
  }

  #shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, by: this.#options.random() }))
      .sort((a, b) => a.by - b.by)
      .map(({ item }) => item)
  }

  #add(by: ParticipantId, event: WithoutMoment<TuningEvent>): Promise<void> {
    return this.#options.hands.stage.write(by, () => this.#push(event))
  }

  #push(event: WithoutMoment<TuningEvent>): void {
    this.#stage.tunings.push([{ ...event, ...this.#clock.now() }])
  }
}
