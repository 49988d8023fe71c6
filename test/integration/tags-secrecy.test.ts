import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { MessageId } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
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

/** Everything that reaches somebody who tries every document of the session, byte for byte. */
async function earsOf(session: TestSession, person: Person, docs: readonly DocName[]) {
  const heard: string[] = []
  const auth = { key: person.key }
  const live = io(server.url, { path: '/live', auth, transports: ['websocket'] })
  live.onAny((...event: unknown[]) => heard.push(JSON.stringify(event)))
  closers.push(() => live.disconnect())
  const clients = await Promise.all(
    docs.map(async (doc) => {
      const client = await RawClient.open(server.wsUrl, session.id, doc, person.key)
      client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
      closers.push(() => client.close())
      return client
    }),
  )
  await until('live is connected', () => live.connected)
  const ask = async () => {
    for (const path of ['', '/history', '/export', '/history?after=script:0']) {
      const headers = { authorization: `Bearer ${person.key}` }
      const response = await fetch(`${server.url}/api/sessions/${session.id}${path}`, { headers })
      heard.push(decoded(await response.text()))
    }
  }
  const everything = () => {
    const frames = clients.flatMap(({ received }) => received)
    return [...heard, ...frames.map((bytes) => Buffer.from(bytes).toString('latin1'))].join('\n')
  }
  return { ask, everything }
}

/** History carries base64; what is inside counts as said. */
function decoded(text: string): string {
  const inside = [...text.matchAll(/"update":"([^"]*)"/g)].map((match) =>
    Buffer.from(match[1] ?? '', 'base64').toString('latin1'),
  )
  return [text, ...inside].join('\n')
}

test('[TAG-4] no frame, bell or answer tells another player or an observer of a blind tag, or how many there are', async () => {
  const session = await server.session({ title: 'Blind', format: 'incident-flow' })
  const noor = await session.join('facilitator', 'Noor')
  const ana = await session.join('participant', 'Ana')
  const others = [await session.join('participant', 'Ben'), await session.join('observer', 'Wim')]
  const inboxes = [noor, ana, ...others].map(({ participantId }) => inboxOf(participantId))
  const docs: DocName[] = ['board', 'stage', 'script', ...inboxes]
  const ears = await Promise.all(others.map((person) => earsOf(session, person, docs)))
  const stand = await earsOf(session, noor, docs)
  const askAll = () => Promise.all([...ears, stand].map(({ ask }) => ask()))

  await server.command(noor, { type: 'phase.set', phase: 'play' })
  await server.command(noor, { type: 'tag.blind', on: true })
  const said = await server.command(noor, { type: 'channel.say', text: 'Said to all' })
  const messageId = must(said.ok ? said.id : undefined, 'a message') as MessageId
  await server.command(ana, { type: 'tag.addKind', name: 'Vibe' })
  for (const kind of ['hand-over', 'own-1'])
    expect(await server.command(ana, { type: 'tag.set', messageId, kind, on: true })).toMatchObject(
      {
        ok: true,
      },
    )
  await server.command(ana, { type: 'tag.observe', messageId, text: 'ALPHA noticed' })
  await until('the facilitator reads it', () => stand.everything().includes('ALPHA noticed'))
  // What Ben hears last proves that everything before it would have come.
  await server.command(noor, { type: 'channel.say', text: 'Said last' })
  await until('all hear it', () => ears.every((each) => each.everything().includes('Said last')))
  await askAll()

  for (const { everything } of ears)
    expect(everything()).not.toMatch(/ALPHA|hand-over|tagProgress|tagObservations/)
  expect(stand.everything()).toMatch(/tagProgress/)

  await server.command(noor, { type: 'tag.reveal' })
  await until('all see it', () => ears.every((each) => each.everything().includes('ALPHA noticed')))
  await askAll()
  for (const { everything } of ears) {
    expect(everything()).toContain('hand-over')
    expect(everything()).not.toMatch(/tagProgress|tagObservations/)
  }
})
