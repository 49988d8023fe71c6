import { Refusal } from '../../shared/errors.ts'
import type { InjectId, MessageId, NewId, ParticipantId } from '../../shared/ids.ts'
import { unreachable } from '../../shared/invariants.ts'
import type { Action, Member } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { readPlan, readPlanned, scriptDoc } from '../../shared/script/script-doc.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import {
  exerciseTimeAt,
  segmentAt,
  speedBeforePause,
  speedOf,
  wallTimeOf,
} from '../../shared/stage/clock.ts'
import type { Audience, LandedInject, PlannedInject } from '../../shared/stage/inject.ts'
import type { Phase } from '../../shared/stage/phase.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  inboxInjects,
  readClock,
  readInbox,
  readInjects,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Author } from '../log/log.ts'
import type { ParticipantRecord } from '../log/registry.ts'
import type { Time } from '../time.ts'
import { rosterEntryFor } from './roster-entry.ts'
import type { SessionHands } from './session-hands.ts'

/** Whom a bell is for: everyone in the session, or one person and the facilitators. */
export type BellAudience = 'everyone' | { readonly person: ParticipantId }

export interface ConductorOptions {
  readonly hands: SessionHands
  readonly time: Time
  readonly newId: NewId
  readonly ring: (to: BellAudience, bell: Bell) => void
  /** Takes a person's key away, durably, and shows them out. */
  readonly remove: (person: ParticipantId) => Promise<void>
  /** Hears of a landing that went wrong for another reason than a refusal. */
  readonly onError: (error: unknown) => void
}

/** What a command made, for its reply. */
export type Done = InjectId | MessageId | undefined

/**
 * Runs one session's stage: checks who may command, writes the stage, lands injects when their
 * time has come. What has landed is read from the documents that only the server writes, so an
 * inject lands once, whatever happens to the script, the clock or the process.
 */
export class Conductor {
  readonly #options: ConductorOptions
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  readonly #landed = new Set<InjectId>()
  #cancelAlarm: (() => void) | null = null
  #disposed = false

  constructor(options: ConductorOptions) {
    this.#options = options
    const { hands } = options
    this.#stage = stageDoc(hands.stage.doc)
    this.#script = scriptDoc(hands.script.doc)
    for (const inject of readInjects(this.#stage)) this.#landed.add(inject.id)
    for (const inject of hands.inboxDocs.flatMap(readInbox)) this.#landed.add(inject.id)
    hands.script.doc.on('update', this.#setAlarm)
    this.#setAlarm()
  }

  get phase(): Phase {
    return currentPhase(this.#stage)
  }

  get clock(): ClockPlan {
    return readClock(this.#stage)
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
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
    const entry = rosterEntryFor(record, readRoster(this.#stage))
    await this.#options.hands.stage.write(record.id, () => this.#stage.roster.set(record.id, entry))
  }

  /** Stops a clock that was running when its session was exported, at its last recorded moment. */
  async stopImportedClock(recordedUntil: number, importedAt: number): Promise<void> {
    const last = this.clock.at(-1)
    if (!last || last.speed === 0 || last.wallAt >= importedAt) return
    await this.#writeClock('server', recordedUntil, 0)
  }

  #perform(by: ParticipantId, command: Command): Promise<Done> {
    switch (command.type) {
      case 'phase.set':
        return this.#setPhase(by, command.phase)
      case 'clock.run':
        return this.#run(by, command.speed)
      case 'clock.pause':
        return this.#pause(by)
      case 'inject.land':
        return this.#landByHand(by, command.injectId, command.to)
      case 'inject.hold':
        return this.#mark(by, command.injectId, 'held')
      case 'inject.release':
        return this.#mark(by, command.injectId, 'planned')
      case 'inject.skip':
        return this.#mark(by, command.injectId, 'skipped')
      case 'inject.improvise':
        return this.#improvise(by, command)
      case 'channel.say':
        return this.#say(by, command.text)
      case 'member.remove':
        return this.#removeMember(by, command.participantId)
      default:
        return unreachable(command)
    }
  }

  async #setPhase(by: ParticipantId, phase: Phase): Promise<undefined> {
    if (phase === this.phase) return
    const { wallAt, at } = this.#moment()
    const speed = phase === 'play' ? speedBeforePause(this.clock) : 0
    await this.#options.hands.stage.write(by, () => {
      this.#stage.phases.push([{ phase, wallAt, at }])
      if (speed !== speedOf(this.clock))
        this.#stage.clock.push([segmentAt(this.clock, wallAt, speed)])
    })
    this.#setAlarm()
    this.#options.ring('everyone', { type: 'phase', phase })
  }

  async #run(by: ParticipantId, speed = speedBeforePause(this.clock)): Promise<undefined> {
    if (this.phase !== 'play') {
      throw new Refusal('conflict', 'The clock runs only while playing. Move to play first.')
    }
    if (speed !== speedOf(this.clock)) await this.#writeClock(by, this.#moment().wallAt, speed)
  }

  async #pause(by: ParticipantId): Promise<undefined> {
    if (speedOf(this.clock) > 0) await this.#writeClock(by, this.#moment().wallAt, 0)
  }

  async #writeClock(by: Author, wall: number, speed: number): Promise<void> {
    const segment = segmentAt(this.clock, wall, speed)
    await this.#options.hands.stage.write(by, () => this.#stage.clock.push([segment]))
    this.#setAlarm()
  }

