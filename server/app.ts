import { createServer } from 'node:http'
import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import compression from 'compression'
import type { Express, Router } from 'express'
import express from 'express'
import type { HelmetOptions } from 'helmet'
import helmet from 'helmet'
import type { NewId, ParticipantId, SessionId } from '../shared/ids.ts'
import { must } from '../shared/invariants.ts'
import type { Config } from './config.ts'
import { apiRoutes } from './http/api.ts'
import { answerErrors } from './http/answer.ts'
import { pageRoutes } from './http/pages.ts'
import type { Library } from './library/library.ts'
import { LiveServer } from './live/live-server.ts'
import type { ParticipantRecord } from './log/registry.ts'
import type { Store } from './log/store.ts'
import type { Logger } from './logger.ts'
import { Members } from './members.ts'
import { Metrics } from './metrics.ts'
import { Journal } from './rooms/journal.ts'
import { Rooms } from './rooms/rooms.ts'
import { Sessions } from './sessions.ts'
import type { Conductor } from './stage/conductor.ts'
import { Conductors } from './stage/conductors.ts'
import { SyncServer } from './sync/sync-server.ts'
import type { Time } from './time.ts'
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
}

export interface App {
  /** `http://host:port`, as the server can be reached from its own machine. */
  readonly url: string
  /** Finishes writes under way, tells everyone that the server restarts, lets go of everything. */
  stop(): Promise<void>
}

/** Puts everything together and starts to listen. Nothing else constructs a service. */
export async function startApp(config: Config, parts: AppParts): Promise<App> {
  const { store, library, time, newId, logger, adminToken } = parts
  const { log, registry } = store
  const metrics = new Metrics()
  const journal = new Journal({ log, time, onFlush: metrics.onFlush })
  const rooms = new Rooms({
    log,
    journal,
    time,
    onFailed: ({ sessionId, doc }, error) => {
      logger.error({ err: error, sessionId, doc }, 'changes could not be saved')
      void conductors.recover(sessionId)
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
    remove: (sessionId, person) => showOut(sessionId, person),
    onError: (sessionId, error) => logger.error({ err: error, sessionId }, 'a session stumbled'),
  })
  const conductorFor = async (member: ParticipantRecord): Promise<Conductor> => {
    const session = must(await registry.session(member.sessionId), 'the session of a member')
    const conductor = await conductors.open(session)
    await conductor.admit(member)
    return conductor
  }
  const live = new LiveServer({
    members,
    logger,
    conductorFor,
    time,
    commandsPerSecond: config.limits.commandsPerSecond,
  })
  const sync = new SyncServer({
    members,
    registry,
    rooms,
    time,
    newId,
    logger,
    frameBytes: config.limits.frameBytes,
    onRefusal: (reason) => metrics.onRefusal(reason),
    onArrival: conductorFor,
  })
  const showOut = async (sessionId: SessionId, person: ParticipantId) => {
    await members.remove(sessionId, person)
    await rooms.closeMember(sessionId, person, 'notWelcome')
    live.dismiss(sessionId, person)
  }
  const sessions = new Sessions({ log, registry, members, conductors, library, time, newId })

  const http = createServer(
    webApp(config, metrics, logger, [
      apiRoutes({ ...config, sessions, members, library, adminToken }),
      pageRoutes(parts.clientFolder),
    ]),
  )
  listenForUpgrades(http, { sync, mostPerAddress: config.limits.connectionsPerAddress })
  live.attach(http)
  metrics.watch('gamelan_rooms', 'Documents that are loaded', () => rooms.size)
  metrics.watch('gamelan_sync_connections', 'Open sync sockets', () => sync.connections)
  metrics.watch('gamelan_live_connections', 'Open live connections', () => live.connections)
  await conductors.resume()
  await listen(http, config)

  return {
    url: urlOf(http, config.host),
    stop: async () => {
      await journal.settled()
      await rooms.closeAll('restart')
      await conductors.dispose()
      await live.dispose()
      sync.dispose()
      http.closeAllConnections()
      await store.close()
    },
  }
}

/** The HTTP side: health for machines, the API, and the pages for everything else. */
function webApp(
  config: Config,
  metrics: Metrics,
  logger: Logger,
  [api, pages]: readonly [Router, Router],
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustedProxies)
  app.use(helmet(helmetOptions))
  app.use(compression())
  app.get(['/healthz', '/readyz'], (_request, response) => void response.type('text').send('ok\n'))
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await metrics.text())
  })
  app.use('/api', api)
  app.use(pages)
  app.use(answerErrors(logger))
  return app
}

const helmetOptions: HelmetOptions = {
  contentSecurityPolicy: {
    directives: {
      'connect-src': ["'self'", 'ws:', 'wss:'],
      // Editors and plots set styles of their own.
      'style-src': ["'self'", "'unsafe-inline'"],
      // The server itself speaks plain HTTP; TLS is the business of what stands before it.
      'upgrade-insecure-requests': null,
    },
  },
  strictTransportSecurity: false,
  // Browsers ignore these two, with a complaint in the console, where the page came by plain HTTP.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
}

function listen(http: HttpServer, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
}

function urlOf(http: HttpServer, host: string): string {
  const { port } = http.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
