import { Refusal } from '../../shared/errors.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { can } from '../../shared/roles.ts'
import { wallTimeOf } from '../../shared/stage/clock.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { Rotation, RotationEvent } from '../../shared/stage/rotation.ts'
import { mostRotationEvents, rotationEvent, rotationOf } from '../../shared/stage/rotation.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { readList } from '../../shared/stage/read-list.ts'
import { readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Author } from '../log/log.ts'
import type { LanderOptions } from './lander.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { Moment, SessionClock } from './session-clock.ts'

export type RotationCommand = Extract<Command, { type: `rotation.${string}` }>
type Asked<Type extends RotationCommand['type']> = Extract<RotationCommand, { type: Type }>
type Momentless<Event> = Event extends Moment ? Omit<Event, keyof Moment> : never
/** An event before it has its moment. */
type Step = Momentless<RotationEvent>

const minute = 60_000
const most = 30

/**
 * Passes the conductor's part around. Where it is, is read from the stage, so that a restart changes
 * nothing. When the time for a change has come it is marked, once; nobody is made to hand over.
 */
export class Rotations {
  readonly #options: Pick<LanderOptions, 'hands' | 'time' | 'onError'>
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  readonly #read: RotationEvent[] = []
  #known = 0
  #cancelAlarm: (() => void) | null = null
  #disposed = false

  constructor(options: Pick<LanderOptions, 'hands' | 'time' | 'onError'>, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
    this.#stage.clock.observe(this.#setAlarm)
    this.#stage.rotations.observe(this.#setAlarm)
    this.#setAlarm()
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: RotationCommand): Promise<void> {
    refuseWhenClosed(this.#stage)
    switch (command.type) {
      case 'rotation.start':
        return this.#start(by, command)
      case 'rotation.offer':
        return this.#offer(by, command)
      case 'rotation.readBack':
        return this.#readBack(by, command)
      case 'rotation.skip':
        return this.#skip(by, command)
      case 'rotation.stop':
        return this.#stop(by)
    }
  }

  /** Started while one goes on, its interval and its people change. */
  async #start(by: ParticipantId, { everyMinutes, order }: Asked<'rotation.start'>): Promise<void> {
    this.#refuseWhenFull()
    const people = order ?? this.#ownOrder() ?? this.#everybody()
    this.#refuseNoOrder(people)
    await this.#write(by, { what: 'started', everyMs: everyMinutes * minute, order: people, by })
  }