  async #landByHand(by: ParticipantId, id: InjectId, to?: ParticipantId): Promise<Done> {
    const planned = this.#planned(id)
    const audience: Audience = to ? { to: 'person', participantId: to } : planned.audience
    await this.#land(by, { ...planned, audience })
    return id
  }

  async #mark(by: ParticipantId, id: InjectId, state: PlannedInject['state']): Promise<Done> {
    const planned = this.#planned(id)
    await this.#options.hands.script.write(by, () =>
      this.#script.plan.set(id, { ...planned, state }),
    )
    return id
  }

  async #improvise(
    by: ParticipantId,
    { content, audience }: Pick<PlannedInject, 'content' | 'audience'>,
  ): Promise<Done> {
    const id = this.#options.newId('inject')
    const order = Math.max(-1, ...readPlan(this.#script).map((inject) => inject.order)) + 1
    await this.#land(by, {
      id,
      order,
      content,
      audience,
      trigger: { on: 'hand' },
      state: 'planned',
    })
    return id
  }

  async #say(by: ParticipantId, text: string): Promise<Done> {
    this.#refuseWhenClosed()
    const id = this.#options.newId('message')
    const message = { id, author: by, text, ...this.#moment() }
    await this.#options.hands.stage.write(by, () => this.#stage.channel.push([message]))
    return id
  }

  async #removeMember(by: ParticipantId, person: ParticipantId): Promise<undefined> {
    const entry = readRoster(this.#stage).find((each) => each.participantId === person)
    if (!entry) throw new Refusal('not-found', 'Nobody with this id is in the session.')
    if (person === by) throw new Refusal('conflict', 'You cannot take yourself off the session.')
    await this.#options.remove(person)
    const removed = { ...entry, removedAt: this.#moment().wallAt }
    await this.#options.hands.stage.write(by, () => this.#stage.roster.set(person, removed))
  }

  /** Lands an inject in the stage or an inbox, and notes it in the script, in one commit. */
  async #land(by: Author, planned: PlannedInject): Promise<void> {
    this.#refuseWhenClosed()
    const person = this.#personOf(planned.audience)
    const inbox = person && (await this.#options.hands.inbox(person))
    // While the inbox was opened, somebody else may have landed it.
    this.#refuseWhenLanded(planned.id)
    this.#landed.add(planned.id)
    const landed = this.#landedForm(planned, person !== null)
    const target = inbox
      ? inbox.write(by, (doc) => inboxInjects(doc).push([landed]))
      : this.#options.hands.stage.write(by, () => this.#stage.injects.push([landed]))
    const note = this.#options.hands.script.write(by, () => this.#note(planned, landed, person))
    await Promise.all([target, note])
    const bell: Bell = { type: 'inject', injectId: planned.id, whisper: person !== null }
    this.#options.ring(person ? { person } : 'everyone', bell)
  }

  #landedForm({ id, content }: PlannedInject, whisper: boolean): LandedInject {
    return { id, content, whisper, ...this.#moment() }
  }

  #note(planned: PlannedInject, { at, wallAt }: LandedInject, person: ParticipantId | null): void {
    const { id } = planned
    const audience: Audience = person ? { to: 'person', participantId: person } : { to: 'everyone' }
    if (!this.#script.plan.has(id)) this.#script.plan.set(id, planned)
    this.#script.landings.set(id, { injectId: id, audience, at, wallAt })
  }

  #personOf(audience: Audience): ParticipantId | null {
    if (audience.to === 'everyone') return null
    const person = audience.participantId
    if (!person) throw new Refusal('bad-request', 'Choose the person to whisper to.')
    const entry = readRoster(this.#stage).find((each) => each.participantId === person)
    if (!entry || entry.removedAt !== null) {
      throw new Refusal('not-found', 'The person to whisper to is not in the session.')
    }
    return person
  }

  #planned(id: InjectId): PlannedInject {
    this.#refuseWhenLanded(id)
    const planned = readPlanned(this.#script, id)
    if (!planned) throw new Refusal('not-found', 'This inject is not in the run of show.')
    return planned
  }

  #refuseWhenLanded(id: InjectId): void {
    if (this.#landed.has(id)) throw new Refusal('conflict', 'This inject has landed already.')
  }

  #refuseWhenClosed(): void {
    if (this.phase === 'closed') {
      throw new Refusal('conflict', 'The session is closed. A facilitator can open it again.')
    }
  }

  /** Now, as wall moment and exercise time in whole milliseconds. */
  #moment(): { wallAt: number; at: number } {
    const wallAt = this.#options.time.now()
    return { wallAt, at: Math.round(exerciseTimeAt(this.clock, wallAt)) }
  }

  /** Wakes up when the next timed inject is due. Called whenever clock or plan changed. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    const next = this.#waiting().at(0)
    const wall = next && wallTimeOf(this.clock, next.at)
    if (this.#disposed || wall === undefined || wall === null) return
    const delay = Math.max(0, Math.ceil(wall - this.#options.time.now()))
    this.#cancelAlarm = this.#options.time.after(delay, () => {
      this.#landDue().catch(this.#options.onError)
    })
  }

  /** Timed injects that wait for their moment, in the order they are due. */
  #waiting(): { planned: PlannedInject; at: number }[] {
    return readPlan(this.#script)
      .flatMap((planned) =>
        planned.trigger.on === 'time' ? [{ planned, at: planned.trigger.at }] : [],
      )
      .filter(({ planned }) => this.#mayLandByItself(planned))
      .sort((a, b) => a.at - b.at || a.planned.order - b.planned.order)
  }

  #mayLandByItself({ id, state, audience }: PlannedInject): boolean {
    const nobody = audience.to === 'person' && audience.participantId === null
    return state === 'planned' && !nobody && !this.#landed.has(id)
  }

  async #landDue(): Promise<void> {
    if (this.#disposed || speedOf(this.clock) === 0) return
    const now = exerciseTimeAt(this.clock, this.#options.time.now())
    const due = this.#waiting().filter(({ at }) => at <= now)
    for (const { planned } of due) await this.#landByItself(planned)
    this.#setAlarm()
  }

  async #landByItself(planned: PlannedInject): Promise<void> {
    try {
      await this.#land('server', planned)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Refused for good (its person has left, say): hold it, so that a facilitator sees it.
      if (error.code === 'not-found') await this.#hold(planned)
    }
  }

  async #hold(planned: PlannedInject): Promise<void> {
    const held: PlannedInject = { ...planned, state: 'held' }
    await this.#options.hands.script.write('server', () => this.#script.plan.set(planned.id, held))
  }
}

function rightFor(command: Command): Action {
  return command.type === 'channel.say' ? 'speak' : 'conduct'
}
