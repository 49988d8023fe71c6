import { join } from 'node:path'
import express, { Router } from 'express'

/** Paths the client knows how to show; for anything else it shows a way home, under a 404. */
const pages = [/^\/$/, /^\/join\/?$/, /^\/s\/[\w-]+\/?$/, /^\/s\/[\w-]+\/replay\/?$/]

/** The built client: its files, and its one page for every path. */
export function pageRoutes(folder: string): Router {
  const routes = Router()
  // Built files carry a hash of their content in their name.
  routes.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y' }))
  routes.use(express.static(folder, { index: false }))
  routes.get(/.*/, (request, response) => {
    const known = pages.some((page) => page.test(request.path))
    response
      .status(known ? 200 : 404)
      .set('cache-control', 'no-cache')
      .sendFile('index.html', { root: folder })
  })
  return routes
}
