import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from 'node:http'
import * as Y from 'yjs'
import {
  heartbeat,
  writeAck,
  writeAwareness,
  writeStep1,
  writeStep2,
  writeUpdate,
} from '../../shared/wire/sync-frames.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import type { SessionId } from '../../shared/ids.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { RawClient } from '../support/raw-client.ts'

let server: InProcessServer
const clients: RawClient[] = []

beforeAll(async () => {
  server = await InProcessServer.start({ limits: { frameBytes: 64 * 1024 } })
})
afterAll(async () => {
  for (const client of clients) client.close()
  await server.stop()
})

async function raw(session: TestSession, person: Pick<Person, 'key'>, doc = 'board') {
  const client = await RawClient.open(server.wsUrl, session.id, doc, person.key)
  clients.push(client)
  return client
}

/** An edit of the board's notes as the update a page would send. */
function edit(text: string): Uint8Array {
  const doc = new Y.Doc()
  boardDoc(doc).notes.insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** The text that a newcomer is told. */
async function boardText(session: TestSession): Promise<string> {
  const client = await raw(session, await session.join('observer'))
  client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
  const { update } = await client.frame('step2')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return boardDoc(doc).notes.toJSON()
}

describe('who is let in', () => {
  test('[JOIN-2] wrong, empty and foreign keys are accepted, then closed 4401 with words', async () => {
    const session = await server.session()
    const other = await (await server.session()).join('facilitator')
    for (const key of ['', 'wrong', adminToken, other.key]) {
      const closed = await (await raw(session, { key })).whenClosed()
      expect(closed.code).toBe(4401)
      expect(closed.reason).toContain('Ask for a new link')
    }
  })

  test('[SYNC-8] an unknown session or document is closed 4404', async () => {
    const session = await server.session()
    const person = await session.join('facilitator')
    const nowhere = { ...session, id: 's_nowhere' as SessionId }
    expect((await (await raw(nowhere, person)).whenClosed()).code).toBe(4404)
    for (const doc of ['nothing', 'inbox/', 'inbox/p_nobody', 'board/more', '../board']) {
      expect((await (await raw(session, person, doc)).whenClosed()).code, doc).toBe(4404)
    }
  })

  test('[ROLE-1] script and inboxes are closed to all but those who may read them', async () => {
    const session = await server.session()
    const ana = await session.join('participant')
    const others = [await session.join('participant'), await session.join('observer')]
    for (const other of others) {
      expect((await (await raw(session, other, 'script')).whenClosed()).code).toBe(4403)
      const inbox = await raw(session, other, inboxOf(ana.participantId))
      expect((await inbox.whenClosed()).code).toBe(4403)
    }
    const facilitator = await session.join('facilitator')
    for (const [person, doc] of [
      [ana, inboxOf(ana.participantId)],
      [facilitator, inboxOf(ana.participantId)],
      [facilitator, 'script'],
    ] as const) {
      const client = await raw(session, person, doc)
      client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
      await client.frame('step2')
    }
  })

  test('[JOIN-3] a person taken off the session is closed 4401 everywhere, and stays out', async () => {
    const session = await server.session()
    const [facilitator, ana] = [
      await session.join('facilitator'),
      await session.join('participant'),
    ]
    const clients = [await raw(session, ana), await raw(session, ana, 'stage')]
    for (const client of clients) {
      client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
      await client.frame('step2')
    }
    const reply = await server.command(facilitator, {
      type: 'member.remove',
      participantId: ana.participantId,
    })
    expect(reply).toEqual({ ok: true })
    for (const client of clients) expect((await client.whenClosed()).code).toBe(4401)
    expect((await (await raw(session, ana)).whenClosed()).code).toBe(4401)
  })
})

describe('who may write', () => {
  const writes: [string, Uint8Array][] = [
    ['an update', writeUpdate(edit('mine'))],
    ['a step 2', writeStep2(edit('mine'))],
  ]

  test.each(writes)(
    '[ROLE-3] an observer is closed 4403 for %s, and nothing changed',
    async (_, frame) => {
      const session = await server.session()
      const client = await raw(session, await session.join('observer'))
      client.send(frame)
      expect((await client.whenClosed()).code).toBe(4403)
      expect(await boardText(session)).toBe('')
    },
  )

  test.each(writes)(
    '[ROLE-4] nobody writes stage or inbox by %s, facilitators neither',
    async (_, frame) => {
      const session = await server.session()
      const [facilitator, ana] = [
        await session.join('facilitator'),
        await session.join('participant'),
      ]
      const doors: [Person, DocName][] = [
        [facilitator, 'stage'],
        [ana, 'stage'],
        [ana, inboxOf(ana.participantId)],
        [facilitator, inboxOf(ana.participantId)],
      ]
      for (const [person, doc] of doors) {
        const client = await raw(session, person, doc)
        client.send(frame)
        expect((await client.whenClosed()).code).toBe(4403)
      }
    },
  )

  test('[ROLE-2] an observer may sync, be present and ask, and stays connected', async () => {
    const session = await server.session()
    const client = await raw(session, await session.join('observer'))
    client.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
    client.send(writeStep2(Y.encodeStateAsUpdate(new Y.Doc())))
    client.send(heartbeat)
    client.send(Uint8Array.of(3))
    client.send(writeAck(1))
    await client.frame('ack')
    expect(client.closed).toBeNull()
  })
})

describe('what is saved', () => {
  test('[SAVE-1] an acknowledgement comes back with the same bytes, behind every frame before it', async () => {
    const session = await server.session()
    const client = await raw(session, await session.join('participant'))
    client.send(writeUpdate(edit('one')))
    client.send(writeAck(7))
    client.send(writeUpdate(edit('two')))
    client.send(writeAck(300))
    await client.frame('ack', ({ n }) => n === 300)
    const acks = client.received.filter((bytes) => bytes[0] === 102)
    expect(acks).toEqual([writeAck(7), writeAck(300)])
    expect(await boardText(session)).toMatch(/^(onetwo|twoone)$/)
  })

  test('[SYNC-5] an update with missing dependencies is asked for again, and counts only when whole', async () => {
    const session = await server.session()
    const [ana, ben] = [await session.join('participant'), await session.join('participant')]
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const letter of 'abc') boardDoc(doc).notes.insert(boardDoc(doc).notes.length, letter)
    const [watcher, client] = [await raw(session, ben), await raw(session, ana)]
    client.send(writeUpdate(updates[2] as Uint8Array))
    client.send(writeAck(1))
    await client.frame('step1')
    expect(await boardText(session)).toBe('')
    expect(
      [...client.frames, ...watcher.frames].filter(
        ({ type }) => type === 'ack' || type === 'update',
      ),
    ).toEqual([])
    client.send(writeStep2(Y.encodeStateAsUpdate(doc)))
    await client.frame('ack', ({ n }) => n === 1)
    expect(await boardText(session)).toBe('abc')
  })

  test("[SYNC-5] what stands on another's unsent edit is taken once that has come", async () => {
    const session = await server.session()
    const [ana, ben] = [await session.join('participant'), await session.join('participant')]
    const first = new Y.Doc()
    boardDoc(first).notes.insert(0, 'first ')
    const second = new Y.Doc()
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    const before = Y.encodeStateVector(second)
    boardDoc(second).notes.insert(6, 'second')
    const onlySecond = Y.encodeStateAsUpdate(second, before)
    const [a, b] = [await raw(session, ana), await raw(session, ben)]
    b.send(writeUpdate(onlySecond))
    b.send(writeAck(1))
    await b.frame('step1')
    // Ben's page cannot give Ana's part either.
    b.send(writeStep2(onlySecond))
    a.send(writeUpdate(Y.encodeStateAsUpdate(first)))
    await b.frame('update')
    const asked = b.frames.filter(({ type }) => type === 'step1')
    expect(asked.length).toBeGreaterThanOrEqual(2)
    b.send(writeStep2(onlySecond))
    await b.frame('ack')
    expect(await boardText(session)).toBe('first second')
  })
})

