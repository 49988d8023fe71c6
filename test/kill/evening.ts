import { expect } from 'vitest'
import * as Y from 'yjs'
import { Api } from '../../client/net/api.ts'
import { LiveConnection } from '../../client/net/live-connection.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { MessageId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Role } from '../../shared/roles.ts'
import { readPlan, scriptDoc } from '../../shared/script/script-doc.ts'
import { readChannel, readInbox, readInjects, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { CreatedSession, Joined } from '../../shared/wire/api.ts'
import type { Command } from '../../shared/wire/commands.ts'
import { areAlike } from '../band/convergence.ts'
import { RandomEditor } from '../support/random-editor.ts'
import type { ServerProcess } from '../support/server-process.ts'
import { expectHolds, expectSoundLog } from '../support/sound-log.ts'
import { until } from '../support/until.ts'
import { Witness } from './witness.ts'

/** How fast the clock runs while people play, and in the end: an inject is due each second of it. */
const speed = 20
const fastest = 60
/** A writer with more than this unsaved waits, as the server can take only so much. */
const mostUnsaved = 30
/** So many come at once where many come. */
const crowd = 6

export interface EveningOptions {
  readonly writers: number
  /** Timed injects, one a second of exercise. */
  readonly injects: number
}

function scenarioOf(injects: number) {
  return {
    title: 'Until the lights go out',
    summary: 'Something lands all the time.',
    minutes: Math.ceil((injects + 1) / 60),
    situation: 'The power is not to be relied on.',
    injects: Array.from({ length: injects }, (_, index) => ({
      kind: 'message',
      title: `Inject ${index}`,
      at: momentOf(index + 1),
    })),
  }
}

function momentOf(seconds: number): string {
  const [minute, second] = [Math.floor(seconds / 60), seconds % 60]
  return `${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`
}

function join(api: Api, { links }: CreatedSession, role: Role): Promise<Joined> {
  return api.join(must(links[role].split('#')[1], 'a token'), role)
}

interface Writer {
  readonly witness: Witness
  readonly editor: RandomEditor
}

/**
 * One session under load, for as many kills as it takes: people who write the board, somebody who
 * watches it, the facilitator's script, the stage, somebody who talks, people who come, and a clock on
 * which injects are due all the time.
 */
export class Evening {
  edits = 0
  readonly #server: ServerProcess
  readonly #session: CreatedSession
  readonly #random: () => number
  readonly #options: EveningOptions
  readonly #facilitator: Joined
  readonly #people: Joined[] = []
  /** Those who came while many came, and were told that they are in. */
  #guests: Joined[] = []
  #writers: Writer[] = []
  readonly #witnesses = new Map<Witness, DocName>()
  /** What was promised to pages that are closed by now, by document. */
  readonly #promised = new Map<DocName, Y.Doc>()
  readonly #said: MessageId[] = []
  #speaker: LiveConnection | null = null
  #isPlaying = false

  private constructor(
    server: ServerProcess,
    session: CreatedSession,
    facilitator: Joined,
    random: () => number,
    options: EveningOptions,
  ) {
    this.#server = server
    this.#session = session
    this.#facilitator = facilitator
    this.#random = random
    this.#options = options
  }

  static async start(
    server: ServerProcess,
    random: () => number,
    options: EveningOptions,
  ): Promise<Evening> {
    const api = new Api(server.base)
    const session = await api.createSession(server.adminToken, {
      title: 'An evening',
      format: 'tabletop',
      scenario: scenarioOf(options.injects),
    })
    const facilitator = await join(api, session, 'facilitator')
    const evening = new Evening(server, session, facilitator, random, options)
    for (let person = 0; person < options.writers; person++) {
      evening.#people.push(await join(api, session, 'participant'))
    }
    await evening.enter()
    await evening.#whisper()
    await evening.#command({ type: 'phase.set', phase: 'play' })
    await evening.#command({ type: 'clock.run', speed })
    return evening
  }

  /** Everybody opens a page, and gets what the server has. */
  async enter(): Promise<void> {
    for (const [index, person] of this.#people.entries()) {
      const witness = this.#open(person, 'board')
      const options = { doc: witness.doc, by: person.participantId, random: this.#random }
      const letter = String.fromCodePoint(97 + index)
      this.#writers.push({ witness, editor: new RandomEditor({ ...options, letter }) })
    }
    for (const doc of ['board', 'stage', 'script'] as const) this.#open(this.#facilitator, doc)
    for (const guest of this.#guests.splice(0)) this.#open(guest, 'board')
    await Promise.all([...this.#witnesses.keys()].map(({ connection }) => connection.whenSynced()))
  }

  /** Plays until the server is gone: edits and messages, and injects land by themselves. */
  play(): void {
    this.edits = 0
    this.#isPlaying = true
    const key = must(this.#people[0], 'a person').key
    this.#speaker = new LiveConnection({ server: this.#server.base, key })
    void Promise.all([...this.#writers.map((writer) => this.#write(writer)), this.#talk()])
  }

  /** Whether something of the board is on the server's disk, as far as anybody was told. */
  get isUnderWay(): boolean {
    return this.#writers.some(({ witness }) => witness.wasTold)
  }

  /** Many come at once; whoever is let in has a page at once, and their place for good. */
  crowd(): void {
    const api = new Api(this.#server.base)
    const come = async () => {
      const guest = await join(api, this.#session, 'participant')
      this.#guests.push(guest)
      if (this.#isPlaying) this.#open(guest, 'board')
    }
    for (let guest = 0; guest < crowd; guest++) come().catch(() => undefined)
  }

  /** The server is gone: nobody does anything more, and everybody has noticed. */
  async silence(): Promise<void> {
    this.#isPlaying = false
    this.#speaker?.dispose()
    const all = [...this.#witnesses.keys()]
    await until('everybody is offline', () =>
      all.every(({ connection }) => connection.state.at !== 'synced'),
    )
  }

  /** Everybody closes their page: what only they had is gone. What they were promised is not. */
  leave(): void {
    for (const [witness, doc] of this.#witnesses) {
      witness.dispose()
      const promised = this.#promised.get(doc) ?? new Y.Doc()
      Y.applyUpdate(promised, Y.encodeStateAsUpdate(witness.known))
      this.#promised.set(doc, promised)
    }
    this.#witnesses.clear()
    this.#writers = []
  }

  /** What is written without a server is kept by whoever wrote it. */
  writeAlone(): void {
    for (const { editor } of this.#writers) for (let edit = 0; edit < 5; edit++) editor.act()
  }

  /** Those who kept their pages look at them again, and are back; what they kept is saved. */
  async comeBack(): Promise<void> {
    const connections = [...this.#witnesses.keys()].map(({ connection }) => connection)
    for (const connection of connections) connection.restore()
    await Promise.all(connections.map((connection) => connection.whenSaved()))
    await Promise.all(connections.map((connection) => connection.whenSynced()))
    for (const guest of this.#guests.splice(0)) {
      await this.#open(guest, 'board').connection.whenSynced()
    }
  }

  /**
   * Checks that the log is sound, that it holds all that anybody was ever told of, nothing twice, and
   * that everybody who is there has the same board: the log's.
   */
  async expectKept(): Promise<void> {
    // Injects land all the time: what was told until now, and then the log.
    const told = [...this.#witnesses].map(([{ known }, doc]) => [doc, copyOf(known)] as const)
    const docs = await this.#replayed()
    const replayOf = (doc: DocName) => must(docs.get(doc), doc)
    for (const [doc, known] of [...told, ...this.#promised]) expectHolds(replayOf(doc), known)
    const channel = readChannel(stageDoc(replayOf('stage'))).map(({ id }) => id)
    expect(channel).toEqual(expect.arrayContaining(this.#said))
    expect(new Set(channel).size).toBe(channel.length)
    const landed = this.#landedIn(docs)
    expect(new Set(landed).size).toBe(landed.length)
    const boards = [...this.#witnesses]
      .filter(([, doc]) => doc === 'board')
      .map(([each]) => each.doc)
    await until('everybody has the same', () => areAlike([replayOf('board'), ...boards]))
  }

  /** Checks that every inject of the run of show lands, each once, on the stage or in an inbox. */
  async expectEachInjectOnce(): Promise<void> {
    await this.#command({ type: 'clock.run', speed: fastest })
    const { injects } = this.#options
    const landed = async () => this.#landedIn(await this.#replayed())
    await until('all injects have landed', async () => (await landed()).length >= injects)
    const script = must((await this.#replayed()).get('script'), 'the script')
    const plan = readPlan(scriptDoc(script))
    expect((await landed()).sort()).toEqual(plan.map(({ id }) => id).sort())
  }

  end(): void {
    this.#isPlaying = false
    this.#speaker?.dispose()
    this.leave()
  }

  #open({ key, sessionId }: Joined, doc: DocName): Witness {
    const server = this.#server.base.replace('http', 'ws')
    const witness = new Witness({ server, sessionId, doc, key })
    this.#witnesses.set(witness, doc)
    return witness
  }

  /** Every fifth inject goes to one person alone. */
  async #whisper(): Promise<void> {
    const [witness] = must(
      [...this.#witnesses].find(([, doc]) => doc === 'script'),
      'the script',
    )
    const script = scriptDoc(witness.doc)
    const { participantId } = must(this.#people[1], 'a person')
    for (const inject of readPlan(script).filter(({ order }) => order % 5 === 0)) {
      script.plan.set(inject.id, { ...inject, audience: { to: 'person', participantId } })
    }
    await witness.connection.whenSaved()
  }

  async #command(command: Command): Promise<void> {
    const live = new LiveConnection({ server: this.#server.base, key: this.#facilitator.key })
    expect(await live.send(command)).toMatchObject({ ok: true })
    live.dispose()
  }

  async #write({ witness, editor }: Writer): Promise<void> {
    while (this.#isPlaying) {
      if (witness.connection.state.unsaved < mostUnsaved) {
        editor.act()
        this.edits += 1
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async #talk(): Promise<void> {
    const speaker = must(this.#speaker, 'the speaker')
    for (let n = 0; this.#isPlaying; n++) {
      const reply = await speaker.send({ type: 'channel.say', text: `Message ${n}` })
      if (reply.ok && reply.id) this.#said.push(reply.id as MessageId)
    }
  }

  /** Every document as its log replays, checked to be sound. */
  async #replayed(): Promise<Map<DocName, Y.Doc>> {
    const { id } = this.#session
    const { documents } = await new Api(this.#server.base).history(id, this.#facilitator.key)
    return new Map(
      Object.entries(documents).map(([name, { rows }]) => {
        const read = rows.map((row) => ({ ...row, update: Buffer.from(row.update, 'base64') }))
        return [name as DocName, expectSoundLog(read)]
      }),
    )
  }

  #landedIn(docs: ReadonlyMap<DocName, Y.Doc>): string[] {
    const inbox = docs.get(inboxOf(must(this.#people[1], 'a person').participantId))
    const stage = must(docs.get('stage'), 'the stage')
    return [...readInjects(stageDoc(stage)), ...(inbox ? readInbox(inbox) : [])].map(({ id }) => id)
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
