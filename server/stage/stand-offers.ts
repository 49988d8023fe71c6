import { Refusal } from '../../shared/errors.ts'
import type { ParticipantId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { readRoster, readStandOffers, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { StandEvent, StandOffer } from '../../shared/stage/stand-offer.ts'
import { mostStandEvents, standInTheAir } from '../../shared/stage/stand-offer.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { RoleChange } from '../log/registry.ts'
import { refuseWhenClosed } from './refuse-when-closed.ts'
import type { SessionClock } from './session-clock.ts'
import type { SessionHands } from './session-hands.ts'
import type { WithoutMoment } from './without-moment.ts'

export type StandCommand = Extract<Command, { type: `stand.${string}` }>

export interface StandOptions {
  readonly hands: SessionHands
  /** Gives people other roles, durably; from then on their pages may do what those may, and no more. */
  readonly changeRoles: (changes: readonly RoleChange[]) => Promise<void>
}

/**
 * Hands the stand from one person to another. It changes hands when whoever gets it has said that
 * they have it. Whoever gives it up does so in the same step, so that there is always somebody.
 */
export class StandOffers {
  readonly #options: StandOptions
  readonly #clock: SessionClock
  readonly #stage: StageDoc

  constructor(options: StandOptions, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
  }

  /** Does what a person asks, or throws a refusal. Resolves when it is on disk. */
  async perform(by: ParticipantId, command: StandCommand): Promise<void> {
    switch (command.type) {
      case 'stand.offer':
        return this.#offer(by, command.to, command.keep)
      case 'stand.take':
        return this.#take(by)
      case 'stand.withdraw':
        return this.#withdraw(by)
    }
  }

  async #offer(from: ParticipantId, to: ParticipantId, keep: boolean): Promise<void> {
    refuseWhenClosed(this.#stage)
    this.#refuseTo(this.#entryOf(to), from, keep)
    if (this.#inTheAir) {
      throw new Refusal('conflict', 'The stand is offered already. Take that offer back first.')
    }
    if (this.#stage.standOffers.length >= mostStandEvents) {
      throw new Refusal('too-many', 'The stand of this session was offered as often as it can be.')
    }
    await this.#write(from, { what: 'offered', from, to, keep })
  }

  #refuseTo(to: RosterEntry | null, from: ParticipantId, keep: boolean): void {
    if (!to) throw new Refusal('not-found', 'Nobody with this id is in the session.')
    if (to.participantId === from) throw new Refusal('conflict', 'You have the stand already.')
    if (!can(to.role, 'speak')) {
      throw new Refusal(
        'conflict',
        'Whoever watches cannot take the stand. Ask somebody who plays.',
      )
    }
    if (keep && can(to.role, 'conduct')) {
      throw new Refusal('conflict', 'They have the stand already, beside you.')
    }
  }

  /** The rights are on disk before the roster says so; a roster that fell behind is set right later. */
  async #take(by: ParticipantId): Promise<void> {
    refuseWhenClosed(this.#stage)
    const offer = this.#inTheAir
    if (offer?.to !== by) {
      throw new Refusal('conflict', 'The stand is not offered to you, or not any more.')
    }
    const changes: RoleChange[] = [{ id: by, role: 'facilitator' }]
    if (!offer.keep) changes.push({ id: offer.from, role: 'participant' })
    await this.#options.changeRoles(changes)
    await this.#options.hands.stage.write(by, () => {
      for (const { id, role } of changes) this.#enter(id, role)
      this.#push({ what: 'taken', by })
    })
  }

  /** By whoever was offered it, and by whoever could have offered it. */
  async #withdraw(by: ParticipantId): Promise<void> {
    const offer = this.#inTheAir
    if (!offer)
      throw new Refusal('conflict', 'The stand is not offered to anybody, or not any more.')
    if (by !== offer.to && !can(this.#entryOf(by)?.role ?? 'observer', 'conduct')) {
      throw new Refusal('forbidden', 'Only those who give and get the stand can end the offer.')
    }
    await this.#write(by, { what: 'withdrawn', by })
  }

  get #inTheAir(): StandOffer | null {
    return standInTheAir(readStandOffers(this.#stage), readRoster(this.#stage))
  }

  /** Somebody who is in the session, or null. */
  #entryOf(person: ParticipantId): RosterEntry | null {
    const entry = readRoster(this.#stage).find((each) => each.participantId === person)
    return entry?.removedAt === null ? entry : null
  }

  #enter(person: ParticipantId, role: Role): void {
    const entry = this.#entryOf(person)
    if (entry) this.#stage.roster.set(person, { ...entry, role })
  }

  #write(by: ParticipantId, event: WithoutMoment<StandEvent>): Promise<void> {
    return this.#options.hands.stage.write(by, () => this.#push(event))
  }

  #push(event: WithoutMoment<StandEvent>): void {
    this.#stage.standOffers.push([{ ...event, ...this.#clock.now() }])
  }
}
