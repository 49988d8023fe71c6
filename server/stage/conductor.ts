import { Refusal } from '../../shared/errors.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import { formatOf } from '../../shared/formats/formats.ts'
import type {
  BracketId,
  CueId,
  FermataId,
  InjectId,
  MarkId,
  MessageId,
  NewId,
  ParticipantId,
  TuningId,
} from '../../shared/ids.ts'
import { unreachable } from '../../shared/invariants.ts'
import type { Member } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { Phase } from '../../shared/stage/phase.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { currentPhase, readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { ParticipantRecord } from '../log/registry.ts'
import { Aborts } from './aborts.ts'
import { Answers } from './answers.ts'
import { Brackets } from './brackets.ts'
import { Choices } from './choices.ts'
import type { DeckOptions } from './decks.ts'
import { Decks } from './decks.ts'
import { Experiments } from './experiments.ts'
import { Fermatas } from './fermatas.ts'
import { FormatChoice } from './format-choice.ts'
import type { LanderOptions } from './lander.ts'
import { Lander } from './lander.ts'
import { InTurn } from './in-turn.ts'
import { MomentBook } from './moment-book.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import { rightFor } from './right-for.ts'
import { RosterBook } from './roster-book.ts'
import { Rotations } from './rotations.ts'
import { RunOfShow } from './run-of-show.ts'
import { SessionClock } from './session-clock.ts'
import { SightingBook } from './sighting-book.ts'
import type { StandOptions } from './stand-offers.ts'
import { StandOffers } from './stand-offers.ts'
import { Stopwatch } from './stopwatch.ts'
import { Tags } from './tags.ts'
import { Talk } from './talk.ts'
import { Tunings } from './tunings.ts'
import { Transcripts } from './transcripts.ts'
import type { WheelsOptions } from './wheels.ts'
import { Wheels } from './wheels.ts'
import { WhisperThreads } from './whisper-threads.ts'

export interface ConductorOptions extends LanderOptions, WheelsOptions, DeckOptions, StandOptions {
  readonly newId: NewId
  /** The format that the session was made with. */
  readonly madeFor: FormatId
  /** Takes a person's key away, durably, and shows them out. */
  readonly remove: (person: ParticipantId) => Promise<void>
}

/** What a command made, for its reply. */
export type Done =
  InjectId | MessageId | CueId | MarkId | FermataId | BracketId | TuningId | undefined

/** Runs one session's stage: checks who may command, and writes what they ask. */
export class Conductor {
  readonly #options: ConductorOptions
  readonly #stage: StageDoc
  readonly #lander: Lander
  readonly #run: RunOfShow
  readonly #book: RosterBook
  readonly #clock: SessionClock
  readonly #talk: Talk
  readonly #format: FormatChoice
  readonly #moments: MomentBook
  readonly #rotations: Rotations
  readonly #wheels: Wheels
  readonly #stopwatch: Stopwatch
  readonly #sightings: SightingBook
  readonly #threads: WhisperThreads
  readonly #decks: Decks
  readonly #fermatas: Fermatas
  readonly #brackets: Brackets
  readonly #tunings: Tunings
  readonly #stand: StandOffers
  /** Who has which rights changes one step at a time: the last stand is not lost in between. */
  readonly #rights = new InTurn()
  readonly #tags: Tags
  readonly #experiments: Experiments
  readonly #aborts: Aborts
  readonly #choices: Choices
  readonly #answers: Answers
  readonly #transcripts: Transcripts

