import { expect } from 'vitest'
import type * as Y from 'yjs'
import { Api } from '../../client/net/api.ts'
import { LiveConnection } from '../../client/net/live-connection.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { MessageId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { frameAt } from '../../shared/replay/frame.ts'
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

/** Timed injects, one a second of exercise: at 60 times the speed, one every 17 ms. */
const injects = 60
const fastest = 60
/** A writer with more than this unsaved waits, as the server can take only so much. */
const mostUnsaved = 30

const scenario = {
  title: 'Until the lights go out',
  summary: 'Something lands all the time.',
  minutes: 2,
  situation: 'The power is not to be relied on.',
  injects: Array.from({ length: injects }, (_, index) => ({
    kind: 'message',
    title: `Inject ${index}`,
    at: `${String(Math.floor((index + 1) / 60)).padStart(2, '0')}:${String((index + 1) % 60).padStart(2, '0')}`,
  })),
}

function join(api: Api, { links }: CreatedSession, role: Role): Promise<Joined> {
  return api.join(must(links[role].split('#')[1], 'a token'), role)
}

interface Writer {
  readonly witness: Witness
  readonly editor: RandomEditor
}

/**
 * One session under load: four who write the board, somebody who watches it, the facilitator's
 * script, the stage, somebody who talks, and a clock on which injects are due all the time.
 */
export class Evening {
  edits = 0
  readonly #server: ServerProcess
  readonly #session: CreatedSession
  readonly #random: () => number
  readonly #facilitator: Joined
  readonly #people: Joined[] = []
  readonly #writers: Writer[] = []
  readonly #witnesses = new Map<Witness, DocName>()
  readonly #said: MessageId[] = []
  #speaker: LiveConnection | null = null
  #isPlaying = false

  private constructor(
    server: ServerProcess,
    session: CreatedSession,
    facilitator: Joined,
    random: () => number,
  ) {
    this.#server = server
    this.#session = session
    this.#facilitator = facilitator
    this.#random = random
  }

  static async start(server: ServerProcess, random: () => number): Promise<Evening> {
    const api = new Api(server.base)
    const session = await api.createSession(server.adminToken, {
      title: 'An evening',
      format: 'tabletop',
      scenario,
    })
    const facilitator = await join(api, session, 'facilitator')
    const evening = new Evening(server, session, facilitator, random)
    for (let person = 0; person < 4; person++) {
      evening.#people.push(await join(api, session, 'participant'))
    }
    await evening.#enter()
    return evening
  }

  /** Plays until `stop`: edits, messages, injects. Resolves when it has begun. */
  async play(): Promise<void> {
    await this.#whisper()
    await this.#command({ type: 'phase.set', phase: 'play' })
    await this.#command({ type: 'clock.run', speed: fastest })
    this.#isPlaying = true
    void Promise.all([...this.#writers.map((writer) => this.#write(writer)), this.#talk()])
  }

  /** Whether something of the board is on the server's disk, as far as anybody was told. */
  get isUnderWay(): boolean {
    return this.#writers.some(({ witness }) => witness.wasTold)
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

  /** Everybody closes their page: what only they had is gone. */
  leave(): void {
    for (const witness of this.#witnesses.keys()) witness.dispose()
  }

  /** What is written without a server is kept by whoever wrote it. */
  writeAlone(): void {
    for (const { editor } of this.#writers) for (let edit = 0; edit < 5; edit++) editor.act()
  }

  /** Checks that the log holds all that anybody was told of, and is sound. */
  async expectNothingLost(): Promise<void> {
    const docs = await this.#replayed()
    for (const [{ known }, doc] of this.#witnesses) expectHolds(must(docs.get(doc), doc), known)
    const channel = readChannel(stageDoc(must(docs.get('stage'), 'the stage'))).map(({ id }) => id)
    expect(channel).toEqual(expect.arrayContaining(this.#said))
    expect(new Set(channel).size).toBe(channel.length)
  }

  /** Checks that those who kept their pages come back and end with one board, the server's. */
  async expectAgreement(): Promise<void> {
    const witnesses = [...this.#witnesses.keys()]
    await Promise.all(witnesses.map(({ connection }) => connection.whenSaved()))
    const board = must((await this.#replayed()).get('board'), 'the board')
    const docs = this.#writers.map(({ witness }) => witness.doc)
    await until('everybody has the same', () => areAlike([board, ...docs]))
  }

  /** Checks that somebody new is given what the log holds. */
  async expectWelcome(): Promise<void> {
    const doc = must((await this.#replayed()).get('board'), 'the board')
    const newcomer = this.#witness(must(this.#people[0], 'a person'), 'board')
    await newcomer.connection.whenSynced()
    expectHolds(newcomer.doc, doc)
    expectHolds(doc, newcomer.doc)
    newcomer.dispose()
  }

  /** Checks that every inject of the run of show lands, each once, on the stage or in an inbox. */
  async expectEachInjectOnce(): Promise<void> {
    await until('all injects have landed', async () => (await this.#landed()).length >= injects)
    const docs = await this.#replayed()
    const plan = readPlan(scriptDoc(must(docs.get('script'), 'the script')))
    const landed = await this.#landed()
    expect(landed.sort()).toEqual(plan.map(({ id }) => id).sort())
  }

  end(): void {
    this.#isPlaying = false
    this.#speaker?.dispose()
    this.leave()
  }

  async #enter(): Promise<void> {
    const letters = ['a', 'b', 'c', 'd']
    for (const [index, person] of this.#people.entries()) {
      const witness = this.#witness(person, 'board')
      const options = { doc: witness.doc, by: person.participantId, random: this.#random }
      const editor = new RandomEditor({ ...options, letter: letters[index] ?? 'x' })
      this.#writers.push({ witness, editor })
      this.#witnesses.set(witness, 'board')
    }
    for (const doc of ['board', 'stage', 'script'] as const) {
      this.#witnesses.set(this.#witness(this.#facilitator, doc), doc)
    }
    const key = must(this.#people[0], 'a person').key
    this.#speaker = new LiveConnection({ server: this.#server.base, key })
    await Promise.all([...this.#witnesses.keys()].map(({ connection }) => connection.whenSynced()))
  }

  #witness({ key, sessionId }: Joined, doc: DocName): Witness {
    const server = this.#server.base.replace('http', 'ws')
    return new Witness({ server, sessionId, doc, key })
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
    for (let n = 0; this.#isPlaying; n++) {
      const reply = await must(this.#speaker, 'the speaker').send({
        type: 'channel.say',
        text: `Message ${n}`,
      })
      if (reply.ok && reply.id) this.#said.push(reply.id as MessageId)
    }
  }

  /** Every document as its log replays, checked to be sound. */
  async #replayed(): Promise<Map<string, Y.Doc>> {
    const documents = await this.#history()
    return new Map(documents.map(([name, rows]) => [name, expectSoundLog(rows)]))
  }

  async #history() {
    const { id } = this.#session
    const { documents } = await new Api(this.#server.base).history(id, this.#facilitator.key)
    return Object.entries(documents).map(([name, { rows }]) => {
      const read = rows.map((row) => ({ ...row, update: Buffer.from(row.update, 'base64') }))
      return [name, read] as const
    })
  }

  async #landed(): Promise<string[]> {
    const byName = new Map(await this.#history())
    const inbox = byName.get(inboxOf(must(this.#people[1], 'a person').participantId)) ?? []
    const stage = byName.get('stage') ?? []
    return [
      ...readInjects(stageDoc(frameAt(stage, stage.length))),
      ...readInbox(frameAt(inbox, inbox.length)),
    ].map(({ id }) => id)
  }
}
