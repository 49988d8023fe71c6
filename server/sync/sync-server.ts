import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { DocName } from '../../shared/documents.ts'
import { inboxOwner, parseDocName } from '../../shared/documents.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { Refusal } from '../../shared/errors.ts'
import type { NewId, SessionId } from '../../shared/ids.ts'
import { sessionId } from '../../shared/ids.ts'
import { canRead, canWrite } from '../../shared/roles.ts'
import type { CloseReason } from '../../shared/wire/close-codes.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { heartbeat } from '../../shared/wire/sync-frames.ts'
import type { ParticipantRecord, Registry } from '../log/registry.ts'
import type { Logger } from '../logger.ts'
import type { Members } from '../members.ts'
import type { Caller, Refused } from '../refused.ts'
import type { Room } from '../rooms/room.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { Tally } from '../tally.ts'
import type { Time } from '../time.ts'
import { SyncSocket } from './sync-socket.ts'
import { Tarpit } from './tarpit.ts'
import { Visit } from './visit.ts'

export interface SyncLimits {
  readonly frameBytes: number
  readonly framesPerSecond: number
  readonly connectionsPerSession: number
}

export interface SyncServerOptions {
  readonly members: Members
  readonly registry: Registry
  readonly rooms: Rooms
  readonly time: Time
  readonly newId: NewId
  readonly logger: Logger
  readonly limits: SyncLimits
  readonly onRefused: (refused: Refused) => void
  /** Somebody has come to a session: it must be awake and know them. */
  readonly onArrival: (member: ParticipantRecord) => Promise<unknown>
}

/** The stock client drops a server that was silent for 30 s; nothing may be sent but this. */
const heartbeatEvery = 12_000
/** How long a client may take to answer its close, in milliseconds. */
const closingMoment = 1_000

/** Closed for these, nobody honest is back at once. */
const sinking: ReadonlySet<CloseReason> = new Set(['badFrame', 'tooFast', 'tooLarge', 'notYours'])

interface Address {
  readonly session: SessionId
  readonly doc: DocName
  readonly key: string
  readonly inflates: boolean
}

/** Somebody who may come in, with what they came by. */
interface Arrival {
  readonly socket: WebSocket
  readonly stream: Duplex
  readonly room: Room
  readonly member: ParticipantRecord
  readonly inflates: boolean
}

/** `/sync/<sessionId>/<doc>?key=<key>`: brings sockets and rooms together. */
export class SyncServer {
  readonly #options: SyncServerOptions
  readonly #sockets: WebSocketServer
  readonly #perSession: Tally
  readonly #tarpit: Tarpit
  #stopHeart: () => void

