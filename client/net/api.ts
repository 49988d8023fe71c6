import * as z from 'zod/mini'
import type { DocName } from '../../shared/documents.ts'
import { problem, Refusal } from '../../shared/errors.ts'
import type { SessionId } from '../../shared/ids.ts'
import type { Role } from '../../shared/roles.ts'
import type {
  CreatedSession,
  CreateSession,
  History,
  Joined,
  Library,
  SessionSummary,
  SessionView,
} from '../../shared/wire/api.ts'
import {
  createdSession,
  history,
  joined,
  library,
  sessionSummary,
  sessionView,
} from '../../shared/wire/api.ts'
import { connectionWords } from '../words/connection.ts'

const refused = z.object({ error: problem })
const renewed = z.object({ link: z.url() })

/**
 * The HTTP API as typed calls. Each answer is parsed; a refusal is thrown as a `Refusal`, with the
 * server's own words. `secret` is the admin token or a person's key, as the call asks.
 */
export class Api {
  readonly #base: string

  /** @param base `http(s)://host:port`, or an empty text for the page's own origin. */
  constructor(base = '') {
    this.#base = base
  }

  library(admin: string): Promise<Library> {
    return this.#get('/api/library', admin, library)
  }

  listSessions(admin: string): Promise<SessionSummary[]> {
    return this.#get('/api/sessions', admin, z.array(sessionSummary))
  }

  createSession(admin: string, session: CreateSession): Promise<CreatedSession> {
    return this.#post('/api/sessions', admin, session, createdSession)
  }

  /** Puts a new link in the place of the session's link for a role; the old one stops working. */
  async renewLink(admin: string, id: SessionId, role: Role): Promise<string> {
    const { link } = await this.#post(`/api/sessions/${id}/links/${role}`, admin, {}, renewed)
    return link
  }

  join(token: string, name: string): Promise<Joined> {
    return this.#post('/api/join', null, { token, name }, joined)
  }

  session(id: SessionId, secret: string): Promise<SessionView> {
    return this.#get(`/api/sessions/${id}`, secret, sessionView)
  }

  /** The rows behind `after` of every document this person may read; all of them without it. */
  history(
    id: SessionId,
    secret: string,
    after?: Readonly<Partial<Record<DocName, number>>>,
  ): Promise<History> {
    const known = Object.entries(after ?? {}).map(([doc, seq]) => `${doc}:${seq}`)
    const query = known.length > 0 ? `?after=${encodeURIComponent(known.join(','))}` : ''
    return this.#get(`/api/sessions/${id}/history${query}`, secret, history)
  }

  /** The whole session as the text of its bundle. */
  async exportSession(id: SessionId, secret: string): Promise<string> {
    const response = await this.#fetch(`/api/sessions/${id}/export`, { headers: bearer(secret) })
    return response.text()
  }

  /** @param bundle the text of a bundle file */
  async importSession(admin: string, bundle: string): Promise<CreatedSession> {
    const headers = { ...bearer(admin), 'content-type': 'application/json' }
    const response = await this.#fetch('/api/sessions/import', {
      method: 'POST',
      headers,
      body: bundle,
    })
    return createdSession.parse(await response.json())
  }

  async #get<Schema extends z.ZodMiniType>(path: string, secret: string, schema: Schema) {
    const response = await this.#fetch(path, { headers: bearer(secret) })
    return schema.parse(await response.json())
  }

  async #post<Schema extends z.ZodMiniType>(
    path: string,
    secret: string | null,
    body: unknown,
    schema: Schema,
  ) {
    const headers = { ...bearer(secret), 'content-type': 'application/json' }
    const response = await this.#fetch(path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return schema.parse(await response.json())
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(this.#base + path, init).catch(() => {
      throw new Refusal('not-saved', connectionWords.unreachable)
    })
    if (!response.ok) throw await refusalOf(response)
    return response
  }
}

function bearer(secret: string | null): Record<string, string> {
  return secret === null ? {} : { authorization: `Bearer ${secret}` }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = refused.safeParse(body)
  if (!parsed.success) return new Refusal('internal', connectionWords.answered(response.status))
  const { code, message, details } = parsed.data.error
  return new Refusal(code, message, details)
}
