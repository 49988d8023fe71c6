import compression from 'compression'
import type { Express, Router } from 'express'
import express from 'express'
import type { HelmetOptions } from 'helmet'
import helmet from 'helmet'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { answerErrors } from './answer.ts'

/** The HTTP side: health for machines, the API, and the pages for everything else. */
export function webApp(
  config: Config,
  metrics: Metrics,
  logger: Logger,
  [api, pages]: readonly [api: Router, pages: Router],
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
