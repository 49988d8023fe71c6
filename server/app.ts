import { createServer } from 'node:http'
import type { Server as HttpServer } from 'node:http'
import type { DocName } from '../shared/documents.ts'
import type { NewId, SessionId } from '../shared/ids.ts'
import { must } from '../shared/invariants.ts'
import { canRead } from '../shared/roles.ts'
import type { Config } from './config.ts'
import { apiRoutes } from './http/api.ts'
import { pageRoutes } from './http/pages.ts'
import { webApp } from './http/web-app.ts'
import type { Library } from './library/library.ts'
import { listen, urlOf } from './listen.ts'
import { LiveServer } from './live/live-server.ts'
import type { ParticipantRecord } from './log/registry.ts'
import { StoreError } from './log/store-error.ts'
import type { Store } from './log/store.ts'
import type { Logger } from './logger.ts'
import { Members } from './members.ts'
import { Metrics } from './metrics/metrics.ts'
import { Readiness } from './readiness.ts'
import { Report } from './report.ts'
import type { Refused } from './refused.ts'
import { Journal } from './rooms/journal.ts'
import { Rooms } from './rooms/rooms.ts'
import { Sessions } from './sessions.ts'
import { Conductors } from './stage/conductors.ts'
import { SyncServer } from './sync/sync-server.ts'
import type { Time } from './time.ts'
import { steady } from './time.ts'
import { listenForUpgrades } from './upgrade.ts'

export interface AppParts {
  readonly store: Store
  readonly library: Library
  readonly time: Time
  readonly newId: NewId
  /** Chance: a number from 0 to below 1. */
  readonly random: () => number
  readonly logger: Logger
  readonly adminToken: string
  /** The folder of the built client. */
  readonly clientFolder: string
  /** The storage is gone and will not come back: nothing can be saved until a new start. */
  readonly onStorageLost: (error: StoreError) => void
}

export interface App {
  /** `http://host:port`, as the server can be reached from its own machine. */
  readonly url: string
  /** Finishes writes under way, tells everyone that the server restarts, lets go of everything. */
  stop(): Promise<void>
}

/** Puts everything together and starts to listen. Nothing else constructs a service. */
export async function startApp(config: Config, parts: AppParts): Promise<App> {
  const services = compose(config, parts)
  const { sync, live, conductors, report, readiness } = services
  const { logger } = parts
  const routes = [
    apiRoutes({ ...config, ...services, library: parts.library, adminToken: parts.adminToken }),
    pageRoutes(parts.clientFolder, parts.store.registry),
  ] as const
  const { trustedProxies, limits } = config
  const metrics = () => metricsOf(services)
  const http = createServer(webApp({ trustedProxies, metrics, readiness, logger, report, routes }))
  const mostPerAddress = limits.connectionsPerAddress
  const onRefused = (refused: Refused) => report.refused(refused)
  listenForUpgrades(http, { sync, mostPerAddress, trustedProxies, onRefused })
  live.attach(http)
  await conductors.resume()
  await listen(http, config)
  const url = urlOf(http, config.host)
  logger.info({ address: url, node: process.version }, 'ready')
  return { url, stop: () => stop(services, parts, http) }
}

type Services = ReturnType<typeof compose>

function compose(config: Config, parts: AppParts) {
  const { newId, logger } = parts
  const time = steady(parts.time)
  const { log, registry } = parts.store
  const metrics = new Metrics(time)
  const report = new Report({ metrics, logger })
  const readiness = new Readiness()
  const journal = new Journal({ log, time, onFlush: (flush) => report.flushed(flush) })
  const rooms = new Rooms({
    log,
    journal,
    time,
    idleLimit: config.idleLimit,
    documentBytes: config.limits.documentBytes,
    onDamaged: (ref, stored) => report.damaged(ref, stored),
    onKeyframe: (ref, seconds) => report.keyframe(ref, seconds),
    onKeyframeFailed: (ref, error) => report.keyframeFailed(ref, error),
    onTold: (ref, told) => report.told(ref, told),
    onFailed: (ref, error) => {
      report.failed(ref, error)
      if (error instanceof StoreError && error.code === 'worker-lost') onStorageLost(error)
      else void conductors.recover(ref.sessionId)
    },
  })
  const onStorageLost = (error: StoreError) => {
    readiness.end('storage lost')
    report.storageLost(error)
    parts.onStorageLost(error)
  }
  const members = new Members({ registry, time, newId, limit: config.limits.participants })
  const conductors = new Conductors({
    log,
    registry,
    rooms,
    time,
    idleLimit: config.idleLimit,
    newId,
    random: parts.random,
    ring: (sessionId, to, bell) => live.ring(sessionId, to, bell),
    remove: async (sessionId, person) => {
      await members.remove(sessionId, person)
      await rooms.closeMember(sessionId, person, 'notWelcome')
      live.dismiss(sessionId, person)
    },
    changeRoles: async (sessionId, changes) => {
      await members.changeRoles(sessionId, changes)
      for (const { id, role } of changes) {
        // What they may still read stays open: who conducts and who plays write the same board.
        const isClosed = (doc: DocName) => !canRead({ participantId: id, role }, doc)
        await rooms.closeMember(sessionId, id, 'notYours', isClosed)
        live.regroup(sessionId, id, role)
      }
    },
    onError: (sessionId, error) => {
      report.conductingFailed(sessionId, error)
      void conductors.recover(sessionId)
    },
  })
  const wake = async (sessionId: SessionId) =>
    conductors.open(must(await registry.session(sessionId), 'the session of a member'))
  /** Whoever comes finds their session awake and themselves on its roster. */
  const onArrival = async (member: ParticipantRecord) => {
    const conductor = await (conductors.awake(member.sessionId) ?? wake(member.sessionId))
    await conductor.admit(members.asNow(member))
    return conductor
  }
  const onRefused = (refused: Refused) => report.refused(refused)
  const doors = { members, registry, rooms, time, newId, logger, onArrival, onRefused }
  const live = new LiveServer({ ...doors, commandsPerSecond: config.limits.commandsPerSecond })
  const sync = new SyncServer({ ...doors, limits: config.limits })
  const { library } = parts
  const sessions = new Sessions({ ...doors, log, conductors, library })
  return { metrics, report, readiness, rooms, members, conductors, live, sync, sessions }
}

function metricsOf({ metrics, rooms, sync, live }: Services): Promise<string> {
  return metrics.text({ rooms: rooms.here, sync: sync.connections, live: live.connections })
}

/**
 * In this order: what was given to the journal is on its disk before anybody is told to go. Until
 * then the door stays open, to say that it is about to close.
 */
async function stop(services: Services, parts: AppParts, http: HttpServer): Promise<void> {
  const { logger, store } = parts
  services.readiness.end('stopping')
  logger.info({ connections: services.sync.connections }, 'stopping')
  await services.rooms.settled()
  http.close()
  await services.rooms.closeAll('restart')
  await services.conductors.dispose()
  await services.live.dispose()
  await services.sync.dispose()
  http.closeAllConnections()
  await services.rooms.dispose()
  await store.close()
  services.metrics.dispose()
  logger.info('stopped')
}
