import { Refusal } from '../../shared/errors.ts'
import type { InjectId, ParticipantId } from '../../shared/ids.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { readPlan, readPlanned, scriptDoc } from '../../shared/script/script-doc.ts'
import type { ClockPlan } from '../../shared/stage/clock.ts'
import { exerciseTimeAt, speedOf, wallTimeOf } from '../../shared/stage/clock.ts'
import { branchesOf, settledIn } from '../../shared/stage/choice.ts'
import type { LandedInject, Landing, PlannedInject } from '../../shared/stage/inject.ts'
import { landingsOf, mayLandAgain } from '../../shared/stage/repeat.ts'
import type { Situation } from '../../shared/stage/situation.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  inboxInjects,
  readChoices,
  readClock,
  readInbox,
  readInboxChoices,
  readInjects,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import { awaitsChoice, watchesBoard } from '../../shared/stage/trigger.ts'
import type { Waiting } from '../../shared/stage/waiting.ts'
import { waitingIn, waitsByItself } from '../../shared/stage/waiting.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Author } from '../log/log.ts'
import type { Time } from '../time.ts'
import type { Addressee } from './addressees.ts'
import { Addressees } from './addressees.ts'
import { BoardWatch } from './board-watch.ts'
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
 * Lands the injects of one session, by hand or when their trigger holds. What has landed is read
 * from the documents that only the server writes, so an inject lands once, whatever happens to the
 * script, the clock or the process.
 */
export class Lander {
  readonly #options: LanderOptions
  readonly #stage: StageDoc
  readonly #script: ScriptDoc
  readonly #addressees: Addressees
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
    this.#addressees = new Addressees(hands)
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

  /** Whether it has landed, and will again if its trigger holds. */
  landsAgain(planned: PlannedInject): boolean {
    const { length } = landingsOf(planned.id, this.#landed)
    return length > 0 && mayLandAgain(planned, length)
  }

  /** To be called when something was settled that an inject may wait for. */
  lookAgain(): void {
    this.#setAlarm()
  }

  /**
   * Lands an inject in the stage or some inboxes, and notes it in the script, in one commit. `id` is
   * that of this landing, where it is not the first.
   */
  async land(by: Author, planned: PlannedInject, id = planned.id): Promise<void> {
    const isForAll = planned.audience.to === 'everyone'
    const some = isForAll ? null : await this.#addressees.of(planned.audience)
    // While the inboxes were opened, somebody else may have landed it.
    this.refuseWhenLanded(id)
    const people = some?.map(({ person }) => person)
    const landed = this.#landedForm(id, this.#asItStands(planned), people)
    this.#landed.set(id, landed.at)
    const { hands, ring } = this.#options
    const note: HandWrite = [hands.script, () => this.#note(planned, landed, people)]
    await hands.writeTogether(by, [...this.#places(landed, some), note])
    // Others may have waited for it.
    this.#setAlarm()
    const bell: Bell = { type: 'inject', injectId: id, whisper: landed.whisper }
    ring(people ? { people } : 'everyone', bell)
  }

  #places(landed: LandedInject, some: readonly Addressee[] | null): HandWrite[] {
    if (!some) return [[this.#options.hands.stage, () => this.#stage.injects.push([landed])]]
    return some.map(({ inbox }) => [inbox, (doc) => inboxInjects(doc).push([landed])])
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelAlarm?.()
    this.#watch.dispose()
  }

  /** With the words it has at this moment: they may have been changed while others landed before it. */
  #asItStands(planned: PlannedInject): PlannedInject {
    return {
      ...planned,
      content: readPlanned(this.#script, planned.id)?.content ?? planned.content,
    }
  }

  #landedForm(
    id: InjectId,
    { content }: PlannedInject,
    people?: readonly ParticipantId[],
  ): LandedInject {
    const wallAt = this.#options.time.now()
    const at = Math.round(exerciseTimeAt(this.#clock, wallAt))
    const whisper = people ? { whisper: true, others: people.length - 1 } : { whisper: false }
    return { id, content, ...whisper, wallAt, at }
  }

  #note(planned: PlannedInject, landed: LandedInject, people?: readonly ParticipantId[]): void {
    const { audience } = planned
    const { id, at, wallAt } = landed
    const got = people ? { people: [...people] } : {}
    const landing: Landing = { injectId: id, audience, ...got, at, wallAt }
    // What lands without having been planned is no part of the scenario.
    if (!this.#script.plan.has(planned.id)) {
      this.#script.plan.set(planned.id, { ...planned, improvised: true })
    }
    this.#script.landings.set(id, landing)
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
  #waiting(): Waiting[] {
    const plan = readPlan(this.#script).filter((each) => waitsByItself(each, this.#landed))
    return waitingIn(plan, this.#situationFor(plan))
  }

  #situationFor(plan: readonly PlannedInject[]): Situation {
    const clock = this.#clock
    const isAsked = plan.some(({ trigger }) => awaitsChoice(trigger))
    const isWatched = plan.some(({ trigger }) => watchesBoard(trigger))
    return {
      now: exerciseTimeAt(clock, this.#options.time.now()),
      landed: this.#landed,
      chosen: isAsked ? this.#chosen() : new Map(),
      board: isWatched ? this.#watch.factsAt(clock) : null,
    }
  }

  /** What was settled, read where only the server writes. */
  #chosen(): Situation['chosen'] {
    const inInboxes = this.#options.hands.inboxDocs.flatMap(readInboxChoices)
    return settledIn(branchesOf([...readChoices(this.#stage), ...inInboxes]))
  }

  async #landDue(): Promise<void> {
    if (this.#disposed || speedOf(this.#clock) === 0) return
    const waiting = this.#waiting()
    // Read behind what is due now, which is never ahead of it.
    const now = exerciseTimeAt(this.#clock, this.#options.time.now())
    const due = waiting.filter(({ at }) => at <= now)
    for (const { planned, id } of due) await this.#landByItself(planned, id)
    this.#setAlarm()
  }

  async #landByItself(planned: PlannedInject, id: InjectId): Promise<void> {
    try {
      await this.land('server', planned, id)
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
