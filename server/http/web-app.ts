import compression from 'compression'
import type { Express, Router } from 'express'
import express from 'express'
import type { HelmetOptions } from 'helmet'
import helmet from 'helmet'
import type { Logger } from '../logger.ts'
import type { Readiness } from '../readiness.ts'
import type { Report } from '../report.ts'
import { answerErrors } from './answer.ts'

export interface WebAppOptions {
  /** How many proxies in front of the server add to X-Forwarded-For. */
  readonly trustedProxies: number
  readonly metrics: () => Promise<string>
  readonly readiness: Readiness
  readonly logger: Logger
  readonly report: Report
  readonly routes: readonly [api: Router, pages: Router]
}

/** The HTTP side: health for machines, the API, and the pages for everything else. */
export function webApp(options: WebAppOptions): Express {
  const { metrics, readiness, logger, report } = options
  const [api, pages] = options.routes
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustedProxies)
  app.use(helmet(helmetOptions))
  app.use(compression())
  app.get('/healthz', (_request, response) => void response.type('text').send('ok\n'))
  app.get('/readyz', (_request, response) => {
    const { obstacle } = readiness
    response.status(obstacle ? 503 : 200)
    response.type('text').send(`${obstacle ?? 'ok'}\n`)
  })
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await metrics())
  })
  app.use('/api', api)
  app.use(pages)
  app.use(answerErrors(logger, (refused) => report.refused(refused)))
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
