import type * as Y from 'yjs'
import type { FormatId } from '../../shared/formats/format.ts'
import type { NewId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import { speedOf } from '../../shared/stage/clock.ts'
import type { Phase } from '../../shared/stage/phase.ts'
import { changedFormat, currentPhase, readClock, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Log } from '../log/log.ts'
import type { Registry, RoleChange, SessionRecord } from '../log/registry.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Time } from '../time.ts'
import { Conductor } from './conductor.ts'
import type { BellAudience } from './lander.ts'
import { SessionHands } from './session-hands.ts'
import { stopImported } from './stop-imported.ts'

export interface ConductorsOptions {
  readonly log: Log
  readonly registry: Registry
  readonly rooms: Rooms
  readonly time: Time
  /** How long a conductor stays with a session that has gone quiet, in milliseconds. */
  readonly idleLimit: number
  readonly newId: NewId
  /** Chance: a number from 0 to below 1. */
  readonly random: () => number
  readonly ring: (sessionId: SessionId, to: BellAudience, bell: Bell) => void
  readonly remove: (sessionId: SessionId, person: ParticipantId) => Promise<void>
  readonly changeRoles: (sessionId: SessionId, changes: readonly RoleChange[]) => Promise<void>
  readonly onError: (sessionId: SessionId, error: unknown) => void
}

/** What a list of sessions tells of one. */
export interface Standing {
  readonly phase: Phase
  /** How it is played since it was last changed, or null: as it was made. */
  readonly changedFormat: FormatId | null
}

/** A command that waits for a slow disk has its conductor for so long, in milliseconds. */
const shortestWatch = 30_000
/** How long to wait before reading a session anew whose writes failed, in milliseconds. */
const recovery = 2_000

/** The conductors of the sessions that are awake: at most one each. */
export class Conductors {
  readonly #options: ConductorsOptions
  readonly #conductorsById = new Map<SessionId, Promise<Conductor>>()
  readonly #idleById = new Map<SessionId, () => void>()
  #isDisposed = false

  constructor(options: ConductorsOptions) {
    this.#options = options
  }

  /** The conductor of a session that is awake already, or null. */
  awake(sessionId: SessionId): Promise<Conductor> | null {
    const open = this.#conductorsById.get(sessionId)
    if (!open) return null
    this.#watchIdle(sessionId)
    return open
  }

  /** The conductor of a session, woken where it sleeps. */
  open(session: SessionRecord): Promise<Conductor> {
    const open = this.awake(session.id)
    if (open) return open
    this.#watchIdle(session.id)
    const opening = this.#wake(session)
    this.#conductorsById.set(session.id, opening)
    opening.catch(() => this.#conductorsById.delete(session.id))
    return opening
  }

  /** Where a session stands, also one that sleeps. */
  async standingOf(sessionId: SessionId): Promise<Standing> {
    const open = await this.#conductorsById.get(sessionId)?.catch(() => null)
    if (open) return { phase: open.phase, changedFormat: open.changedFormat }
    const stage = stageDoc(await this.#readStage(sessionId))
    return { phase: currentPhase(stage), changedFormat: changedFormat(stage) }
  }

  /** Wakes every session whose clock runs, so that what is armed lands without anybody there. */
  async resume(): Promise<void> {
    for (const session of await this.#options.registry.sessions()) {
      await this.#resume(session).catch((error: unknown) => {
        this.#options.onError(session.id, error)
      })
    }
  }

  async #resume(session: SessionRecord): Promise<void> {
    const clock = readClock(stageDoc(await this.#readStage(session.id)))
    // A copy that came in with its clock running sleeps until somebody comes (see #wake).
    const isDormant =
      session.importedAt !== null && (clock.at(-1)?.wallAt ?? 0) < session.importedAt
    if (speedOf(clock) > 0 && !isDormant) await this.open(session)
  }

  /** Lets go of a session whose writes failed, and comes back to it: its clock may be running. */
  async recover(sessionId: SessionId): Promise<void> {
    await this.#drop(sessionId)
    if (this.#isDisposed || this.#idleById.has(sessionId)) return
    this.#idleById.set(
      sessionId,
      this.#options.time.after(recovery, () => void this.#reopen(sessionId)),
    )
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true
    for (const cancel of this.#idleById.values()) cancel()
    await Promise.all([...this.#conductorsById.keys()].map((id) => this.#drop(id)))
  }

  async #reopen(sessionId: SessionId): Promise<void> {
    try {
      const session = await this.#options.registry.session(sessionId)
      if (session && !this.#isDisposed) await this.open(session)
    } catch (error) {
      this.#options.onError(sessionId, error)
    }
  }

  async #drop(sessionId: SessionId): Promise<void> {
    this.#idleById.get(sessionId)?.()
    this.#idleById.delete(sessionId)
    const conductor = this.#conductorsById.get(sessionId)
    this.#conductorsById.delete(sessionId)
    const open = await conductor?.catch(() => null)
    open?.dispose()
  }

  async #wake(session: SessionRecord): Promise<Conductor> {
    const { log, rooms, time, newId, random, ring, remove, changeRoles, onError } = this.#options
    const sessionId = session.id
    const hands = await SessionHands.open({ sessionId, rooms, log })
    await stopImported({ session, stage: hands.stage, log, time }).catch((error: unknown) => {
      hands.dispose()
      throw error
    })
    return new Conductor({
      hands,
      time,
      newId,
      madeFor: session.format,
      random,
      ring: (to, bell) => ring(sessionId, to, bell),
      remove: (person) => remove(sessionId, person),
      changeRoles: (changes) => changeRoles(sessionId, changes),
      onError: (error) => onError(sessionId, error),
    })
  }

  #watchIdle(sessionId: SessionId): void {
    this.#idleById.get(sessionId)?.()
    const { time, idleLimit } = this.#options
    this.#idleById.set(
      sessionId,
      time.after(Math.max(idleLimit, shortestWatch), () => void this.#sleep(sessionId)),
    )
  }

  async #sleep(sessionId: SessionId): Promise<void> {
    const conductor = await this.#conductorsById.get(sessionId)?.catch(() => null)
    if (conductor && speedOf(conductor.clock) > 0) this.#watchIdle(sessionId)
    else await this.#drop(sessionId)
  }

  async #readStage(sessionId: SessionId): Promise<Y.Doc> {
    const rows = await this.#options.log.read({ sessionId, doc: 'stage' })
    return frameAt(rows, rows.length)
  }
}