  constructor(options: SyncServerOptions) {
    this.#options = options
    this.#perSession = new Tally(options.limits.connectionsPerSession)
    this.#tarpit = new Tarpit(options.time)
    this.#sockets = new WebSocketServer({
      noServer: true,
      WebSocket: SyncSocket,
      maxPayload: options.limits.frameBytes,
      // A board's frames are small; compressing each would cost more than it saves.
      perMessageDeflate: false,
    })
    this.#stopHeart = this.#beat()
  }

  get connections(): number {
    return this.#sockets.clients.size
  }

  handleUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // A refusal at the upgrade is invisible to the stock client: accept, then close with a code.
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      this.#welcome(socket, stream, request.url ?? '')
    })
  }

  /** Accepts a socket only to say why it cannot stay. */
  turnAway(request: IncomingMessage, stream: Duplex, head: Buffer, reason: CloseReason): void {
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => undefined)
      this.#close(socket, reason, {})
    })
  }

  /** Waits a moment for the closes that the rooms have sent to arrive, then cuts what is left. */
  async dispose(): Promise<void> {
    this.#stopHeart()
    await Promise.race([this.#allClosed(), this.#moment()])
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
  }

  async #allClosed(): Promise<void> {
    const open = [...this.#sockets.clients]
    await Promise.all(open.map((socket) => once(socket, 'close')))
  }

  #moment(): Promise<void> {
    return new Promise((resolve) => this.#options.time.after(closingMoment, resolve))
  }

  /** Nothing is read from a socket before its room is loaded; what it sends waits in the network. */
  #welcome(socket: WebSocket, stream: Duplex, url: string): void {
    const caller: Caller = {}
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') this.#tell(caller, 'tooLarge')
    })
    socket.pause()
    this.#enter(socket, stream, url, caller)
      .catch((error: unknown) => this.#refuse(socket, error, caller))
      .finally(() => socket.resume())
  }

  /** Fills in who the caller is as it becomes known, for whoever has to say why they were refused. */
  async #enter(socket: WebSocket, stream: Duplex, url: string, caller: Caller): Promise<void> {
    const address = parseAddress(url)
    if (!address) throw noSuchDocument()
    const { session, doc, key, inflates } = address
    Object.assign(caller, { sessionId: session, doc })
    const member = await this.#memberOf(session, key)
    caller.participantId = member.id
    await this.#checkReader(member, doc)
    await this.#tarpit.pass(nameOf(member))
    await this.#options.onArrival(member)
    const room = await this.#options.rooms.open({ sessionId: session, doc })
    const now = this.#stillWelcome(member, doc)
    if (socket.readyState !== socket.OPEN) return
    this.#visit({ socket, stream, room, member: now, inflates })
  }

  /** Only who is refused has it asked whether the session exists: everybody else has shown that. */
  async #memberOf(session: SessionId, key: string): Promise<ParticipantRecord> {
    const { members, registry } = this.#options
    try {
      return await members.known(key, session)
    } catch (error) {
      if (!(await registry.session(session))) throw noSuchDocument()
      throw error
    }
  }

  /** Meanwhile somebody may have been taken off, or have got another role. */
  #stillWelcome(member: ParticipantRecord, doc: DocName): ParticipantRecord {
    const { members } = this.#options
    if (members.isRemoved(member)) {
      throw new Refusal('unauthorized', closeCodes.notWelcome.reason)
    }
    const now = members.asNow(member)
    refuseReader(now, doc)
    return now
  }

  async #checkReader(member: ParticipantRecord, doc: DocName): Promise<void> {
    refuseReader(member, doc)
    const owner = inboxOwner(doc)
    if (!owner || owner === member.id) return
    const people = await this.#options.registry.participants(member.sessionId)
    if (!people.some(({ id }) => id === owner)) throw noSuchDocument()
  }

  #visit({ socket, stream, room, member, inflates }: Arrival): void {
    const leave = this.#perSession.enter(member.sessionId)
    if (!leave) return this.#close(socket, 'tooMany', callerOf(room, member))
    const { time, newId, limits, rooms } = this.#options
    const visitor = {
      inflates,
      id: newId('connection'),
      author: member.id,
      mayWrite: canWrite({ participantId: member.id, role: member.role }, room.ref.doc),
    }
    const onLeft = () => {
      leave()
      rooms.release(room.ref)
    }
    const onClosed = (reason: CloseReason) => this.#onClosed(room, member, reason)
    try {
      new Visit({ socket, stream, room, visitor, time, ...limits, onClosed, onLeft })
    } catch (error) {
      leave()
      throw error
    }
  }

  #onClosed(room: Room, member: ParticipantRecord, reason: CloseReason): void {
    this.#tell(callerOf(room, member), reason)
    if (sinking.has(reason)) this.#tarpit.sink(nameOf(member))
  }

  #refuse(socket: WebSocket, error: unknown, caller: Caller): void {
    if (!(error instanceof Refusal)) {
      this.#options.logger.error({ err: error, ...caller }, 'a sync connection could not be opened')
      this.#close(socket, 'tryLater', caller)
    } else this.#close(socket, reasonByCode[error.code] ?? 'tryLater', caller)
  }

  #close(socket: WebSocket, reason: CloseReason, caller: Caller): void {
    this.#tell(caller, reason)
    socket.close(closeCodes[reason].code, closeCodes[reason].reason)
  }

  #tell(caller: Caller, reason: CloseReason): void {
    this.#options.onRefused({ door: 'sync', reason, ...caller })
  }

  #beat(): () => void {
    let cancel: () => void = () => undefined
    const again = () => {
      for (const socket of this.#sockets.clients) {
        if (socket.readyState === socket.OPEN) socket.send(heartbeat)
      }
      cancel = this.#options.time.after(heartbeatEvery, again)
    }
    cancel = this.#options.time.after(heartbeatEvery, again)
    return () => cancel()
  }
}

function parseAddress(url: string): Address | null {
  const { pathname, searchParams } = new URL(url, 'ws://here')
  const [, , session, ...rest] = decoded(pathname).split('/')
  const id = sessionId.safeParse(session)
  const doc = parseDocName(rest.join('/'))
  if (!id.success || !doc) return null
  const inflates = searchParams.get('deflate') === '1'
  return { session: id.data, doc, key: searchParams.get('key') ?? '', inflates }
}

/** Empty where it cannot be decoded: a stranger's nonsense is no fault of ours. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return ''
  }
}

function callerOf({ ref }: Room, { id: participantId }: ParticipantRecord): Caller {
  return { sessionId: ref.sessionId, doc: ref.doc, participantId }
}

function refuseReader({ id, role }: ParticipantRecord, doc: DocName): void {
  if (canRead({ participantId: id, role }, doc)) return
  throw new Refusal('forbidden', closeCodes.notYours.reason)
}

function nameOf({ sessionId, id }: ParticipantRecord): string {
  return `${sessionId}/${id}`
}

function noSuchDocument(): Refusal {
  return new Refusal('not-found', closeCodes.noSuchDocument.reason)
}

const reasonByCode: Partial<Record<ErrorCode, CloseReason>> = {
  unauthorized: 'notWelcome',
  forbidden: 'notYours',
  'not-found': 'noSuchDocument',
}