  async #offer(by: ParticipantId, { words }: Asked<'rotation.offer'>): Promise<void> {
    this.#refuseWhenFull()
    const { conductor: from, next: to, inTheAir } = this.#running()
    if (by !== from && !this.#isFacilitator(by)) {
      throw new Refusal('forbidden', 'Whoever conducts hands over, or a facilitator passes it on.')
    }
    if (inTheAir) throw new Refusal('conflict', 'The hand-over is in the air already.')
    if (!to) throw new Refusal('conflict', 'Nobody else of the rotation is in the session.')
    await this.#write(by, { what: 'offered', from, to, by, ...(words && { words }) })
  }

  async #readBack(by: ParticipantId, { words }: Asked<'rotation.readBack'>): Promise<void> {
    const { inTheAir } = this.#running()
    if (!inTheAir) throw new Refusal('conflict', 'No hand-over is in the air.')
    if (inTheAir.to !== by) {
      throw new Refusal('forbidden', 'Only whoever it is handed to says it back.')
    }
    await this.#write(by, { what: 'readBack', by, ...(words && { words }) })
  }

  /** Passes over a person: the one it is offered to, or the next, where nobody is named. */
  async #skip(by: ParticipantId, { participantId }: Asked<'rotation.skip'>): Promise<void> {
    this.#refuseWhenFull()
    const { inTheAir, next, conductor, order } = this.#running()
    const person = participantId ?? inTheAir?.to ?? next
    const isMine = person === by && inTheAir?.to === by
    if (!isMine && !this.#isFacilitator(by)) {
      throw new Refusal('forbidden', 'Whoever it is handed to passes it on, or a facilitator does.')
    }
    if (!person || !order.includes(person)) {
      throw new Refusal('not-found', 'This person is not in the rotation.')
    }
    if (person === conductor) throw new Refusal('conflict', 'Whoever conducts hands over instead.')
    await this.#write(by, { what: 'skipped', person, by })
  }

  async #stop(by: ParticipantId): Promise<void> {
    this.#running()
    await this.#write(by, { what: 'stopped', by })
  }

  #write(author: Author, step: Step): Promise<void> {
    const event = { ...step, ...this.#clock.now() }
    return this.#options.hands.stage.write(author, () => this.#stage.rotations.push([event]))
  }

  get #here(): RosterEntry[] {
    return readRoster(this.#stage).filter((each) => each.removedAt === null)
  }

  get #rotation(): Rotation | null {
    const here = new Set(this.#here.map((each) => each.participantId))
    return rotationOf(this.#events(), here)
  }

  /** The list only grows: each of its events is read once. */
  #events(): readonly RotationEvent[] {
    const fresh = this.#stage.rotations.slice(this.#known)
    this.#known += fresh.length
    this.#read.push(...readList(fresh, rotationEvent))
    return this.#read
  }

  #running(): Rotation {
    const rotation = this.#rotation
    if (!rotation)
      throw new Refusal('conflict', 'No rotation goes on. A facilitator can start one.')
    return rotation
  }

  #ownOrder(): ParticipantId[] | undefined {
    const here = this.#here.map((each) => each.participantId)
    return this.#rotation?.order.filter((person) => here.includes(person))
  }

  /** Everybody who plays, as they joined. */
  #everybody(): ParticipantId[] {
    const playing = this.#here.filter(({ role }) => role === 'participant')
    return playing.map((each) => each.participantId).slice(0, most)
  }

  #refuseNoOrder(order: readonly ParticipantId[]): void {
    if (new Set(order).size !== order.length) {
      throw new Refusal('bad-request', 'Name every person of the rotation once.')
    }
    if (order.length < 2) throw new Refusal('conflict', 'A rotation needs two people at least.')
    const conducting = this.#here.filter(({ role }) => can(role, 'speak'))
    const known = new Set(conducting.map((each) => each.participantId))
    if (!order.every((person) => known.has(person))) {
      throw new Refusal('not-found', 'Choose from the people who play in this session.')
    }
  }

  #refuseWhenFull(): void {
    if (this.#stage.rotations.length < mostRotationEvents) return
    throw new Refusal('too-many', 'This session has rotated as often as it can.')
  }

  #isFacilitator(person: ParticipantId): boolean {
    const entry = this.#here.find((each) => each.participantId === person)
    return entry !== undefined && can(entry.role, 'conduct')
  }

  /** Wakes up when the next change is due. Called whenever the clock or a rotation changed. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    const dueAt = this.#nextDue()
    const wall = dueAt === null ? null : wallTimeOf(this.#clock.plan, dueAt)
    if (this.#disposed || wall === null) return
    const delay = Math.max(0, Math.ceil(wall - this.#options.time.now()))
    this.#cancelAlarm = this.#options.time.after(delay, () => {
      this.#markDue().catch(this.#options.onError)
    })
  }

  /** What is handed over already, was marked, or has nobody to go to is not asked for. */
  #nextDue(): number | null {
    if (this.#stage.rotations.length >= mostRotationEvents) return null
    const rotation = this.#rotation
    if (!rotation?.conductor || !rotation.next) return null
    return rotation.isDue || rotation.inTheAir ? null : rotation.dueAt
  }

  async #markDue(): Promise<void> {
    const dueAt = this.#nextDue()
    if (this.#disposed || dueAt === null || !this.#clock.isRunning) return
    if (this.#clock.now().at >= dueAt) await this.#write('server', { what: 'due' })
    else this.#setAlarm()
  }
}
