import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { heartbeat, writeAck, writeAwareness, writeStep1 } from '../../shared/wire/sync-frames.ts'
import type { Person, ServerOptions, TestSession } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { RawClient } from '../support/raw-client.ts'
import { notesAfter } from '../support/typing.ts'
import { until } from '../support/until.ts'

const open: { dispose: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.dispose()
})

async function start(options: ServerOptions) {
  const server = await InProcessServer.start(options)
  open.push({ dispose: () => server.stop() })
  const session = await server.session()
  const raw = async (person: Pick<Person, 'key'>, headers = {}, doc = 'board') => {
    const client = await RawClient.open(server.wsUrl, session.id, doc, person.key, headers)
    open.push({ dispose: () => client.close() })
    return client
  }
  const page = (person: Person) => {
    const ydoc = new Y.Doc()
    const options = { server: server.wsUrl, doc: 'board', key: person.key, ydoc } as const
    const connection = new SyncConnection({ ...options, sessionId: session.id, WebSocket })
    open.push(connection)
    return connection
  }
  return { server, session, raw, page }
}

/** Waits until a client is served, and checks that it was not closed instead. */
async function expectServed(client: RawClient): Promise<void> {
  client.send(writeAck(1))
  await client.frame('ack')
  expect(client.closed).toBeNull()
}

test('[LIMIT-4] who sends too many frames is closed 4529 with words, and nobody else', async () => {
  const { session, raw } = await start({ limits: { framesPerSecond: 5 } })
  const [flooder, other] = [
    await raw(await session.join('participant')),
    await raw(await session.join('participant')),
  ]
  for (let n = 0; n < 100; n++) flooder.send(writeAck(n))
  const { code, reason } = await flooder.whenClosed()
  expect(code).toBe(4529)
  expect(reason).toContain('Your changes are kept')
  await expectServed(other)
})

test('[LIMIT-6] a session with too many pages open closes more 4503, until one is closed', async () => {
  const { session, raw } = await start({ limits: { connectionsPerSession: 2 } })
  const person = await session.join('participant')
  const [first] = [await raw(person), await raw(person)]
  expect((await (await raw(person)).whenClosed()).code).toBe(4503)
  first.close()
  await until('there is room again', async () => {
    const next = await raw(person)
    next.send(writeAck(1))
    await until('it is answered', () => next.closed ?? next.frames.length > 0)
    return next.closed === null
  })
})

test('[LIMIT-7] an address with too many sockets is closed 4503; people behind a trusted proxy are told apart', async () => {
  const { session, raw } = await start({ limits: { connectionsPerAddress: 2 }, trustedProxies: 1 })
  const person = await session.join('participant')
  const from = (address: string) => ({ 'x-forwarded-for': `6.6.6.6, ${address}` })
  for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2']) {
    await expectServed(await raw(person, from(address)))
  }
  const closed = await (await raw(person, from('10.0.0.1'))).whenClosed()
  expect(closed.code).toBe(4503)
  expect(closed.reason).toContain('Close some')
})

test('[PRESENCE-13] presence of more than 16 KB is closed 4413', async () => {
  const { session, raw } = await start({})
  const client = await raw(await session.join('participant'))
  const text = new TextEncoder().encode(JSON.stringify({ much: 'x'.repeat(20_000) }))
  const length = [(text.length & 127) | 128, ((text.length >> 7) & 127) | 128, text.length >> 14]
  client.send(writeAwareness(Uint8Array.of(1, 5, 1, ...length, ...text)))
  expect((await client.whenClosed()).code).toBe(4413)
})

test('[LIMIT-9] a flood that goes on after its close is cut off', async () => {
  const { server, session } = await start({})
  const { key } = await session.join('participant')
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(handshake(session, key))
  // One frame of three bytes that are no message, masked with zeros: RFC 6455, 5.2.
  const garbage = Buffer.from([0x82, 0x83, 0, 0, 0, 0, 77, 77, 77])
  const flood = Buffer.concat(Array.from({ length: 1_000 }, () => garbage))
  const pump = () => {
    while (!socket.destroyed && socket.write(flood));
  }
  socket.on('drain', pump)
  await once(socket, 'data')
  pump()
  await closed
  await expectServed(await RawClient.open(server.wsUrl, session.id, 'board', key))
})

function handshake({ id }: TestSession, key: string): string {
  return [
    `GET /sync/${id}/board?key=${key} HTTP/1.1`,
    'Host: here',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '\r\n',
  ].join('\r\n')
}

test('[SYNC-45] a page that reads nothing for a while is sent what it missed once it reads again; others never wait', async () => {
  const { session, raw, page } = await start({})
  const writer = page(await session.join('participant'))
  const slow = await raw(await session.join('participant'))
  slow.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
  await slow.frame('step2')
  await writer.whenSynced()
  slow.pause()
  const { notes } = boardDoc(writer.ydoc)
  const paragraph = 'a paragraph that is long and says little '.repeat(1_500)
  for (let n = 0; n < 200; n++) {
    notes.insert(notes.length, `${paragraph} ${n} `)
    notes.delete(0, Math.max(0, notes.length - 50_000))
    if (n % 10 === 0) await writer.whenSaved()
  }
  await writer.whenSaved()
  slow.resume()
  const told = () =>
    slow.frames.flatMap((each) => (each.type === 'update' || each.type === 'step2' ? [each] : []))
  await until('the slow page has it all', () => {
    return notesAfter(told().map(({ update }) => update)) === notes.toJSON()
  })
  expect(told().filter(({ type }) => type === 'step2')).toHaveLength(2)
  expect(told().length).toBeLessThan(200)
})

test('[SYNC-44] a page of ours gets a large board deflated and is in step', async () => {
  const { session, raw, page } = await start({})
  const writer = page(await session.join('participant'))
  await writer.whenSynced()
  boardDoc(writer.ydoc).notes.insert(0, 'much of the same '.repeat(10_000))
  await writer.whenSaved()
  const reader = page(await session.join('observer'))
  await reader.whenSynced()
  expect(boardDoc(reader.ydoc).notes.toJSON()).toBe(boardDoc(writer.ydoc).notes.toJSON())
  const stock = await raw(await session.join('observer'))
  stock.send(heartbeat)
  stock.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
  expect((await stock.frame('step2')).update.length).toBeGreaterThan(150_000)
})
