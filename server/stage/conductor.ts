import { Refusal } from '../../shared/errors.ts'
import type { FormatId } from '../../shared/formats/format.ts'
import type {
  CueId,
  FermataId,
  InjectId,
  MarkId,
  MessageId,
  NewId,
  ParticipantId,
} from '../../shared/ids.ts'
import { unreachable } from '../../shared/invariants.ts'
import type { Action, Member } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import type { Phase } from '../../shared/stage/phase.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { currentPhase, readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { ParticipantRecord } from '../log/registry.ts'
import { Answers } from './answers.ts'
import type { DeckOptions } from './decks.ts'
import { Decks } from './decks.ts'
import { Fermatas } from './fermatas.ts'
import { FormatChoice } from './format-choice.ts'
import type { LanderOptions } from './lander.ts'
import { Lander } from './lander.ts'
import { MomentBook } from './moment-book.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import { RosterBook } from './roster-book.ts'
import { Rotations } from './rotations.ts'
import { RunOfShow } from './run-of-show.ts'
import { SessionClock } from './session-clock.ts'
import { SightingBook } from './sighting-book.ts'
import { Stopwatch } from './stopwatch.ts'
import { Talk } from './talk.ts'
import { Transcripts } from './transcripts.ts'
import type { WheelsOptions } from './wheels.ts'
import { Wheels } from './wheels.ts'
import { WhisperThreads } from './whisper-threads.ts'

export interface ConductorOptions extends LanderOptions, WheelsOptions, DeckOptions {
  readonly newId: NewId
  /** Takes a person's key away, durably, and shows them out. */
  readonly remove: (person: ParticipantId) => Promise<void>
}

/** What a command made, for its reply. */
export type Done = InjectId | MessageId | CueId | MarkId | FermataId | undefined

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

  /** Puts a person on the roster, where they are not on it yet. */
  async admit(record: ParticipantRecord): Promise<void> {
    if (this.#stage.roster.has(record.id)) return
    const entry = this.#book.entryFor(record)
    await this.#options.hands.stage.write(record.id, () => this.#stage.roster.set(record.id, entry))
  }

  /** Stops a clock that was running when its session was exported, at its last recorded moment. */
  async stopImportedClock(recordedUntil: number, importedAt: number): Promise<void> {
    await this.#stopwatch.stopImported(recordedUntil, importedAt)
    const last = this.clock.at(-1)
    if (!last || last.speed === 0 || last.wallAt >= importedAt) return
    await this.#clock.write('server', recordedUntil, 0)
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
        return this.#run.retime(by, command.injectId, command.trigger)
      case 'inject.address':
        return this.#run.change(by, command.injectId, { audience: command.audience })
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
        return this.#removeMember(by, command.participantId)
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
    const entry = readRoster(this.#stage).find((each) => each.participantId === person)
    if (!entry) throw new Refusal('not-found', 'Nobody with this id is in the session.')
    if (person === by) throw new Refusal('conflict', 'You cannot take yourself off the session.')
    await this.#options.remove(person)
    const removed = { ...entry, removedAt: this.#clock.now().wallAt }
    await this.#options.hands.stage.write(by, () => this.#stage.roster.set(person, removed))
  }
}

/** What whoever plays may do, too. */
const everybodys: ReadonlySet<Command['type']> = new Set([
  'channel.say',
  'channel.react',
  'cue.raise',
  'rotation.offer',
  'rotation.readBack',
  'rotation.skip',
  'deck.draw',
  'fermata.answer',
])

/** What whoever looks on may do, too: it is theirs alone. */
const ownMarks: ReadonlySet<Command['type']> = new Set(['moment.mark', 'moment.unmark'])

function rightFor(command: Command): Action {
  if (ownMarks.has(command.type)) return 'mark'
  if (command.type === 'inject.seen') return 'watch'
  // Whoever names a thread means somebody else's.
  if (command.type === 'whisper.answer') return command.to === undefined ? 'speak' : 'conduct'
  return everybodys.has(command.type) ? 'speak' : 'conduct'
}

/** A command that makes nothing its reply could name. */
async function nothing(work: Promise<void>): Promise<undefined> {
  await work
}
