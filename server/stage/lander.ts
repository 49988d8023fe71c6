import { Refusal } from '../../shared/errors.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import { exerciseTimeAt, speedOf, wallTimeOf } from '../../shared/stage/clock.ts'
import type { Audience, LandedInject, PlannedInject } from '../../shared/stage/inject.ts'
import type { Situation } from '../../shared/stage/situation.ts'
import { dueAt } from '../../shared/stage/situation.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  inboxInjects,
  readClock,
  readInbox,
  readInjects,
  readRoster,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import { watchesBoard } from '../../shared/stage/trigger.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Author } from '../log/log.ts'
import type { Time } from '../time.ts'
import { BoardWatch } from './board-watch.ts'
import type { SessionHands } from './session-hands.ts'

/** Whom a bell is for: everyone in the session, or one person and the facilitators. */
export type BellAudience = 'everyone' | { readonly person: ParticipantId }

export interface LanderOptions {
  readonly hands: SessionHands
  readonly time: Time
  readonly ring: (to: BellAudience, bell: Bell) => void
  /** Hears of a landing that went wrong for another reason than a refusal. */
  readonly onError: (error: unknown) => void
}

/**
 * Lands the injects of one session, by hand or when their trigger holds. What has landed is read
 * from the documents that only the server writes, so an inject lands once, whatever happens to the
 * script, the clock or the process.
 */
export class Lander {
  readonly #options: LanderOptions
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  readonly #watch: BoardWatch
  /** The exercise time of each landing. */
  readonly #landed = new Map<InjectId, number>()
  #cancelAlarm: (() => void) | null = null
  #disposed = false

  constructor(options: LanderOptions) {
    this.#options = options
    const { hands } = options
    this.#stage = stageDoc(hands.stage.doc)
    this.#script = scriptDoc(hands.script.doc)
    this.#watch = new BoardWatch({ ...options, onChange: () => this.#setAlarm() })
    const landed = [...readInjects(this.#stage), ...hands.inboxDocs.flatMap(readInbox)]
    for (const { id, at } of landed) this.#landed.set(id, at)
    this.#stage.clock.observe(this.#setAlarm)
    this.#script.plan.observe(this.#setAlarm)
    this.#setAlarm()
  }

  hasLanded(id: InjectId): boolean {
    return this.#landed.has(id)
  }

  /** Refuses what has landed already. */
  refuseWhenLanded(id: InjectId): void {
    if (this.#landed.has(id)) throw new Refusal('conflict', 'This inject has landed already.')
  }

  /** Lands an inject in the stage or an inbox, and notes it in the script, in one commit. */
  async land(by: Author, planned: PlannedInject): Promise<void> {
    const person = this.#personOf(planned.audience)
    const inbox = person && (await this.#options.hands.inbox(person))
    // While the inbox was opened, somebody else may have landed it.
    this.refuseWhenLanded(planned.id)
    const landed = this.#landedForm(planned, person !== null)
    this.#landed.set(planned.id, landed.at)
    const target = inbox
      ? inbox.write(by, (doc) => inboxInjects(doc).push([landed]))
      : this.#options.hands.stage.write(by, () => this.#stage.injects.push([landed]))
    const note = this.#options.hands.script.write(by, () => this.#note(planned, landed, person))
    await Promise.all([target, note])
    // Others may have waited for it.
    this.#setAlarm()
    const bell: Bell = { type: 'inject', injectId: planned.id, whisper: person !== null }
    this.#options.ring(person ? { person } : 'everyone', bell)
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
    this.#watch.dispose()
  }

  #landedForm({ id, content }: PlannedInject, whisper: boolean): LandedInject {
    const wallAt = this.#options.time.now()
    return { id, content, whisper, wallAt, at: Math.round(exerciseTimeAt(this.#clock, wallAt)) }
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

  get #clock(): ClockPlan {
    return readClock(this.#stage)
  }

  /** Wakes up when the next inject is due. Called whenever something that decides it changed. */
  readonly #setAlarm = (): void => {
    this.#cancelAlarm?.()
    this.#cancelAlarm = null
    if (this.#disposed || speedOf(this.#clock) === 0) return
    const next = this.#waiting().at(0)
    const wall = next && wallTimeOf(this.#clock, next.at)
    if (wall === undefined || wall === null) return
    const delay = Math.max(0, Math.ceil(wall - this.#options.time.now()))
    this.#cancelAlarm = this.#options.time.after(delay, () => {
      this.#landDue().catch(this.#options.onError)
    })
  }

  /** Injects that need nothing more than time, in the order they are due. */
  #waiting(): { planned: PlannedInject; at: number }[] {
    const plan = readPlan(this.#script).filter((planned) => this.#mayLandByItself(planned))
    const situation = this.#situationFor(plan)
    return plan
      .flatMap((planned) => {
        const at = dueAt(planned.trigger, situation)
        return at === null ? [] : [{ planned, at }]
      })
      .sort((a, b) => a.at - b.at || a.planned.order - b.planned.order)
  }

  #situationFor(plan: readonly PlannedInject[]): Situation {
    const clock = this.#clock
    const isWatched = plan.some(({ trigger }) => watchesBoard(trigger))
    return {
      now: exerciseTimeAt(clock, this.#options.time.now()),
      landed: this.#landed,
      board: isWatched ? this.#watch.factsAt(clock) : null,
    }
  }

  #mayLandByItself({ id, state, audience }: PlannedInject): boolean {
    const nobody = audience.to === 'person' && audience.participantId === null
    return state === 'planned' && !nobody && !this.#landed.has(id)
  }

  async #landDue(): Promise<void> {
    if (this.#disposed || speedOf(this.#clock) === 0) return
    const waiting = this.#waiting()
    // Read behind what is due now, which is never ahead of it.
    const now = exerciseTimeAt(this.#clock, this.#options.time.now())
    const due = waiting.filter(({ at }) => at <= now)
    for (const { planned } of due) await this.#landByItself(planned)
    this.#setAlarm()
  }

  async #landByItself(planned: PlannedInject): Promise<void> {
    try {
      await this.land('server', planned)
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
