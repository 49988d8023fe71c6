import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
// The whole of zod, not zod/mini: it says in English what it expected, for every schema there is.
import { z } from 'zod'
import type { ErrorCode, Problem } from '../../shared/errors.ts'
import { Refusal } from '../../shared/errors.ts'
import { sessionId } from '../../shared/ids.ts'
import type { Logger } from '../logger.ts'
import type { Caller, Refused } from '../refused.ts'

const statusByCode: Record<ErrorCode, number> = {
  'bad-request': 400,
  'bad-scenario': 400,
  'bad-bundle': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  internal: 500,
  'not-saved': 503,
}

function sendProblem(response: Response, problem: Problem): void {
  response.status(statusByCode[problem.code]).json({ error: problem })
}

/** Parses what came in, or refuses it with what was expected, field by field. */
export function parseBody<Schema extends z.core.$ZodType>(
  schema: Schema,
  body: unknown,
): z.infer<Schema> {
  const parsed = z.safeParse(schema, body ?? {})
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }))
  const [first] = details
  throw new Refusal(
    'bad-request',
    `${first?.path || 'The body'}: ${first?.message ?? 'wrong'}.`,
    details,
  )
}

/** The secret of an `Authorization: Bearer` header. Throws where there is none. */
export function bearer(header: string | undefined): string {
  const secret = /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
  if (!secret) throw new Refusal('unauthorized', 'Send your key as "Authorization: Bearer <key>".')
  return secret
}

export const noSuchCall: RequestHandler = (_request, response) => {
  sendProblem(response, { code: 'not-found', message: 'There is no such call.' })
}

/** Turns refusals into their answers; anything else is a defect, logged, and a plain 500. */
export function answerErrors(
  logger: Logger,
  onRefused: (refused: Refused) => void,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error, logger)
    onRefused({ door: 'http', reason: problem.code, ...callerOf(request.path) })
    if (response.headersSent) next(error)
    else sendProblem(response, problem)
  }
}

/** The session that a call was about, and nothing else of its address. */
function callerOf(path: string): Caller {
  const id = sessionId.safeParse(/^\/api\/sessions\/([^/]+)/.exec(path)?.[1])
  return id.success ? { sessionId: id.data } : {}
}

function problemOf(error: unknown, logger: Logger): Problem {
  if (error instanceof Refusal) return error.toProblem()
  const type = error instanceof Error && 'type' in error ? error.type : null
  if (type === 'entity.too.large')
    return { code: 'too-large', message: 'That is too large to take.' }
  if (type === 'entity.parse.failed')
    return { code: 'bad-request', message: 'This is not valid JSON.' }
  // Of express and its readers: a body that broke off, an address that cannot be decoded.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status >= 400 && status < 500)
    return { code: 'bad-request', message: 'This request cannot be read.' }
  logger.error({ err: error }, 'a request failed')
  return { code: 'internal', message: 'Something went wrong here. Try again.' }
}
