import { json, Router } from 'express'
import type { Request } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refusal } from '../../shared/errors.ts'
import type { SessionId } from '../../shared/ids.ts'
import { sessionId } from '../../shared/ids.ts'
import { role } from '../../shared/roles.ts'
import { createSession, joinRequest } from '../../shared/wire/api.ts'
import type { Limits } from '../config.ts'
import type { Library } from '../library/library.ts'
import type { Members } from '../members.ts'
import { sameSecret } from '../secrets.ts'
import type { Asker, Sessions } from '../sessions.ts'
import { bearer, noSuchCall, parseBody } from './answer.ts'

export interface ApiOptions {
  readonly sessions: Sessions
  readonly members: Members
  readonly library: Library
  readonly adminToken: string
  /** The base of links; null takes it from the request. */
  readonly publicUrl: string | null
  readonly limits: Limits
}

/** A scenario that is sent whole may be large; nothing else that is sent here is. */
const mostJson = '2mb'

/** The HTTP API: thin routes over `Sessions` and `Members`. */
export function apiRoutes(options: ApiOptions): Router {
  const { sessions, members, library, limits } = options
  const routes = Router()
  const failedJoins = new RateLimiterMemory({ points: limits.failedJoinsPerMinute, duration: 60 })
  const small = json({ limit: mostJson })
  const large = json({ limit: limits.bundleBytes })

  routes.get('/library', (request, response) => {
    checkAdmin(request, options)
    response.json({ scenarios: library.list() })
  })

  routes.get('/sessions', async (request, response) => {
    checkAdmin(request, options)
    response.json(await sessions.list())
  })

  routes.post('/sessions', small, async (request, response) => {
    checkAdmin(request, options)
    const wanted = parseBody(createSession, request.body)
    response.status(201).json(await sessions.create(wanted, baseOf(request, options)))
  })

  routes.post('/sessions/import', checkedAdmin(options), large, async (request, response) => {
    response.status(201).json(await sessions.import(request.body, baseOf(request, options)))
  })

  routes.post('/sessions/:id/links/:role', async (request, response) => {
    checkAdmin(request, options)
    const wanted = role.safeParse(request.params.role)
    if (!wanted.success) throw new Refusal('not-found', 'There is no link for such a role.')
    const base = baseOf(request, options)
    response.status(201).json({ link: await sessions.renewLink(idOf(request), wanted.data, base) })
  })

  routes.post('/join', small, async (request, response) => {
    const { token, name } = parseBody(joinRequest, request.body)
    const joined = await members.join(token, name)
    if (!joined) return refuseToken(failedJoins, request.ip ?? '')
    const { member, key } = joined
    const { sessionId, id: participantId, role } = member
    response.json({ sessionId, participantId, role, key })
  })

  routes.get('/sessions/:id', async (request, response) => {
    const id = idOf(request)
    response.json(await sessions.view(id, await askerOf(request, id, options)))
  })

  routes.get('/sessions/:id/history', async (request, response) => {
    const id = idOf(request)
    const asker = await askerOf(request, id, options)
    response.json(await sessions.history(id, asker, parseAfter(request.query['after'])))
  })

  routes.get('/sessions/:id/export', async (request, response) => {
    const id = idOf(request)
    const asker = await askerOf(request, id, options)
    response.attachment(`gamelan-${id}.json`).json(await sessions.export(id, asker))
  })

  routes.use(noSuchCall)
  return routes
}

function checkAdmin(request: Request, { adminToken }: ApiOptions): void {
  if (!sameSecret(bearer(request.headers.authorization), adminToken)) {
    throw new Refusal(
      'unauthorized',
      'This is not the admin token. The server prints its admin link when it starts.',
    )
  }
}

/** Before a large body is read, not after. */
function checkedAdmin(options: ApiOptions) {
  return (request: Request, _response: unknown, next: () => void) => {
    checkAdmin(request, options)
    next()
  }
}

/** The admin, or the member whose key it is. Throws for anybody else. */
async function askerOf(request: Request, id: SessionId, options: ApiOptions): Promise<Asker> {
  const secret = bearer(request.headers.authorization)
  if (sameSecret(secret, options.adminToken)) return 'admin'
  return options.members.known(secret, id)
}

function idOf(request: Request): SessionId {
  const id = sessionId.safeParse(request.params['id'])
  if (!id.success) throw new Refusal('not-found', 'There is no such session.')
  return id.data
}

function baseOf(request: Request, { publicUrl }: ApiOptions): string {
  return publicUrl ?? `${request.protocol}://${request.headers.host ?? request.hostname}`
}

/** Only failed joins count: a whole office may join from one address. */
async function refuseToken(failedJoins: RateLimiterMemory, address: string): Promise<never> {
  const tooMany = await failedJoins.consume(address).then(
    () => false,
    () => true,
  )
  if (tooMany)
    throw new Refusal('too-many', 'Too many wrong links from here. Wait a minute and try again.')
  throw new Refusal(
    'unauthorized',
    'This link does not work, or does not work any more. Ask your facilitator for a new one.',
  )
}

/** `board:120,stage:8` as a map from document to the last row already known. */
function parseAfter(query: unknown): Map<string, number> {
  const known = typeof query === 'string' ? query.split(',').filter(Boolean) : []
  return new Map(
    known.map((entry) => {
      const [doc = '', seq = ''] = entry.split(':')
      if (!/^\d{1,15}$/.test(seq))
        throw new Refusal('bad-request', 'after: expected doc:seq,doc:seq.')
      return [doc, Number(seq)]
    }),
  )
}
