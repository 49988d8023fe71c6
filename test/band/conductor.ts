import type { InjectId } from '../../shared/ids.ts'
import { readLandings, readPlan } from '../../shared/script/script-doc.ts'
import { exerciseTimeAt, speedOf } from '../../shared/stage/clock.ts'
import type { InjectContent, PlannedInject } from '../../shared/stage/inject.ts'
import { currentPhase, readClock } from '../../shared/stage/stage-doc.ts'
import type { Seat } from './bandmate.ts'
import { Bandmate } from './bandmate.ts'
import { others } from './view.ts'

/** How the exercise is led. */
export interface Lead {
  /** How fast exercise time runs. */
  readonly speed: number
  /** The length of play in exercise milliseconds; then the debrief opens. */
  readonly length: number
}

/** The facilitator of a band: opens play, lands, holds, whispers, pauses, improvises, ends it. */
export class Conductor {
  readonly mate: Bandmate
  readonly #lead: Lead
  readonly #held = new Set<InjectId>()
  #playEnded: () => void = () => undefined
  /** Resolves when play is over and the debrief is open. */
  readonly ended = new Promise<void>((resolve) => (this.#playEnded = resolve))

  private constructor(mate: Bandmate, lead: Lead) {
    this.mate = mate
    this.#lead = lead
  }

  static async join(seat: Seat, lead: Lead): Promise<Conductor> {
    return new Conductor(await Bandmate.join(seat), lead)
  }

  /** Takes the session out of the lobby and starts its clock. */
  async open(): Promise<void> {
    await this.mate.send({ type: 'phase.set', phase: 'play' })
    await this.mate.send({ type: 'clock.run', speed: this.#lead.speed })
  }

  /** Leads from the lobby to the debrief, or until stopped. */
  async lead({ stop, most = Infinity }: { stop: AbortSignal; most?: number }): Promise<void> {
    if (currentPhase(this.mate.page.stage) === 'lobby') await this.open()
    for (let left = most; left > 0 && !this.isOver(); left -= 1) {
      await this.mate.seat.tempo.beat(stop, beatsBetweenCues)
      if (stop.aborted) return
      await this.#cue(stop)
    }
    if (!this.isOver()) return
    await this.debrief()
    await this.#leftPlay(stop)
    this.#playEnded()
  }

  /** Whether play has lasted its time, or left play altogether. */
  isOver(): boolean {
    const { page, seat } = this.mate
    const time = exerciseTimeAt(readClock(page.stage), seat.now())
    return currentPhase(page.stage) !== 'play' || time >= this.#lead.length
  }

  /** Opens the debrief where play has not been left already. */
  async debrief(): Promise<void> {
    if (currentPhase(this.mate.page.stage) === 'play') {
      await this.mate.send({ type: 'phase.set', phase: 'debrief' })
    }
  }

  /** What a command did comes to the page by another way than its reply, and maybe after it. */
  #leftPlay(stop: AbortSignal): Promise<void> {
    const { stage } = this.mate.page
    return new Promise((resolve) => {
      const look = () => {
        if (currentPhase(stage) === 'play' && !stop.aborted) return
        stage.phases.unobserve(look)
        stop.removeEventListener('abort', look)
        resolve()
      }
      stage.phases.observe(look)
      stop.addEventListener('abort', look)
      look()
    })
  }

  async close(): Promise<void> {
    await this.mate.send({ type: 'phase.set', phase: 'closed' })
  }

  async #cue(stop: AbortSignal): Promise<void> {
    const { seat } = this.mate
    const cues = this.#cues()
    const { play } = seat.chance.pickWeighted(cues, ({ weight }) => weight)
    await play(stop)
  }

  #cues(): { weight: number; play: (stop: AbortSignal) => unknown }[] {
    const [waiting] = this.#toLandByHand()
    return [
      { weight: waiting ? 6 : 0, play: () => waiting && this.#land(waiting) },
      { weight: this.#held.size > 0 ? 4 : 0, play: () => this.#release() },
      { weight: 1, play: () => this.#hold() },
      { weight: 1, play: (stop) => this.#pause(stop) },
      { weight: 1, play: () => this.#improvise() },
      { weight: 2, play: () => undefined },
    ]
  }

  /** What waits for a hand, the run of show's order kept. */
  #toLandByHand(): PlannedInject[] {
    return this.#planned().filter(({ trigger }) => trigger.on === 'hand')
  }

  #planned(): PlannedInject[] {
    const { script } = this.mate.page
    if (!script) return []
    const landed = readLandings(script)
    return readPlan(script).filter(({ id, state }) => !landed.has(id) && state === 'planned')
  }

  async #land({ id, audience }: PlannedInject): Promise<void> {
    const whisper = audience.to === 'person' && audience.participantId === null
    const people = others(this.mate)
    if (whisper && people.length === 0) return
    const to = whisper ? { to: this.mate.seat.chance.pick(people).participantId } : {}
    await this.mate.send({ type: 'inject.land', injectId: id, ...to })
  }

  /** Holds something back for a while; its time may pass meanwhile. */
  async #hold(): Promise<void> {
    const timed = this.#planned().filter(({ trigger }) => trigger.on === 'time')
    const inject = timed.at(-1)
    if (!inject || this.#held.size > 0) return
    this.#held.add(inject.id)
    await this.mate.send({ type: 'inject.hold', injectId: inject.id })
  }

  async #release(): Promise<void> {
    for (const injectId of this.#held) {
      this.#held.delete(injectId)
      await this.mate.send({ type: 'inject.release', injectId })
    }
  }

  /** A breath: the clock stands for a beat, then goes on as fast as before. */
  async #pause(stop: AbortSignal): Promise<void> {
    const { page, seat } = this.mate
    if (speedOf(readClock(page.stage)) === 0) return
    await this.mate.send({ type: 'clock.pause' })
    await seat.tempo.beat(stop, 3)
    await this.mate.send({ type: 'clock.run' })
  }

  async #improvise(): Promise<void> {
    const content = this.mate.seat.chance.pick(improvised)
    const audience = { to: 'everyone' } as const
    await this.mate.send({ type: 'inject.improvise', content, audience })
  }
}

const beatsBetweenCues = 5

const improvised: readonly InjectContent[] = [
  { kind: 'message', from: 'Support', title: 'Three big customers ask for a time. What do I say?' },
  { kind: 'call', from: 'A manager', title: 'Who is leading this, and may I tell the press?' },
  { kind: 'alert', severity: 'info', title: 'Certificate of an internal host expires in 7 days' },
]
