import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { DocName } from '../../shared/documents.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { until } from '../support/until.ts'

let server: InProcessServer
const open: { destroy?: () => void; dispose?: () => void }[] = []

beforeAll(async () => {
  server = await InProcessServer.start()
})
afterAll(async () => {
  for (const each of open) {
    each.destroy?.()
    each.dispose?.()
  }
  await server.stop()
})

/** The stock provider as anybody would use it, unpatched. */
function stock(session: TestSession, person: Person, doc: DocName = 'board'): WebsocketProvider {
  const provider = new WebsocketProvider(`${server.wsUrl}/sync/${session.id}`, doc, new Y.Doc(), {
    params: { key: person.key },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  open.push(provider)
  return provider
}

function own(session: TestSession, person: Person, doc: DocName = 'board'): SyncConnection {
  const connection = new SyncConnection({
    server: server.wsUrl,
    sessionId: session.id,
    doc,
    key: person.key,
    ydoc: new Y.Doc(),
    presence: true,
    WebSocket,
  })
  open.push(connection)
  return connection
}

describe('a stock y-websocket client', () => {
  test('[SYNC-1] works unmodified beside our own: edits go both ways', async () => {
    const session = await server.session()
    const a = stock(session, await session.join('participant'))
    const b = own(session, await session.join('facilitator'))
    const textOf = (doc: Y.Doc) => doc.getText('notes')
    await until('the stock client is synced', () => a.synced)
    await b.whenSynced()
    textOf(a.doc).insert(0, 'from stock. ')
    await until('ours sees it', () => textOf(b.ydoc).toJSON() === 'from stock. ')
    textOf(b.ydoc).insert(12, 'from ours.')
    await b.whenSaved()
    await until('stock sees it', () => textOf(a.doc).toJSON() === 'from stock. from ours.')
  })

  test('[SYNC-2] edits made without a network arrive when it comes back', async () => {
    const session = await server.session()
    const a = stock(session, await session.join('participant'))
    const b = stock(session, await session.join('participant'))
    await until('both are synced', () => a.synced && b.synced)
    a.disconnect()
    a.doc.getText('notes').insert(0, 'kept while offline')
    a.doc.getText('notes').delete(0, 5)
    a.connect()
    await until('the other sees it', () => b.doc.getText('notes').toJSON() === 'while offline')
  })

  test('[ROLE-2] a stock observer reads along, and is closed 4403 when it writes', async () => {
    const session = await server.session()
    const writer = stock(session, await session.join('participant'))
    const observer = stock(session, await session.join('observer'))
    await until('both are synced', () => writer.synced && observer.synced)
    writer.doc.getText('notes').insert(0, 'look')
    writer.doc.getText('notes').delete(0, 1)
    await until('the observer sees it', () => observer.doc.getText('notes').toJSON() === 'ook')
    // Coming back, a stock reader sends a step 2 with everyone's delete set. That is no write.
    observer.disconnect()
    observer.connect()
    await until('the observer is back', () => observer.synced)
    const codes: number[] = []
    observer.on('connection-close', (event) => event && codes.push(event.code))
    observer.shouldConnect = false
    observer.doc.getText('notes').insert(0, 'mine')
    await until('the observer is closed', () => codes.length > 0)
    expect(codes[0]).toBe(4403)
    expect(writer.doc.getText('notes').toJSON()).toBe('ook')
  })

  test('[PRESENCE-10] sees who is here, stamped by the server whatever they claim', async () => {
    const session = await server.session()
    const [ana, ben] = [
      await session.join('participant', 'Ana'),
      await session.join('observer', 'Ben'),
    ]
    const a = stock(session, ana)
    const b = stock(session, ben)
    await until('both are synced', () => a.synced && b.synced)
    a.awareness.setLocalState({ participantId: ben.participantId, typing: true })
    const seen = () => b.awareness.getStates().get(a.doc.clientID)
    await until('Ben sees Ana', () => seen()?.['typing'])
    expect(seen()?.['participantId']).toBe(ana.participantId)
    a.disconnect()
    await until('Ana is gone', () => !b.awareness.getStates().has(a.doc.clientID))
    a.connect()
    await until('Ana is back at once', () => b.awareness.getStates().has(a.doc.clientID))
  })
})
