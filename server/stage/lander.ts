import { Refusal } from '../../shared/errors.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import { exerciseTimeAt, speedOf, wallTimeOf } from '../../shared/stage/clock.ts'
import type { LandedInject, Landing, PlannedInject } from '../../shared/stage/inject.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  inboxInjects,
  readClock,
  readInbox,
  readInjects,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Author } from '../log/log.ts'
import type { Time } from '../time.ts'
import type { Addressee } from './addressees.ts'
import { Addressees } from './addressees.ts'
import type { HandWrite, SessionHands } from './session-hands.ts'

/** Whom a bell is for: everyone in the session, or some people and the facilitators. */
export type BellAudience = 'everyone' | { readonly people: readonly ParticipantId[] }

export interface LanderOptions {
  readonly hands: SessionHands
  readonly time: Time
  readonly ring: (to: BellAudience, bell: Bell) => void
  /** Hears of a landing that went wrong for another reason than a refusal. */
  readonly onError: (error: unknown) => void
}

/**
 * Lands the injects of one session, by hand or when their time has come. What has landed is read
 * from the documents that only the server writes, so an inject lands once, whatever happens to the
 * script, the clock or the process.
 */
export class Lander {
  readonly #options: LanderOptions
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  readonly #addressees: Addressees
  readonly #landed = new Set<InjectId>()
  #cancelAlarm: (() => void) | null = null
  #disposed = false

  constructor(options: LanderOptions) {
    this.#options = options
    const { hands } = options
    this.#stage = stageDoc(hands.stage.doc)
    this.#script = scriptDoc(hands.script.doc)
    this.#addressees = new Addressees(hands)
    for (const inject of readInjects(this.#stage)) this.#landed.add(inject.id)
    for (const inject of hands.inboxDocs.flatMap(readInbox)) this.#landed.add(inject.id)
    this.#stage.clock.observe(this.#setAlarm)
    this.#script.plan.observe(this.#setAlarm)
    this.#setAlarm()
  }

  /** Refuses what has landed already. */
  refuseWhenLanded(id: InjectId): void {
    if (this.#landed.has(id)) throw new Refusal('conflict', 'This inject has landed already.')
  }

  /** Lands an inject in the stage or some inboxes, and notes it in the script, in one commit. */
  async land(by: Author, planned: PlannedInject): Promise<void> {
    const isForAll = planned.audience.to === 'everyone'
    const some = isForAll ? null : await this.#addressees.of(planned.audience)
    // While the inboxes were opened, somebody else may have landed it.
    this.refuseWhenLanded(planned.id)
    this.#landed.add(planned.id)
    const people = some?.map(({ person }) => person)
    const landed = this.#landedForm(planned, people)
    const { hands, ring } = this.#options
    const note: HandWrite = [hands.script, () => this.#note(planned, landed, people)]
    await hands.writeTogether(by, [...this.#places(landed, some), note])
    const bell: Bell = { type: 'inject', injectId: planned.id, whisper: landed.whisper }
    ring(people ? { people } : 'everyone', bell)
  }

  #places(landed: LandedInject, some: readonly Addressee[] | null): HandWrite[] {
    if (!some) return [[this.#options.hands.stage, () => this.#stage.injects.push([landed])]]
    return some.map(({ inbox }) => [inbox, (doc) => inboxInjects(doc).push([landed])])
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
  }

  #landedForm({ id, content }: PlannedInject, people?: readonly ParticipantId[]): LandedInject {
    const wallAt = this.#options.time.now()
    const at = Math.round(exerciseTimeAt(this.#clock, wallAt))
    const whisper = people ? { whisper: true, others: people.length - 1 } : { whisper: false }
    return { id, content, ...whisper, wallAt, at }
  }

  #note(planned: PlannedInject, landed: LandedInject, people?: readonly ParticipantId[]): void {
    const { id, audience } = planned
    const { at, wallAt } = landed
    const got = people ? { people: [...people] } : {}
    const landing: Landing = { injectId: id, audience, ...got, at, wallAt }
    if (!this.#script.plan.has(id)) this.#script.plan.set(id, planned)
    this.#script.landings.set(id, landing)
  }

  get #clock(): ClockPlan {
    return readClock(this.#stage)
  }

  /** Wakes up when the next timed inject is due. Called whenever clock or plan changed. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    const next = this.#waiting().at(0)
    const wall = next && wallTimeOf(this.#clock, next.at)
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
    if (this.#disposed || speedOf(this.#clock) === 0) return
    const now = exerciseTimeAt(this.#clock, this.#options.time.now())
    const due = this.#waiting().filter(({ at }) => at <= now)
    for (const { planned } of due) await this.#landByItself(planned)
    this.#setAlarm()
  }

  async #landByItself(planned: PlannedInject): Promise<void> {
    try {
      await this.land('server', planned)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Nobody to land for (its person has left, say): hold it, so that a facilitator sees it.
      const isForNobody = error.code === 'not-found' || error.code === 'bad-request'
      if (isForNobody) await this.#hold(planned, error.message)
    }
  }

  async #hold(planned: PlannedInject, heldBecause: string): Promise<void> {
    const held: PlannedInject = { ...planned, state: 'held', heldBecause }
    await this.#options.hands.script.write('server', () => this.#script.plan.set(planned.id, held))
  }
}
