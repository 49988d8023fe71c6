import { Refusal } from '../../shared/errors.ts'
import type { NewId, ParticipantId } from '../../shared/ids.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { WheelIncident } from '../../shared/script/wheel-incidents.ts'
import { readWheelIncidents } from '../../shared/script/wheel-incidents.ts'
import type { RosterEntry } from '../../shared/stage/roster.ts'
import { shownName } from '../../shared/stage/roster.ts'
import type { StageDoc } from '../../shared/stage/stage-doc.ts'
import { currentPhase, readRoster, readSpins, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Spin, WheelEntry } from '../../shared/stage/wheel.ts'
import {
  fewestEntries,
  isTurning,
  longestEntry,
  mostEntries,
  mostSpins,
  spunTo,
  weightsAfter,
} from '../../shared/stage/wheel.ts'
import type { Command } from '../../shared/wire/commands.ts'
import type { SessionClock } from './session-clock.ts'
import type { SessionHands } from './session-hands.ts'

export interface WheelsOptions {
  readonly hands: SessionHands
  readonly newId: NewId
  /** Chance: a number from 0 to below 1. Where it comes from is an argument, so tests own it. */
  readonly random: () => number
}

type SpinWheel = Command & { type: 'wheel.spin' }

/** Spins the wheels of one session. What a spin comes to is decided, and on disk, before it turns. */
export class Wheels {
  readonly #options: WheelsOptions
  readonly #clock: SessionClock
  readonly #stage: StageDoc
  readonly #script: ScriptDoc

  constructor(options: WheelsOptions, clock: SessionClock) {
    this.#options = options
    this.#clock = clock
    this.#stage = stageDoc(options.hands.stage.doc)
    this.#script = scriptDoc(options.hands.script.doc)
  }

  async spin(by: ParticipantId, { wheel, people }: SpinWheel): Promise<void> {
    const spins = readSpins(this.#stage)
    this.#refuseNow(spins)
    const incidents = wheel === 'incident' ? this.#incidents(people) : null
    const entries = incidents?.map(slicedOf) ?? this.#people(people)
    refuseUnlessWheel(entries)
    const { newId, random, hands } = this.#options
    const weights = weightsAfter(
      entries,
      spins.filter((each) => each.wheel === wheel),
    )
    const told = { id: newId('spin'), wheel, entries, weights, by, ...this.#clock.now() }
    const spun = spunTo(weights, random())
    const situation = incidents?.[spun.picked]?.situation
    const spin: Spin = { ...told, ...spun, ...(situation !== undefined && { situation }) }
    await hands.stage.write(by, () => this.#stage.spins.push([spin]))
  }

  #refuseNow(spins: readonly Spin[]): void {
    const phase = currentPhase(this.#stage)
    if (phase !== 'lobby' && phase !== 'play') {
      throw new Refusal('conflict', 'The wheels turn in the lobby and in play. Move there first.')
    }
    const last = spins.at(-1)
    if (last && isTurning(last, this.#clock.now().wallAt)) {
      throw new Refusal('conflict', 'A wheel is still turning. Wait until it stands.')
    }
    if (this.#stage.spins.length >= mostSpins) {
      throw new Refusal('conflict', `The wheels of this session have turned ${mostSpins} times.`)
    }
  }

  /** What the scenario and the facilitators wrote into the script. */
  #incidents(people: SpinWheel['people']): WheelIncident[] {
    if (people) throw new Refusal('bad-request', 'The wheel of incidents picks no people.')
    return readWheelIncidents(this.#script.wheel)
  }

  /** The people named, or everybody who plays: each of them must be here. */
  #people(named: SpinWheel['people']): WheelEntry[] {
    const here = readRoster(this.#stage).filter(plays)
    if (!named) return here.map(entryOf)
    const wanted = new Set(named)
    const entries = here.filter(({ participantId }) => wanted.has(participantId)).map(entryOf)
    if (entries.length < wanted.size) {
      throw new Refusal('not-found', 'The wheel picks among participants who are here. Look again.')
    }
    return entries
  }
}

function plays({ role, removedAt }: RosterEntry): boolean {
  return role === 'participant' && removedAt === null
}

function slicedOf({ title }: WheelIncident): WheelEntry {
  return { id: title, label: title }
}

function entryOf(person: RosterEntry): WheelEntry {
  return { id: person.participantId, label: shownName(person).slice(0, longestEntry) }
}

function refuseUnlessWheel({ length }: readonly WheelEntry[]): void {
  if (length < fewestEntries) {
    throw new Refusal('bad-request', 'A wheel needs two entries or more to choose from.')
  }
  if (length > mostEntries) {
    throw new Refusal('bad-request', `A wheel has place for ${mostEntries}. Take some off first.`)
  }
}