  constructor(options: ConductorOptions) {
    this.#options = options
    const { hands } = options
    this.#stage = stageDoc(hands.stage.doc)
    this.#lander = new Lander(options)
    this.#run = new RunOfShow(hands, this.#lander, options.newId)
    this.#book = new RosterBook(this.#stage.roster)
    this.#clock = new SessionClock(hands.stage, options.time)
    this.#talk = new Talk(hands.stage, this.#clock, options.newId)
    this.#format = new FormatChoice(hands.stage, options.time)
    this.#moments = new MomentBook(hands, this.#clock, options.newId)
    this.#rotations = new Rotations(options, this.#clock)
    this.#wheels = new Wheels(options, this.#clock)
    this.#stopwatch = new Stopwatch(hands.stage, options.time)
    this.#sightings = new SightingBook(hands)
    this.#threads = new WhisperThreads(hands, options.newId)
    this.#decks = new Decks(options, this.#clock)
    this.#fermatas = new Fermatas(options, this.#clock)
    this.#brackets = new Brackets(options, this.#clock)
    this.#tunings = new Tunings(options, this.#clock)
    this.#stand = new StandOffers(options, this.#clock)
    const format = () => formatOf(this.#format.changed ?? options.madeFor)
    this.#tags = new Tags({ hands, format }, this.#clock)
    const gameDay = { hand: hands.stage, clock: this.#clock, format }
    this.#experiments = new Experiments(gameDay)
    this.#aborts = new Aborts({ ...gameDay, experiments: this.#experiments })
    const onSettled = () => this.#lander.lookAgain()
    this.#choices = new Choices({ hands, onSettled }, this.#clock)
    this.#answers = new Answers(hands, this.#clock, options.newId)
    this.#transcripts = new Transcripts(options, this.#clock)
  }

  get phase(): Phase {
    return currentPhase(this.#stage)
  }

  get clock(): ClockPlan {
    return this.#clock.plan
  }

  /** How it is played since it was last changed, or null: as it was made. */
  get changedFormat(): FormatId | null {
    return this.#format.changed
  }

  dispose(): void {
    this.#lander.dispose()
    this.#rotations.dispose()
    this.#decks.dispose()
    this.#brackets.dispose()
    this.#transcripts.dispose()
    this.#options.hands.dispose()
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(member: Member, command: Command): Promise<Done> {
    if (!can(member.role, rightFor(command))) {
      throw new Refusal('forbidden', `A ${member.role} cannot do this. Ask a facilitator.`)
    }
    return this.#perform(member.participantId, command)
  }

  /** Puts a person on the roster, where they are not on it yet, with the role that they have. */
  async admit(record: ParticipantRecord): Promise<void> {
    const entry = this.#book.missing(record)
    if (!entry) return
    await this.#options.hands.stage.write(record.id, () => this.#stage.roster.set(record.id, entry))
  }

  #perform(by: ParticipantId, command: Command): Promise<Done> {
    switch (command.type) {
      case 'phase.set':
        return this.#setPhase(by, command.phase)
      case 'clock.run':
        return nothing(this.#clock.run(by, command.speed))
      case 'clock.pause':
        return nothing(this.#clock.pause(by))
      case 'clock.jump':
        return nothing(this.#clock.jump(by, command.by))
      case 'inject.land':
        return this.#run.land(by, command.injectId, command.to)
      case 'inject.hold':
        return this.#run.change(by, command.injectId, { state: 'held' })
      case 'inject.release':
        return this.#run.change(by, command.injectId, { state: 'planned' })
      case 'inject.skip':
        return this.#run.change(by, command.injectId, { state: 'skipped' })
      case 'inject.retime':
        return this.#run.retime(by, command)
      case 'inject.edit':
        return this.#run.edit(by, command)
      case 'inject.move':
        return this.#run.move(by, command)
      case 'inject.keep':
        return this.#run.keep(by, command.injectId, command.kept)
      case 'inject.address':
        return this.#run.change(by, command.injectId, { audience: command.audience })
      case 'inject.choose':
        return this.#choices.choose(by, command.injectId, command.option)
      case 'inject.settle':
        return this.#choices.settle(by, command.injectId, command.option)
      case 'inject.seen':
        return this.#see(by, command.injectId)
      case 'whisper.answer':
        return this.#answer(by, command)
      case 'inject.improvise':
        return this.#run.improvise(by, command)
      case 'channel.say':
        return this.#talk.say(by, command.text, command.replyTo)
      case 'channel.react':
        return nothing(this.#talk.react(by, command))
      case 'cue.raise':
        return this.#talk.raise(by, command.cue)
      case 'format.set':
        return nothing(this.#format.set(by, command.format))
      case 'rotation.start':
      case 'rotation.offer':
      case 'rotation.readBack':
      case 'rotation.skip':
      case 'rotation.stop':
        return nothing(this.#rotations.perform(by, command))
      case 'wheel.spin':
        return nothing(this.#wheels.spin(by, command))
      case 'stopwatch.start':
        return nothing(this.#stopwatch.press(by, 'start'))
      case 'stopwatch.stop':
        return nothing(this.#stopwatch.press(by, 'stop'))
      case 'stopwatch.reset':
        return nothing(this.#stopwatch.press(by, 'reset'))
      case 'deck.draw':
      case 'deck.open':
      case 'deck.play':
      case 'deck.veto':
        return nothing(this.#decks.perform(by, command))
      case 'fermata.hold':
        return this.#fermatas.hold(by, command.probes)
      case 'fermata.answer':
        return this.#fermatas.answer(by, command.fermataId, command.answers)
      case 'fermata.reveal':
        return this.#fermatas.reveal(by, command.fermataId)
      case 'fermata.release':
        return this.#fermatas.release(by, command.fermataId)
      case 'bracket.open':
      case 'bracket.write':
      case 'bracket.extend':
      case 'bracket.reveal':
      case 'bracket.drop':
        return this.#brackets.perform(by, command)
      case 'tuning.start':
      case 'tuning.post':
      case 'tuning.restate':
      case 'tuning.confirm':
      case 'tuning.notYet':
      case 'tuning.moveOn':
      case 'tuning.end':
        return this.#tunings.perform(by, command)
      case 'stand.offer':
      case 'stand.take':
      case 'stand.withdraw':
        return nothing(this.#rights.run(() => this.#stand.perform(by, command)))
      case 'tag.set':
      case 'tag.observe':
      case 'tag.addKind':
      case 'tag.blind':
      case 'tag.reveal':
        return nothing(this.#tags.perform(by, command))
      case 'gameday.abort':
      case 'gameday.explain':
      case 'gameday.clear':
        return nothing(this.#aborts.perform(by, command))
      case 'experiment.start':
      case 'experiment.stop':
      case 'experiment.observe':
        return nothing(this.#experiments.perform(by, command))
      case 'answer.send':
      case 'answer.improvise':
        return this.#answers.perform(by, command)
      case 'transcript.load':
      case 'transcript.play':
      case 'transcript.pause':
      case 'transcript.speed':
      case 'transcript.jump':
        return nothing(this.#transcripts.perform(by, command))
      case 'member.remove':
        return this.#rights.run(() => this.#removeMember(by, command.participantId))
      case 'moment.mark':
        return this.#moments.mark(by, command)
      case 'moment.unmark':
        return nothing(this.#moments.unmark(by, command.markId))
      default:
        return unreachable(command)
    }
  }

  async #setPhase(by: ParticipantId, phase: Phase): Promise<undefined> {
    if (phase === this.phase) return
    const { wallAt, at } = this.#clock.now()
    await this.#options.hands.stage.write(by, () => {
      this.#stage.phases.push([{ phase, wallAt, at }])
      if (phase !== 'play') this.#fermatas.letGo(by)
      if (phase !== 'play') this.#brackets.letGo(by)
      if (phase !== 'play') this.#decks.letGo(by)
      if (phase !== 'play' && phase !== 'lobby') this.#tunings.letGo(by)
      if (phase !== 'play') this.#aborts.letGo(by)
      if (phase === 'closed') this.#experiments.endAll(by, 'closed')
      this.#clock.follow(phase === 'play', wallAt)
    })
    this.#options.ring('everyone', { type: 'phase', phase })
  }

  async #see(by: ParticipantId, id: InjectId): Promise<undefined> {
    refuseWhenClosed(this.#stage)
    await this.#sightings.note(by, id, this.#clock.now())
  }

  #answer(
    by: ParticipantId,
    { injectId, text, to = by }: Command & { type: 'whisper.answer' },
  ): Promise<Done> {
    refuseWhenClosed(this.#stage)
    return this.#threads.answer(by, { injectId, of: to, text }, this.#clock.now())
  }

  async #removeMember(by: ParticipantId, person: ParticipantId): Promise<undefined> {
    const people = readRoster(this.#stage)
    const entry = people.find((each) => each.participantId === person)
    if (!entry) throw new Refusal('not-found', 'Nobody with this id is in the session.')
    if (person === by) throw new Refusal('conflict', 'You cannot take yourself off the session.')
    // Their own stand may have gone on to somebody while this waited for its turn.
    const own = people.find((each) => each.participantId === by)
    if (own && !can(own.role, 'conduct')) {
      throw new Refusal('forbidden', 'You do not have the stand any more. Ask whoever has it.')
    }
    await this.#options.remove(person)
    const removed = { ...entry, removedAt: this.#clock.now().wallAt }
    await this.#options.hands.stage.write(by, () => this.#stage.roster.set(person, removed))
  }
}

/** A command that makes nothing its reply could name. */
async function nothing(work: Promise<void>): Promise<undefined> {
  await work
}
