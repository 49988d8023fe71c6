import * as Y from 'yjs'
import { boardDoc } from '../shared/board/board-doc.ts'
import { planFields } from '../shared/board/experiment-plan.ts'
import type { DocName } from '../shared/documents.ts'
import { Refusal } from '../shared/errors.ts'
import type { NewId, SessionId } from '../shared/ids.ts'
import type { Role } from '../shared/roles.ts'
import { can, canRead } from '../shared/roles.ts'
import { parseScenario, parseScenarioObject } from '../shared/scenario/parse-scenario.ts'
import type { Scenario } from '../shared/scenario/scenario.ts'
import { planOf, wheelOf, answersOf, transcriptOf } from '../shared/scenario/to-plan.ts'
import { writtenHead } from '../shared/scenario/written-head.ts'
import { writeTranscript } from '../shared/script/transcript-script.ts'
import { scriptDoc } from '../shared/script/script-doc.ts'
import type {
  Bundle,
  CreatedSession,
  CreateSession,
  History,
  SessionLinks,
  SessionSummary,
  SessionView,
  WireRow,
} from '../shared/wire/api.ts'
import { writeBundle, readBundle } from './bundle.ts'
import type { Library } from './library/library.ts'
import type { DocRow, Log } from './log/log.ts'
import type { ParticipantRecord, Registry, SessionRecord, TokenRecord } from './log/registry.ts'
import type { Logger } from './logger.ts'
import type { Members } from './members.ts'
import { hashSecret, newSecret } from './secrets.ts'
import type { Conductors } from './stage/conductors.ts'
import type { Time } from './time.ts'
import { toWireRow } from './wire-row.ts'

export interface SessionsOptions {
  readonly log: Log
  readonly registry: Registry
  readonly members: Members
  readonly conductors: Conductors
  readonly library: Library
  readonly time: Time
  readonly newId: NewId
  readonly logger: Logger
}

/** Who asks: the admin of the server, or a person of the session. */
export type Asker = 'admin' | ParticipantRecord

const everyRole: readonly Role[] = ['facilitator', 'participant', 'observer']

/** Sessions as a whole: made, listed, read back as history, carried out and in. */
export class Sessions {
  readonly #options: SessionsOptions

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  async create(wanted: CreateSession, base: string): Promise<CreatedSession> {
    const scenario = this.#scenarioOf(wanted.scenario)
    const id = this.#options.newId('session')
    const createdAt = this.#options.time.now()
    const session: SessionRecord = {
      id,
      title: wanted.title,
      format: wanted.format,
      situation: scenario?.situation ?? null,
      createdAt,
      importedAt: null,
    }
    const { tokens, links } = newLinks(id, base)
    const rows = scenario ? this.#rowsOf(id, scenario, createdAt) : []
    await this.#options.registry.createSession(session, tokens, rows)
    this.#options.logger.info({ sessionId: id, format: wanted.format }, 'a session was created')
    return { id, links }
  }

