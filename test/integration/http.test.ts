import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionId } from '../../shared/ids.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'

let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start({ limits: { failedJoinsPerMinute: 5, participants: 40 } })
})
afterAll(() => server.stop())

interface Call {
  readonly method?: string
  readonly secret?: string
  readonly body?: unknown
  readonly raw?: string
}

async function call(path: string, { method = 'GET', secret, body, raw }: Call = {}) {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(secret && { authorization: `Bearer ${secret}` }),
      'content-type': 'application/json',
    },
    ...(body !== undefined || raw !== undefined ? { body: raw ?? JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  const json: unknown = response.headers.get('content-type')?.includes('json')
    ? JSON.parse(text)
    : null
  return { status: response.status, text, json, headers: response.headers }
}

const codeOf = (json: unknown) => (json as { error?: { code?: string } } | null)?.error?.code

describe('the doors for machines', () => {
  test('[HTTP-1] health, readiness and metrics answer without a key', async () => {
    expect((await call('/healthz')).status).toBe(200)
    expect((await call('/readyz')).status).toBe(200)
    const { status, text } = await call('/metrics')
    expect(status).toBe(200)
    expect(text).toContain('gamelan_rooms ')
  })

  test('[HTTP-2] an unknown call is a 404 with a code, an unknown page a 404 with a way home', async () => {
    const unknownCall = await call('/api/nothing')
    expect([unknownCall.status, codeOf(unknownCall.json)]).toEqual([404, 'not-found'])
    const unknownPage = await call('/nowhere')
    expect(unknownPage.status).toBe(404)
    expect(unknownPage.text).toContain('<div id="app"')
    expect((await call('/s/s_nowhere')).status).toBe(404)
    const { id } = await server.session()
    for (const path of ['/', '/join', `/s/${id}`, `/s/${id}/replay`]) {
      expect((await call(path)).status, path).toBe(200)
    }
  })

  test('[PAGE-104] the page of a session and of a replay come with links to their code', async () => {
    const { id } = await server.session()
    const codeIn = async (path: string) =>
      /modulepreload"[^>]*\/assets\/(session|replay)-/.exec((await call(path)).text)?.[1]
    expect(await codeIn(`/s/${id}`)).toBe('session')
    expect(await codeIn(`/s/${id}/replay`)).toBe('replay')
    expect(await codeIn('/join')).toBeUndefined()
  })

  test('[HTTP-3] pages forbid foreign scripts, frames and sniffing', async () => {
    const { headers } = await call('/')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

describe('sessions', () => {
  const wanted = { title: 'Thursday', format: 'tabletop' }

  test('[HTTP-4] only the admin makes, lists and imports sessions, or reads the library', async () => {
    const session = await server.session()
    const { id } = session
    const { key } = await session.join('facilitator')
    for (const secret of ['wrong', key]) {
      for (const [path, method] of [
        ['/api/sessions', 'GET'],
        ['/api/sessions', 'POST'],
        ['/api/sessions/import', 'POST'],
        ['/api/library', 'GET'],
        [`/api/sessions/${id}/links/observer`, 'POST'],
      ] as const) {
        const answer = await call(path, {
          method,
          secret,
          ...(method === 'POST' && { body: wanted }),
        })
        expect([answer.status, codeOf(answer.json)], path).toEqual([401, 'unauthorized'])
      }
    }
    expect((await call('/api/sessions')).status).toBe(401)
  })

  test('[HTTP-5] a session is made from title, format and a scenario of the library', async () => {
    const body = { ...wanted, scenario: 'replication-lag' }
    const { status, json } = await call('/api/sessions', {
      method: 'POST',
      secret: adminToken,
      body,
    })
    expect(status).toBe(201)
    const { id, links } = json as { id: string; links: Record<string, string> }
    expect(id).toMatch(/^s_/)
    for (const role of ['facilitator', 'participant', 'observer']) {
      expect(links[role]).toMatch(new RegExp(`^${server.url}/join#[\\w-]{22,}$`))
    }
    expect(new Set(Object.values(links)).size).toBe(3)
  })

  test('[SCENARIO-6] a scenario with an error is refused whole, with path, line and what was expected', async () => {
    const scenario =
      'title: T\nsummary: S\nminutes: 20\nsituation: X\ninjects:\n  - kind: message\n    title: A\n    at: soon\n'
    const before = (await server.api.listSessions(adminToken)).length
    const answer = await call('/api/sessions', {
      method: 'POST',
      secret: adminToken,
      body: { ...wanted, scenario },
    })
    expect([answer.status, codeOf(answer.json)]).toEqual([400, 'bad-scenario'])
    expect(answer.text).toContain('injects[0].at')
    expect(answer.text).toContain('line 8')
    expect(answer.text).toContain('expected')
    expect((await server.api.listSessions(adminToken)).length).toBe(before)
  })

  test('[HTTP-6] bad bodies are refused with the field at fault', async () => {
    const bad: [Call, string][] = [
      [{ body: { format: 'tabletop' } }, 'title'],
      [{ body: { title: 'x', format: 'chess' } }, 'format'],
      [{ body: { title: ' ', format: 'tabletop' } }, 'title'],
      [{ body: { ...wanted, scenario: 7 } }, 'scenario'],
      [{ raw: '{' }, 'JSON'],
      [{ body: [] }, 'expected'],
    ]
    for (const [sent, words] of bad) {
      const answer = await call('/api/sessions', { method: 'POST', secret: adminToken, ...sent })
      expect([answer.status, codeOf(answer.json)], words).toEqual([400, 'bad-request'])
      expect(answer.text).toContain(words)
    }
    const unknown = { ...wanted, scenario: 'no-such-tune' }
    const answer = await call('/api/sessions', {
      method: 'POST',
      secret: adminToken,
      body: unknown,
    })
    expect(answer.status).toBe(404)
  })

  test('[HTTP-7] an unknown session is a 404, whoever asks', async () => {
    const { key } = await (await server.session()).join('facilitator')
    for (const path of ['', '/history', '/export']) {
      const answer = await call(`/api/sessions/s_nowhere${path}`, { secret: adminToken })
      expect(answer.status).toBe(404)
      expect((await call(`/api/sessions/s_nowhere${path}`, { secret: key })).status).toBe(401)
    }
    expect((await call('/api/sessions/not-an-id', { secret: adminToken })).status).toBe(404)
  })

  test('[HTTP-8] the list shows phase, people and date, newest first', async () => {
    const older = await server.session({ title: 'older' })
    const newer = await server.session({ title: 'newer' })
    const facilitator = await newer.join('facilitator', 'Fay')
    await server.command(facilitator, { type: 'phase.set', phase: 'debrief' })
    const list = await server.api.listSessions(adminToken)
    const [first] = list
    expect(first).toMatchObject({
      id: newer.id,
      phase: 'debrief',
      people: [{ name: 'Fay', role: 'facilitator' }],
    })
    expect(list.find(({ id }) => id === older.id)?.phase).toBe('lobby')
  })
})

describe('joining', () => {
  test('[JOIN-1] link and name give a person, a role and a key of their own', async () => {
    const session = await server.session()
    const people = [await session.join('observer', 'Sam'), await session.join('observer', 'Sam')]
    for (const person of people) {
      expect(person).toMatchObject({ sessionId: session.id, role: 'observer' })
      expect(person.key.length).toBeGreaterThanOrEqual(22)
    }
    expect(people[0]?.participantId).not.toBe(people[1]?.participantId)
    const view = await server.api.session(session.id, people[1]?.key ?? '')
    expect(view.you?.participantId).toBe(people[1]?.participantId)
  })

  test('[JOIN-2] names are checked, and what is wrong is said', async () => {
    const session = await server.session()
    await expect(session.join('participant', '   ')).rejects.toMatchObject({ code: 'bad-request' })
    await expect(session.join('participant', 'x'.repeat(61))).rejects.toMatchObject({
      code: 'bad-request',
    })
  })

  test('[JOIN-5] a renewed link takes the place of the one before; people who joined stay', async () => {
    const session = await server.session()
    const before = await session.join('participant')
    const link = await server.api.renewLink(adminToken, session.id, 'participant')
    await expect(session.join('participant')).rejects.toMatchObject({ code: 'unauthorized' })
    const joined = await server.api.join(link.split('#')[1] ?? '', 'New')
    expect(joined.sessionId).toBe(session.id)
    expect((await server.api.session(session.id, before.key)).you?.participantId).toBe(
      before.participantId,
    )
  })

  test('[LIMIT-1] failed joins are limited by address, good ones are not', async () => {
    const session = await server.session()
    const wrong = () => call('/api/join', { method: 'POST', body: { token: 'wrong', name: 'Eve' } })
    const statuses: number[] = []
    for (let n = 0; n < 8; n++) statuses.push((await wrong()).status)
    expect(statuses.slice(0, 2)).toEqual([401, 401])
    expect(statuses.at(-1)).toBe(429)
    const office = await Promise.all(Array.from({ length: 30 }, () => session.join('participant')))
    expect(office).toHaveLength(30)
  })

  test('[LIMIT-2] a full session says so', async () => {
    const session = await server.session()
    await Promise.all(Array.from({ length: 40 }, () => session.join('participant')))
    await expect(session.join('participant')).rejects.toMatchObject({ code: 'too-many' })
  })
})

describe('keys', () => {
  test('[ROLE-5] keys open their own session only, and never an export for others than facilitators', async () => {
    const [one, two] = [await server.session(), await server.session()]
    const { key } = await one.join('facilitator')
    expect((await call(`/api/sessions/${two.id}/export`, { secret: key })).status).toBe(401)
    expect((await call(`/api/sessions/${one.id}/export`)).status).toBe(401)
    expect((await call(`/api/sessions/${one.id}/export`, { secret: 'wrong' })).status).toBe(401)
    for (const role of ['participant', 'observer'] as const) {
      const other = await one.join(role)
      const answer = await call(`/api/sessions/${one.id}/export`, { secret: other.key })
      expect([answer.status, codeOf(answer.json)]).toEqual([403, 'forbidden'])
    }
    const answer = await call(`/api/sessions/${one.id}/export`, { secret: key })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain(one.id satisfies SessionId)
  })
})