describe('frames that are none', () => {
  const bad: [string, Uint8Array][] = [
    ['no bytes', Uint8Array.of()],
    ['an unknown type', Uint8Array.of(77, 1, 2)],
    ['an auth frame from a client', Uint8Array.of(2, 0)],
    ['a sync frame cut short', Uint8Array.of(0, 2, 200, 1)],
    ['an unknown sync step', Uint8Array.of(0, 9, 0)],
    ['two messages in one frame', Uint8Array.of(...writeAck(1), ...writeAck(2))],
    ['an update that is noise', writeUpdate(Uint8Array.of(9, 9, 9, 9))],
    ['a state vector that is noise', writeStep1(Uint8Array.of(255, 255))],
    ['presence that is noise', writeAwareness(Uint8Array.of(1, 1))],
    ['presence that is no object', writeAwareness(Uint8Array.of(1, 5, 1, 1, 51))],
    ['presence that is no JSON', writeAwareness(Uint8Array.of(1, 5, 1, 1, 123))],
  ]

  test.each(bad)('[SYNC-6] %s closes 4400 and changes nothing for others', async (_, frame) => {
    const session = await server.session()
    const [ana, ben] = [await session.join('participant'), await session.join('participant')]
    const [client, other] = [await raw(session, ana), await raw(session, ben)]
    client.send(frame)
    expect((await client.whenClosed()).code).toBe(4400)
    other.send(writeAck(1))
    await other.frame('ack')
    expect(other.closed).toBeNull()
    expect(await boardText(session)).toBe('')
  })

  test('[SYNC-7] a frame over the limit closes 4413, and nothing of it is applied', async () => {
    const session = await server.session()
    const client = await raw(session, await session.join('participant'))
    client.send(writeUpdate(edit('x'.repeat(80 * 1024))))
    expect((await client.whenClosed()).code).toBe(4413)
    expect(await boardText(session)).toBe('')
  })

  test('[SYNC-9] any other upgrade path is answered 404', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { connection: 'Upgrade', upgrade: 'websocket' }
      const call = request(`${server.url}/other`, { headers })
      call.on('response', ({ statusCode }) => resolve(statusCode))
      call.on('error', reject)
      call.end()
    })
    expect(status).toBe(404)
  })

  test("an edit by a person of another session's id never crosses over", async () => {
    const [one, two] = [await server.session(), await server.session()]
    const client = await raw(one, await one.join('participant'))
    client.send(writeUpdate(edit('only here')))
    client.send(writeAck(1))
    await client.frame('ack')
    expect(await boardText(one)).toBe('only here')
    expect(await boardText(two)).toBe('')
  })
})