  /** Every session, newest first. */
  async list(): Promise<SessionSummary[]> {
    const { registry } = this.#options
    return Promise.all((await registry.sessions()).map((session) => this.#summary(session)))
  }

  async view(id: SessionId, asker: Asker): Promise<SessionView> {
    return viewOf(await this.#session(id), asker)
  }

  async renewLink(id: SessionId, role: Role, base: string): Promise<string> {
    const session = await this.#session(id)
    return joinLink(base, await this.#options.members.renewToken(session.id, role))
  }

  /** The rows behind the known ones, of every document that the asker may read. */
  async history(id: SessionId, asker: Asker, known: ReadonlyMap<string, number>): Promise<History> {
    const session = viewOf(await this.#session(id), asker)
    const readable = (await this.#options.log.documents(id)).filter((doc) => mayRead(asker, doc))
    return { session, documents: await this.#documents(id, readable, known) }
  }

  /** The whole session in one file, for facilitators. */
  async export(id: SessionId, asker: Asker): Promise<Bundle> {
    if (asker !== 'admin' && !can(asker.role, 'export')) {
      throw new Refusal('forbidden', 'Only a facilitator can export the session.')
    }
    const { registry, log } = this.#options
    const session = await this.#session(id)
    const documents = await this.#documents(id, await log.documents(id), new Map())
    return writeBundle(session, await registry.participants(id), documents)
  }

  /** A session with the same documents, people and history as the bundle's; all of it or nothing. */
  async import(sent: unknown, base: string): Promise<CreatedSession> {
    const id = this.#options.newId('session')
    const { tokens, links } = newLinks(id, base)
    const imported = readBundle(sent, id, this.#options.time.now())
    await this.#options.registry.importSession({ ...imported, tokens })
    this.#options.logger.info({ sessionId: id }, 'a session was imported')
    return { id, links }
  }

  async #session(id: SessionId): Promise<SessionRecord> {
    const session = await this.#options.registry.session(id)
    if (!session) throw new Refusal('not-found', 'There is no such session.')
    return session
  }

  async #summary({ id, title, format, createdAt }: SessionRecord): Promise<SessionSummary> {
    const { registry, conductors } = this.#options
    const people = (await registry.participants(id)).map(({ name, role }) => ({ name, role }))
    const { phase, changedFormat } = await conductors.standingOf(id)
    return { id, title, format: changedFormat ?? format, createdAt, people, phase }
  }

  async #documents(
    id: SessionId,
    docs: readonly DocName[],
    known: ReadonlyMap<string, number>,
  ): Promise<Record<string, { rows: WireRow[] }>> {
    const read = docs.map(async (doc) => {
      const rows = await this.#options.log.read({ sessionId: id, doc }, known.get(doc) ?? 0)
      return [doc, { rows: rows.map(toWireRow) }] as const
    })
    return Object.fromEntries(await Promise.all(read))
  }

  /** A library id, the text of a scenario file (it has several lines), or a scenario as JSON. */
  #scenarioOf(sent: CreateSession['scenario']): Scenario | null {
    if (sent === undefined) return null
    if (typeof sent === 'string' && !sent.includes('\n')) return this.#fromLibrary(sent)
    const parsed = typeof sent === 'string' ? parseScenario(sent) : parseScenarioObject(sent)
    if (parsed.ok) return parsed.scenario
    const [first] = parsed.problems
    const where = [first?.path, first?.line ? `line ${first.line}` : null]
      .filter(Boolean)
      .join(', ')
    const message = `The scenario has an error (${where}): ${first?.message ?? 'it cannot be read'}.`
    throw new Refusal('bad-scenario', message, parsed.problems)
  }

  #fromLibrary(id: string): Scenario {
    const scenario = this.#options.library.scenario(id)
    if (!scenario) throw new Refusal('not-found', `The library has no scenario "${id}".`)
    return scenario
  }

  #rowsOf(sessionId: SessionId, scenario: Scenario, at: number): DocRow[] {
    const row = { sessionId, seq: 1, at, author: 'server', connection: 'server' } as const
    const script: DocRow = { ...row, doc: 'script', update: this.#scriptOf(scenario) }
    const board = boardOf(scenario)
    return board ? [script, { ...row, doc: 'board', update: board }] : [script]
  }

  #scriptOf(scenario: Scenario): Uint8Array {
    const doc = new Y.Doc()
    const { plan, wheel, runHead, preparedAnswers, transcript } = scriptDoc(doc)
    const talk = transcriptOf(scenario)
    doc.transact(() => {
      for (const [name, value] of Object.entries(writtenHead(scenario))) runHead.set(name, value)
      const injects = planOf(scenario, () => this.#options.newId('inject'))
      for (const inject of injects) plan.set(inject.id, inject)
      wheel.push(wheelOf(scenario))
      const answers = answersOf(scenario, () => this.#options.newId('answer'))
      for (const answer of answers) preparedAnswers.set(answer.id, answer)
      if (talk) writeTranscript(transcript, 1, talk)
    })
    return Y.encodeStateAsUpdate(doc)
  }
}

/** What a scenario has prepared on the board, or null where it has nothing. */
function boardOf({ experiment }: Scenario): Uint8Array | null {
  if (!experiment) return null
  const doc = new Y.Doc()
  const { plan } = boardDoc(doc)
  doc.transact(() => {
    for (const field of planFields) plan[field].insert(0, experiment[field] ?? '')
  })
  return Y.encodeStateAsUpdate(doc)
}

function newLinks(sessionId: SessionId, base: string) {
  const tokenByRole = new Map(everyRole.map((role) => [role, newSecret()]))
  const tokens: TokenRecord[] = [...tokenByRole].map(([role, token]) => ({
    sessionId,
    role,
    hash: hashSecret(token),
  }))
  const link = (role: Role) => joinLink(base, tokenByRole.get(role) ?? '')
  const links: SessionLinks = {
    facilitator: link('facilitator'),
    participant: link('participant'),
    observer: link('observer'),
  }
  return { tokens, links }
}

/** The token travels behind the `#`, which browsers send to nobody. */
function joinLink(base: string, token: string): string {
  return `${base}/join#${token}`
}

function mayRead(asker: Asker, doc: DocName): boolean {
  return asker === 'admin' || canRead({ participantId: asker.id, role: asker.role }, doc)
}

function viewOf(
  { id, title, format, createdAt, situation }: SessionRecord,
  asker: Asker,
): SessionView {
  const you =
    asker === 'admin' ? null : { participantId: asker.id, role: asker.role, name: asker.name }
  return { id, title, format, createdAt, situation, you }
}
