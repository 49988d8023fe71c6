import { Refusal } from '../../shared/errors.ts'
import type { Format } from '../../shared/formats/format.ts'
import { offers } from '../../shared/formats/format.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import { can } from '../../shared/roles.ts'
import type { Abort, AbortEvent } from '../../shared/stage/abort.ts'
import { mostAborts, mostWhys, openAbort } from '../../shared/stage/abort.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { currentPhase, readAborts, readRoster, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { Hand } from '../rooms/hand.ts'
import type { Experiments } from './experiments.ts'
import type { SessionClock } from './session-clock.ts'

export type AbortCommand = Extract<Command, { type: `gameday.${string}` }>

export interface AbortsOptions {
  readonly hand: Hand
  readonly clock: SessionClock
  readonly experiments: Experiments
  /** How the session is played now. */
  readonly format: () => Format
}

/** Everything is called off by anybody, and goes on when a facilitator says so. */
export class Aborts {
  readonly #hand: Hand
  readonly #stage: StageDoc
  readonly #clock: SessionClock
  readonly #experiments: Experiments
  readonly #format: () => Format

  constructor({ hand, clock, experiments, format }: AbortsOptions) {
    this.#hand = hand
    this.#stage = stageDoc(hand.doc)
    this.#clock = clock
    this.#experiments = experiments
    this.#format = format
  }

  perform(by: ParticipantId, command: AbortCommand): Promise<void> {
    switch (command.type) {
      case 'gameday.abort':
        return this.#abort(by, command.why)
      case 'gameday.explain':
        return this.#explain(by, command.why)
      case 'gameday.clear':
        return this.#clear(by)
    }
  }

  /** Gives the all clear without moving the clock; to be called inside a write of the stage. */
  letGo(by: ParticipantId): void {
    if (this.#open) this.#push({ event: 'cleared', by, ...this.#clock.now() })
  }

  /** Clock and experiments stop in one write. A second hand at the same moment changes nothing. */
  async #abort(by: ParticipantId, why?: string): Promise<void> {
    if (this.#open) return
    this.#refuseAbort()
    const now = this.#clock.now()
    const speed = this.#clock.speedUnheld
    await this.#hand.write(by, () => {
      this.#push({ event: 'aborted', by, speed, ...(why && { why }), ...now })
      this.#experiments.endAll(by, 'aborted')
      this.#clock.turn(now.wallAt, 0)
    })
  }

  async #explain(by: ParticipantId, why: string): Promise<void> {
    this.#refuseExplanation(by, readAborts(this.#stage).at(-1))
    const event = { event: 'explained', by, why, ...this.#clock.now() } as const
    await this.#hand.write(by, () => this.#push(event))
  }

  async #clear(by: ParticipantId): Promise<void> {
    const open = this.#open
    if (!open) throw new Refusal('conflict', 'Nothing is called off: everybody goes on already.')
    const now = this.#clock.now()
    await this.#hand.write(by, () => {
      this.#push({ event: 'cleared', by, ...now })
      this.#clock.goOn(now.wallAt, open.speed)
    })
  }

  #refuseAbort(): void {
    if (!offers(this.#format(), 'abort')) {
      throw new Refusal('conflict', 'This format has no abort. Ask a facilitator to pause.')
    }
    if (currentPhase(this.#stage) !== 'play') {
      throw new Refusal('conflict', 'There is nothing to call off before or after the play.')
    }
    if (readAborts(this.#stage).length < mostAborts) return
    const message = `A session is called off ${mostAborts} times at most. Ask a facilitator to pause.`
    throw new Refusal('too-many', message)
  }

  #refuseExplanation(by: ParticipantId, abort: Abort | undefined): void {
    if (!abort) throw new Refusal('not-found', 'Nothing was called off in this session.')
    const role = readRoster(this.#stage).find((each) => each.participantId === by)?.role
    if (abort.by !== by && !(role && can(role, 'conduct'))) {
      throw new Refusal('forbidden', 'Why is for whoever called it off to say, or a facilitator.')
    }
    if (currentPhase(this.#stage) === 'closed') {
      throw new Refusal('conflict', 'The session is closed.')
    }
    if (abort.whys < mostWhys) return
    throw new Refusal('too-many', `Why can be said ${mostWhys} times. Use the notes for more.`)
  }

  get #open(): Abort | null {
    return openAbort(readAborts(this.#stage))
  }

  #push(event: AbortEvent): void {
    this.#stage.aborts.push([event])
  }
}
