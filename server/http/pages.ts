import { join } from 'node:path'
import express, { Router } from 'express'
import { sessionId } from '../../shared/ids.ts'
import type { Registry } from '../log/registry.ts'

/** The built client: its files, and its one page for every path. */
export function pageRoutes(folder: string, registry: Registry): Router {
  const routes = Router()
  // Built files carry a hash of their content in their name.
  routes.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y' }))
  routes.use(express.static(folder, { index: false }))
  routes.get(/.*/, async (request, response) => {
    // For what is not there the client shows a way home, under a 404.
    const status = (await isPage(request.path, registry)) ? 200 : 404
    response.status(status).set('cache-control', 'no-cache')
    response.sendFile('index.html', { root: folder })
  })
  return routes
}

async function isPage(path: string, registry: Registry): Promise<boolean> {
  if (/^\/((join|lexicon)\/?)?$/.test(path)) return true
  const id = sessionId.safeParse(/^\/s\/([^/]+)(\/replay)?\/?$/.exec(path)?.[1])
  return id.success && (await registry.session(id.data)) !== null
}
