import type { TestContext } from 'vitest'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { z } from 'zod'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import { must } from '../../shared/invariants.ts'
import { writeAck, writeUpdate } from '../../shared/wire/sync-frames.ts'
import { areAlike, contentOf } from '../band/convergence.ts'
import type { Person } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { RawClient } from '../support/raw-client.ts'
import { realInput } from '../support/real-inputs.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import { openSqlite, temporaryFolder } from '../support/store.ts'

const open: { dispose?: () => void; close?: () => void; stop?: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) {
    each.dispose?.()
    each.close?.()
    await each.stop?.()
  }
})

const compatibility = z.array(
  z.object({ update_base64: z.string(), expected_source_text: z.string() }),
)

type Read = (context: TestContext) => Uint8Array
const whole =
  (file: string): Read =>
  (context) =>
    realInput(`yjs/${file}`, context)
const old =
  (at: number): Read =>
  (context) =>
    Buffer.from(oldDocument(at, context).update_base64, 'base64')

function oldDocument(at: number, context: TestContext) {
  const file = realInput('yjs/yjs-compatibility-v1.json', context).toString()
  return must(compatibility.parse(JSON.parse(file))[at], 'a document')
}

/** What is in a document, by the names that the files here give to their types. */
function typesOf(doc: Y.Doc) {
  return {
    array: doc.share.has('array') && doc.getArray('array'),
    map: doc.share.has('map') && doc.getMap('map'),
    text: doc.share.has('text') && doc.getText('text'),
    meta: doc.share.has('space:meta') && doc.getMap('space:meta'),
    page: doc.share.has('space:page0') && doc.getMap('space:page0'),
  }
}

function expectSame(doc: Y.Doc, expected: Y.Doc): void {
  const content = contentOf(typesOf(expected))
  expect(content.length).toBeGreaterThan(100)
  expect(contentOf(typesOf(doc))).toBe(content)
  expect(areAlike([doc, expected])).toBe(true)
}

async function start(folder: string): Promise<InProcessServer> {
  const server = await InProcessServer.start({ store: await openSqlite(folder) })
  open.push(server)
  return server
}

async function readBy({ key, sessionId }: Person, server: InProcessServer): Promise<Y.Doc> {
  const ydoc = new Y.Doc()
  const reader = new SyncConnection({
    ...{ server: server.wsUrl, sessionId, doc: 'board', key, ydoc },
    WebSocket,
  })
  open.push(reader)
  await reader.whenSynced()
  return ydoc
}

async function logOf({ key, sessionId }: Person, server: InProcessServer) {
  const { documents } = await server.api.history(sessionId, key)
  const rows = must(documents['board'], 'the board').rows
  return rows.map((row) => ({ ...row, update: Buffer.from(row.update, 'base64') }))
}

async function send(person: Person, server: InProcessServer, update: Uint8Array): Promise<void> {
  const { sessionId, key } = person
  const client = await RawClient.open(server.wsUrl, sessionId, 'board', key)
  open.push(client)
  client.send(writeUpdate(update))
  client.send(writeAck(1))
  await client.frame('ack')
  expect(client.closed).toBeNull()
}

test.for<[string, Read]>([
  ['a document of 260,000 keystrokes by the Rust Yjs', whole('ycrdt-b4-update.bin')],
  ['a page by another Rust Yjs', whole('yocto-basic.bin')],
  ['an array by an old Yjs', old(0)],
  ['a map by an old Yjs', old(1)],
  ['a text by an old Yjs', old(2)],
])(
  '[SYNC-27] %s is taken, given to newcomers, kept byte for byte and there after a restart',
  async ([, read], context) => {
    const update = read(context)
    const expected = new Y.Doc()
    Y.applyUpdate(expected, update)
    const folder = await temporaryFolder()
    const server = await start(folder)
    const session = await server.session()
    const [writer, reader] = [await session.join('participant'), await session.join('observer')]
    await send(writer, server, update)
    expectSame(await readBy(reader, server), expected)
    const rows = await logOf(reader, server)
    expectSame(expectSoundLog(rows), expected)
    expect(rows.map((row) => [row.author, Buffer.compare(row.update, update)])).toEqual([
      [writer.participantId, 0],
    ])
    await server.stop()
    expectSame(await readBy(reader, await start(folder)), expected)
  },
)

test('[SYNC-27] an array by an old Yjs still says what it said then', (context) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, old(0)(context))
  const { expected_source_text } = oldDocument(0, context)
  expect(doc.getArray('array').toJSON()).toEqual(JSON.parse(expected_source_text))
})
