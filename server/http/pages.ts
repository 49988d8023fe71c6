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
    const file = await fileFor(request.path, registry)
    // For what is not there the client shows a way home, under a 404.
    response.status(file ? 200 : 404).set('cache-control', 'no-cache')
    response.sendFile(file ?? 'index.html', { root: folder })
  })
  return routes
}

/** The page for a path: the same program everywhere, beside links to what it is about to need there. */
async function fileFor(path: string, registry: Registry): Promise<string | null> {
  if (/^\/((join|lexicon)\/?)?$/.test(path)) return 'index.html'
  const [, session, replay] = /^\/s\/([^/]+)(\/replay)?\/?$/.exec(path) ?? []
  const id = sessionId.safeParse(session)
  if (!id.success || (await registry.session(id.data)) === null) return null
  return replay ? 'replay.html' : 'session.html'
}
