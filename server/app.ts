import { createServer } from 'node:http'
import type { Server as HttpServer } from 'node:http'
import type { NewId } from '../shared/ids.ts'
import { must } from '../shared/invariants.ts'
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
import { Metrics } from './metrics.ts'
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
  const { sync, live, conductors } = services
  const routes = [
    apiRoutes({ ...config, ...services, library: parts.library, adminToken: parts.adminToken }),
    pageRoutes(parts.clientFolder, parts.store.registry),
  ] as const
  const http = createServer(webApp(config, services.metrics, parts.logger, routes))
  const { trustedProxies, limits } = config
  const mostPerAddress = limits.connectionsPerAddress
  listenForUpgrades(http, { sync, mostPerAddress, trustedProxies })
  live.attach(http)
  await conductors.resume()
  await listen(http, config)
  return { url: urlOf(http, config.host), stop: () => stop(services, parts.store, http) }
}

type Services = ReturnType<typeof compose>

function compose(config: Config, parts: AppParts) {
  const { newId, logger } = parts
  const time = steady(parts.time)
  const { log, registry } = parts.store
  const metrics = new Metrics()
  const journal = new Journal({ log, time, onFlush: metrics.onFlush })
  const rooms = new Rooms({
    log,
    journal,
    time,
    idleLimit: config.idleLimit,
    documentBytes: config.limits.documentBytes,
    onDamaged: ({ sessionId, doc }, { damaged, keyframeDamaged = false }) => {
      logger.error({ sessionId, doc, rows: damaged, keyframeDamaged }, 'part of a log is damaged')
    },
    onKeyframeFailed: ({ sessionId, doc }, error) => {
      logger.warn({ err: error, sessionId, doc }, 'a keyframe could not be made')
    },
    onFailed: ({ sessionId, doc }, error) => {
      logger.error({ err: error, sessionId, doc }, 'changes could not be saved')
      if (error instanceof StoreError && error.code === 'worker-lost') parts.onStorageLost(error)
      else void conductors.recover(sessionId)
    },
  })
  const members = new Members({ registry, time, newId, limit: config.limits.participants })
  const conductors = new Conductors({
    log,
    registry,
    rooms,
    time,
    newId,
    ring: (sessionId, to, bell) => live.ring(sessionId, to, bell),
    remove: async (sessionId, person) => {
      await members.remove(sessionId, person)
      await rooms.closeMember(sessionId, person, 'notWelcome')
      live.dismiss(sessionId, person)
    },
    onError: (sessionId, error) => {
      logger.error({ err: error, sessionId }, 'a session could not be conducted')
      void conductors.recover(sessionId)
    },
  })
  /** Whoever comes finds their session awake and themselves on its roster. */
  const onArrival = async (member: ParticipantRecord) => {
    const session = must(await registry.session(member.sessionId), 'the session of a member')
    const conductor = await conductors.open(session)
    await conductor.admit(member)
    return conductor
  }
  const doors = { members, registry, rooms, time, newId, logger, onArrival }
  const live = new LiveServer({ ...doors, commandsPerSecond: config.limits.commandsPerSecond })
  const sync = new SyncServer({
    ...doors,
    limits: config.limits,
    onRefusal: (reason) => metrics.onRefusal(reason),
  })
  const { library } = parts
  const sessions = new Sessions({ log, registry, members, conductors, library, time, newId })
  metrics.watch('gamelan_rooms', 'Documents that are loaded', () => rooms.size)
  metrics.watch('gamelan_sync_connections', 'Open sync sockets', () => sync.connections)
  metrics.watch('gamelan_live_connections', 'Open live connections', () => live.connections)
  return { metrics, journal, rooms, members, conductors, live, sync, sessions }
}

/** In this order: what was given to the journal is on its disk before anybody is told to go. */
async function stop(services: Services, store: Store, http: HttpServer): Promise<void> {
  http.close()
  await services.rooms.settled()
  await services.rooms.closeAll('restart')
  await services.conductors.dispose()
  await services.live.dispose()
  await services.sync.dispose()
  http.closeAllConnections()
  await store.close()
}
