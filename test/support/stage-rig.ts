import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { ParticipantRecord, RoleChange, SessionRecord } from '../../server/log/registry.ts'
import type { Store } from '../../server/log/store.ts'
import { Hand } from '../../server/rooms/hand.ts'
import { Journal } from '../../server/rooms/journal.ts'
import { Rooms } from '../../server/rooms/rooms.ts'
import type { Conductor } from '../../server/stage/conductor.ts'
import type { BellAudience } from '../../server/stage/lander.ts'
import { Conductors } from '../../server/stage/conductors.ts'
import { steady } from '../../server/time.ts'
import type { BoardDoc } from '../../shared/board/board-doc.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { frameAt } from '../../shared/replay/frame.ts'
import type { DocName } from '../../shared/documents.ts'
import type { InjectId, ParticipantId, SessionId } from '../../shared/ids.ts'
import { idsFrom } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type { ScriptDoc } from '../../shared/script/script-doc.ts'
import { scriptDoc } from '../../shared/script/script-doc.ts'
import type { PlannedInject } from '../../shared/stage/inject.ts'
import { readInjects, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { PlannedTrigger } from '../../shared/stage/trigger.ts'
import type { Bell } from '../../shared/wire/bells.ts'
import type { Command } from '../../shared/wire/commands.ts'
import * as Y from 'yjs'
import { ManualTime, settle } from './manual-time.ts'
import { seeded } from './seeded.ts'

export const facilitator = 'p_facilitator' as ParticipantId
export const ana = 'p_ana' as ParticipantId
export const ben = 'p_ben' as ParticipantId

const session: SessionRecord = {
  id: 's_rig' as SessionId,
  title: 'A test',
  format: 'tabletop',
  situation: null,
  createdAt: 0,
  importedAt: null,
}

/** A planned inject with only what a test cares for. */
export function planned(
  id: string,
  trigger: PlannedTrigger,
  more: Partial<PlannedInject> = {},
): PlannedInject {
  return {
    id: `i_${id}` as InjectId,
    order: 0,
    content: { kind: 'message', title: `Inject ${id}` },
    audience: { to: 'everyone' },
    trigger,
    state: 'planned',
    ...more,
  }
}

/** One session's stage over a real log, real rooms and a time that the test moves. */
export class StageRig {
  readonly time = new ManualTime()
  readonly bells: { to: BellAudience; bell: Bell }[] = []
  readonly removed: ParticipantId[] = []
  readonly roleChanges: RoleChange[] = []
  /** What chance says next, from 0 to below 1; a seeded one where nothing is set. */
  chance: number | null = null
  readonly store: Store
  #conductors: Conductors
  #rooms: Rooms
  #journal: Journal

  private constructor(store: Store) {
    this.store = store
    const process = this.#startProcess()
    this.#conductors = process.conductors
    this.#rooms = process.rooms
    this.#journal = process.journal
  }

  static async start(plan: readonly PlannedInject[] = [], record = session): Promise<StageRig> {
    const store = openMemoryStore()
    const doc = new Y.Doc()
    for (const inject of plan) scriptDoc(doc).plan.set(inject.id, inject)
    const update = Y.encodeStateAsUpdate(doc)
    const row = { sessionId: record.id, doc: 'script', seq: 1, at: 0, update } as const
    await store.registry.createSession(
      record,
      [],
      [{ ...row, author: 'server', connection: 'server' }],
    )
    const rig = new StageRig(store)
    for (const [id, role] of [
      [facilitator, 'facilitator'],
      [ana, 'participant'],
      [ben, 'participant'],
    ] as const) {
      await rig.settled((await rig.conductor()).admit(personRecord(id, role)))
    }
    return rig
  }

  conductor(): Promise<Conductor> {
    return this.#conductors.open(session)
  }

  /** Performs a command as somebody, and waits for the disk. */
  async command(command: Command, by = facilitator, role: Role = 'facilitator') {
    const conductor = await this.conductor()
    return this.settled(conductor.perform({ participantId: by, role }, command))
  }

  /** Changes the board as somebody, and waits for the disk. */
  async edit(change: (board: BoardDoc) => void, by = ana): Promise<void> {
    return this.write('board', (doc) => change(boardDoc(doc)), by)
  }

  /** Writes into the script as a facilitator's page could. */
  async scribble(change: (script: ScriptDoc) => void): Promise<void> {
    return this.write('script', (doc) => change(scriptDoc(doc)), facilitator)
  }

  /** Changes a document the way a page would, and waits for the disk. */
  async write(doc: DocName, change: (doc: Y.Doc) => void, by: ParticipantId = ana): Promise<void> {
    const hand = await Hand.on(await this.#rooms.open({ sessionId: session.id, doc }))
    await this.settled(hand.write(by, change))
    hand.dispose()
  }

  /** Moves time on far enough for what is under way to reach the disk. */
  async settled<Value>(work: Promise<Value>): Promise<Value> {
    // A refusal may come while time still moves; it is the caller's to see, not the process's.
    work.catch(() => undefined)
    await settle()
    await this.time.advance(5)
    return work
  }

  /** What the process would do when it is killed and started again. */
  async restart(): Promise<void> {
    await this.#journal.settled()
    await this.#conductors.dispose()
    await this.#rooms.closeAll('restart')
    await this.#rooms.dispose()
    const process = this.#startProcess()
    this.#conductors = process.conductors
    this.#rooms = process.rooms
    this.#journal = process.journal
    await this.#conductors.resume()
    await this.time.advance(5)
  }

  /** Writes into the script, as a facilitator's page does. */
  async writeScript(change: (doc: Y.Doc) => void): Promise<void> {
    const ref = { sessionId: session.id, doc: 'script' } as const
    const hand = await this.settled(this.#rooms.open(ref).then((room) => Hand.on(room)))
    await this.settled(hand.write(facilitator, change))
    hand.dispose()
    this.#rooms.release(ref)
  }

  /** A document as the log has it. */
  async doc(name: DocName): Promise<Y.Doc> {
    const rows = await this.store.log.read({ sessionId: session.id, doc: name })
    return frameAt(rows, rows.length)
  }

  /** The documents that are loaded. */
  get openDocs(): DocName[] {
    return this.#rooms.here.map(({ ref }) => ref.doc)
  }

  async landed() {
    return readInjects(stageDoc(await this.doc('stage')))
  }

  #startProcess() {
    const { log, registry } = this.store
    const time = steady(this.time)
    const journal = new Journal({ log, time })
    const rooms = new Rooms({
      log,
      journal,
      time,
      idleLimit: 60_000,
      documentBytes: Infinity,
      onDamaged: () => undefined,
      onKeyframeFailed: () => undefined,
      onFailed: () => undefined,
    })
    const random = seeded(this.time.now() % 1_000_003)
    const conductors = new Conductors({
      log,
      registry,
      rooms,
      time,
      idleLimit: 600_000,
      newId: idsFrom((length) => Uint8Array.from({ length }, () => random() * 256)),
      random: () => this.chance ?? random(),
      ring: (_session, to, bell) => this.bells.push({ to, bell }),
      remove: (_session, person) => Promise.resolve(void this.removed.push(person)),
      changeRoles: (_session, changes) => Promise.resolve(void this.roleChanges.push(...changes)),
      onError: (_session, error) => {
        throw error
      },
    })
    return { journal, rooms, conductors }
  }
}

function personRecord(id: ParticipantId, role: Role): ParticipantRecord {
  return { id, sessionId: session.id, name: id.slice(2), role, joinedAt: 0, removedAt: null }
}
