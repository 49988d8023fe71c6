import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { History } from '../../shared/wire/api.ts'
import { writeStep1 } from '../../shared/wire/sync-frames.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { RawClient } from '../support/raw-client.ts'
import { until } from '../support/until.ts'

let server: InProcessServer
const closers: (() => void)[] = []

beforeAll(async () => {
  server = await InProcessServer.start()
})
afterAll(async () => {
  for (const close of closers) close()
  await server.stop()
})

const note = 'NIGHTINGALE'

/** All that reaches one person over their sockets: of every document, whether it is theirs or not. */
async function listen(person: Person, session: TestSession, docs: readonly DocName[]) {
  const heard: string[] = []
  const auth = { key: person.key }
  const live = io(server.url, { path: '/live', auth, transports: ['websocket'] })
  live.onAny((...event: unknown[]) => heard.push(JSON.stringify(event)))
  closers.push(() => live.disconnect())
  const clients = await Promise.all(
    docs.map((doc) => RawClient.open(server.wsUrl, session.id, doc, person.key)),
  )
  for (const client of clients) {
    client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
    closers.push(() => client.close())
  }
  await until('live is connected', () => live.connected)
  return () => {
    const frames = clients.flatMap(({ received }) => received)
    return [...heard, ...frames.map((bytes) => Buffer.from(bytes).toString('latin1'))].join('\n')
  }
}

/** What the history says, with its rows opened. */
function told({ documents }: History): string {
  const rows = Object.entries(documents).flatMap(([name, { rows }]) =>
    rows.map(({ update }) => `${name} ${Buffer.from(update, 'base64').toString('latin1')}`),
  )
  return rows.join('\n')
}

test("[MARK-3] nobody but facilitators hears of another's mark: over sockets, nor in the history", async () => {
  const session = await server.session()
  const facilitator = await session.join('facilitator')
  const ana = await session.join('participant', 'Ana')
  const ben = await session.join('participant', 'Ben')
  const obs = await session.join('observer', 'Obs')
  const docs: DocName[] = [
    'board',
    'stage',
    'script',
    ...[facilitator, ana, ben, obs].map(({ participantId }) => inboxOf(participantId)),
  ]
  const ears = new Map(
    await Promise.all(
      [facilitator, ana, ben, obs].map(
        async (person) => [person, await listen(person, session, docs)] as const,
      ),
    ),
  )
  const mark = { type: 'moment.mark', text: note } as const
  const reply = await server.command(obs, mark)
  expect(reply).toMatchObject({ ok: true })
  const id = reply.ok ? String(reply.id) : ''

  await until('its author hears it', () => ears.get(obs)?.().includes(note))
  await until('the facilitator hears it', () => ears.get(facilitator)?.().includes(note))
  // A word on the stage that all have heard: what was to reach them before it has.
  await server.command(facilitator, { type: 'channel.say', text: 'hello all' })
  for (const hears of ears.values()) {
    await until('everybody hears the channel', () => hears().includes('hello all'))
  }
  for (const person of [facilitator, obs]) {
    expect(told(await server.api.history(session.id, person.key))).toContain(note)
  }
  for (const person of [ana, ben]) {
    const history = told(await server.api.history(session.id, person.key))
    for (const everything of [ears.get(person)?.() ?? '', history]) {
      expect(everything).toContain('hello all')
      expect(everything).not.toContain(note)
      expect(everything).not.toContain(id)
    }
  }
})
