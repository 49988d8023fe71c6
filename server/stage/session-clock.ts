import { Refusal } from '../../shared/errors.ts'
import type { ClockPlan, ClockSegment } from '../../shared/stage/clock.ts'
import {
  exerciseTimeAt,
  jumpAt,
  segmentAt,
  speedBeforePause,
  speedOf,
} from '../../shared/stage/clock.ts'
import { openAbort } from '../../shared/stage/abort.ts'
import { openFermata } from '../../shared/stage/fermata.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import {
  currentPhase,
  readAborts,
  readClock,
  readFermatas,
  stageDoc,
} from '../../shared/stage/stage-doc.ts'
import type { Author } from '../log/log.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Time } from '../time.ts'

/** Wall moment and exercise time of one instant, in whole milliseconds. */
export interface Moment {
  readonly wallAt: number
  readonly at: number
}

/** The clock of one session: what it says now, and every change of it, which only adds. */
export class SessionClock {
  readonly #hand: Hand
  readonly #stage: StageDoc
  readonly #time: Time

  constructor(hand: Hand, time: Time) {
    this.#hand = hand
    this.#stage = stageDoc(hand.doc)
    this.#time = time
  }

  get plan(): ClockPlan {
    return readClock(this.#stage)
  }

  get isRunning(): boolean {
    return speedOf(this.plan) > 0
  }

  /** How fast it runs, or ran before whatever holds it now: a fermata, an abort, or both. */
  get speedUnheld(): number {
    return (this.#fermata ?? this.#abort)?.speed ?? speedOf(this.plan)
  }

  now(): Moment {
    const wallAt = this.#time.now()
    return { wallAt, at: Math.round(exerciseTimeAt(this.plan, wallAt)) }
  }

  /** Runs at this speed, or at the one before the last pause. Refused outside of play and while it is held. */
  async run(by: Author, speed = speedBeforePause(this.plan)): Promise<void> {
    this.#refuseOutsidePlay('The clock runs only while playing. Move to play first.')
    this.#refuseWhileHeld()
    if (speed !== speedOf(this.plan)) await this.write(by, this.now().wallAt, speed)
  }

  async pause(by: Author): Promise<void> {
    if (this.isRunning) await this.write(by, this.now().wallAt, 0)
  }

  /** Moves exercise time forward by so many milliseconds. Refused outside of play and while it is held. */
  async jump(by: Author, ahead: number): Promise<void> {
    this.#refuseOutsidePlay('The clock moves only while playing. Move to play first.')
    this.#refuseWhileHeld()
    await this.#push(by, jumpAt(this.plan, this.now().wallAt, ahead))
  }

  /** Stops one that ran when its session was exported, at its last recorded moment. */
  async stopImported(recordedUntil: number, importedAt: number): Promise<void> {
    const last = this.plan.at(-1)
    if (!last || last.speed === 0 || last.wallAt >= importedAt) return
    await this.write('server', recordedUntil, 0)
  }

  /** From a wall moment on, exercise time goes at this speed. */
  write(by: Author, wallAt: number, speed: number): Promise<void> {
    return this.#push(by, segmentAt(this.plan, wallAt, speed))
  }

  /** What entering or leaving play does to the clock; to be called inside a write of the stage. */
  follow(isPlay: boolean, wallAt: number): void {
    this.turn(wallAt, isPlay ? speedBeforePause(this.plan) : 0)
  }

  /** Goes at this speed from a wall moment on; to be called inside a write of the stage. */
  turn(wallAt: number, speed: number): void {
    if (speed !== speedOf(this.plan)) this.#stage.clock.push([segmentAt(this.plan, wallAt, speed)])
  }

  /**
   * Goes on at this speed, unless something else still holds it; to be called inside a write of the
   * stage, when what held it has ended.
   */
  goOn(wallAt: number, speed: number): void {
    if (!this.#fermata && !this.#abort) this.turn(wallAt, speed)
  }

  async #push(by: Author, segment: ClockSegment): Promise<void> {
    await this.#hand.write(by, () => this.#stage.clock.push([segment]))
  }

  #refuseWhileHeld(): void {
    if (this.#fermata) {
      throw new Refusal('conflict', 'A fermata holds the clock. Let it go on first.')
    }
    if (!this.#abort) return
    throw new Refusal('conflict', 'Everything was called off. Give the all clear first.')
  }

  get #fermata() {
    return openFermata(readFermatas(this.#stage))
  }

  get #abort() {
    return openAbort(readAborts(this.#stage))
  }

  #refuseOutsidePlay(message: string): void {
    if (currentPhase(this.#stage) !== 'play') throw new Refusal('conflict', message)
  }
}
