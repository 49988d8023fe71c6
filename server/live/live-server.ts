import type { Server as HttpServer } from 'node:http'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Socket } from 'socket.io'
import { Server } from 'socket.io'
import type { Problem } from '../../shared/errors.ts'
import { Refusal } from '../../shared/errors.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import { can } from '../../shared/roles.ts'
import type { Bell, LiveClientEvents, LiveServerEvents } from '../../shared/wire/bells.ts'
import type { Reply } from '../../shared/wire/reply.ts'
import { clientToServer } from '../../shared/wire/commands.ts'
import { protocolVersion } from '../../shared/wire/protocol-version.ts'
import type { ParticipantRecord } from '../log/registry.ts'
import type { Logger } from '../logger.ts'
import type { Members } from '../members.ts'
import type { Caller, Refused } from '../refused.ts'
import type { Conductor } from '../stage/conductor.ts'
import type { BellAudience } from '../stage/lander.ts'
import type { Time } from '../time.ts'

export interface LiveServerOptions {
  readonly members: Members
  readonly logger: Logger
  readonly commandsPerSecond: number
  readonly time: Time
  readonly onRefused: (refused: Refused) => void
  /** The conductor of a member's session, awake, with the member on its roster. */
  readonly onArrival: (member: ParticipantRecord) => Promise<Conductor>
}

interface SocketData {
  member: ParticipantRecord
}

type LiveIo = Server<LiveClientEvents, LiveServerEvents, Record<string, never>, SocketData>
type LiveSocket = Socket<LiveClientEvents, LiveServerEvents, Record<string, never>, SocketData>

/** A command is a few kilobytes; an improvised picture, in base64, at the most 400. */
const mostCommandBytes = 512 * 1024

/** `/live`: typed commands with acknowledgement, and bells. */
export class LiveServer {
  readonly #options: LiveServerOptions
  readonly #io: LiveIo
  readonly #limiter: RateLimiterMemory

  constructor(options: LiveServerOptions) {
    this.#options = options
    this.#limiter = new RateLimiterMemory({ points: options.commandsPerSecond, duration: 1 })
    this.#io = new Server({
      path: '/live',
      serveClient: false,
      maxHttpBufferSize: mostCommandBytes,
      destroyUpgrade: false,
    })
    this.#io.use((socket, next) => {
      this.#authenticate(socket).then(
        () => next(),
        (error: unknown) => {
          this.#problemOf(error, {})
          next(error instanceof Error ? error : new Error('unauthorized'))
        },
      )
    })
    this.#io.on('connection', (socket) => this.#welcome(socket))
  }

  get connections(): number {
    return this.#io.engine.clientsCount
  }

  attach(http: HttpServer): void {
    this.#io.attach(http)
  }

  ring(sessionId: SessionId, to: BellAudience, bell: Bell): void {
    const rooms =
      to === 'everyone'
        ? [sessionRoom(sessionId)]
        : [...to.people.map((each) => personRoom(sessionId, each)), facilitatorsRoom(sessionId)]
    this.#io.to(rooms).emit('bell', bell)
  }

  dismiss(sessionId: SessionId, person: ParticipantId): void {
    this.#io.in(personRoom(sessionId, person)).disconnectSockets(true)
  }

  /** Has somebody's pages hear what their new role hears, from now on. */
  regroup(sessionId: SessionId, person: ParticipantId, role: Role): void {
    const pages = this.#io.in(personRoom(sessionId, person))
    if (can(role, 'read any inbox')) pages.socketsJoin(facilitatorsRoom(sessionId))
    else pages.socketsLeave(facilitatorsRoom(sessionId))
  }

  async dispose(): Promise<void> {
    this.#io.disconnectSockets(true)
    await this.#io.close()
  }

  async #authenticate(socket: LiveSocket): Promise<void> {
    const { key } = socket.handshake.auth
    if (typeof key !== 'string') throw new Refusal('unauthorized', 'A key is needed to connect.')
    const member = await this.#options.members.known(key)
    await this.#options.onArrival(member)
    socket.data.member = member
  }

  #welcome(socket: LiveSocket): void {
    // They may have got another role, or been taken off, while they were on their way in.
    const member = this.#options.members.asNow(socket.data.member)
    void socket.join([sessionRoom(member.sessionId), personRoom(member.sessionId, member.id)])
    if (can(member.role, 'read any inbox')) void socket.join(facilitatorsRoom(member.sessionId))
    if (this.#options.members.isRemoved(member)) socket.disconnect(true)
    const now = this.#options.time.now()
    socket.emit('bell', { type: 'welcome', protocol: protocolVersion, now })
    socket.on('command', (sent, reply) => {
      if (typeof reply === 'function') void this.#answer(member, sent).then(reply)
    })
  }

  async #answer(member: ParticipantRecord, sent: unknown): Promise<Reply> {
    try {
      await this.#limit(member)
      const command = clientToServer.safeParse(sent)
      if (!command.success) throw new Refusal('bad-request', whatIsWrong(command.error.issues))
      const conductor = await this.#options.onArrival(member)
      const { role } = this.#options.members.asNow(member)
      const id = await conductor.perform({ participantId: member.id, role }, command.data)
      return id ? { ok: true, id } : { ok: true }
    } catch (error) {
      const { sessionId, id: participantId } = member
      return { ok: false, error: this.#problemOf(error, { sessionId, participantId }) }
    }
  }

  async #limit(member: ParticipantRecord): Promise<void> {
    try {
      await this.#limiter.consume(`${member.sessionId}/${member.id}`)
    } catch {
      throw new Refusal('too-many', 'That was a lot at once. Wait a second and try again.')
    }
  }

  #problemOf(error: unknown, caller: Caller): Problem {
    const problem = error instanceof Refusal ? error.toProblem() : internal.toProblem()
    if (!(error instanceof Refusal)) {
      this.#options.logger.error({ err: error, ...caller }, 'a command failed')
    }
    this.#options.onRefused({ door: 'live', reason: problem.code, ...caller })
    return problem
  }
}

const internal = new Refusal('internal', 'Something went wrong here. Try again.')

const sessionRoom = (id: SessionId) => `session:${id}`
const personRoom = (id: SessionId, person: ParticipantId) => `person:${id}/${person}`
const facilitatorsRoom = (id: SessionId) => `facilitators:${id}`

function whatIsWrong(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [first] = issues
  const where = first?.path.map(String).join('.')
  return `This command was not understood${where ? ` (${where}: ${first?.message ?? ''})` : ''}. Reload the page.`
}
