import { execFileSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { Api } from '../../client/net/api.ts'
import { LiveConnection } from '../../client/net/live-connection.ts'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { Log } from '../../server/log/log.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { StoreError } from '../../server/log/store-error.ts'
import type { Store } from '../../server/log/store.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { must } from '../../shared/invariants.ts'
import { readChannel, readInjects, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { CreatedSession, Joined } from '../../shared/wire/api.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { ServerProcess } from '../support/server-process.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import { until } from '../support/until.ts'

const open: { dispose: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.dispose()
})

/** A store whose disk is full while `isFull` says so. */
function fillable(): { store: Store; disk: { isFull: boolean } } {
  const disk = { isFull: false }
  const { log, ...rest } = openMemoryStore()
  const full: Log = {
    append: (rows) =>
      disk.isFull ? Promise.reject(new StoreError('disk-full', 'No room.')) : log.append(rows),
    read: log.read.bind(log),
    load: log.load.bind(log),
    renewKeyframe: log.renewKeyframe.bind(log),
    documents: log.documents.bind(log),
  }
  return { store: { log: full, ...rest }, disk }
}

function connect(base: string, person: Joined, doc: DocName = 'board'): SyncConnection {
  const connection = new SyncConnection({
    server: base.replace('http', 'ws'),
    sessionId: person.sessionId,
    doc,
    key: person.key,
    ydoc: new Y.Doc(),
    WebSocket: WebSocket,
  })
  open.push(connection)
  return connection
}

const notesOf = (connection: SyncConnection) => boardDoc(connection.ydoc).notes

/** Every state that a connection shows from now on. */
function statesOf(connection: SyncConnection): string[] {
  const states: string[] = []
  connection.onChange(() => {
    const { state } = connection
    if (state.at === 'offline') states.push(`${state.reason ?? 'no reason'} ${state.unsaved}`)
  })
  return states
}

const scenario = (at: string) => ({
  title: 'A full disk',
  summary: 'One surprise.',
  minutes: 5,
  situation: 'The disk is nearly full.',
  injects: [{ kind: 'message', title: 'It is full', at }],
})

async function inProcess() {
  const { store, disk } = fillable()
  const server = await InProcessServer.start({ store })
  open.push({ dispose: () => server.stop() })
  return { server, store, disk }
}

test('[SAVE-13] on a full disk an edit is told to nobody, called unsaved with the reason, kept, and saved when there is room', async () => {
  const { server, store, disk } = await inProcess()
  const session = await server.session()
  const writer = connect(server.url, await session.join('participant'))
  const watcher = connect(server.url, await session.join('observer'))
  await Promise.all([writer.whenSynced(), watcher.whenSynced()])
  notesOf(writer).insert(0, 'saved, ')
  await writer.whenSaved()
  const [told, watched] = [statesOf(writer), statesOf(watcher)]
  disk.isFull = true
  notesOf(writer).insert(7, 'kept')
  await until('the writer is told why', () => told.includes(`${closeCodes.tryLater.reason} 1`))
  await until('it was tried again', () => told.length >= 3)
  await until('the watcher is told', () => watched.includes(`${closeCodes.tryLater.reason} 0`))
  expect(writer.state.unsaved).toBe(1)
  expect(notesOf(watcher).toJSON()).toBe('saved, ')
  const rows = () => store.log.read({ sessionId: session.id, doc: 'board' })
  expect(await rows()).toHaveLength(1)
  disk.isFull = false
  await writer.whenSaved()
  await until('the watcher sees it', () => notesOf(watcher).toJSON() === 'saved, kept')
  expect(boardDoc(expectSoundLog(await rows())).notes.toJSON()).toBe('saved, kept')
})

test('[SAVE-14] on a full disk a command is answered not-saved, does nothing, and works when there is room', async () => {
  const { server, store, disk } = await inProcess()
  const session = await server.session()
  const person = await session.join('participant')
  const live = new LiveConnection({ server: server.url, key: person.key })
  open.push(live)
  expect(await live.send({ type: 'channel.say', text: 'one' })).toMatchObject({ ok: true })
  disk.isFull = true
  const refused = { ok: false, error: { code: 'not-saved' } }
  expect(await live.send({ type: 'channel.say', text: 'two' })).toMatchObject(refused)
  disk.isFull = false
  expect(await live.send({ type: 'channel.say', text: 'three' })).toMatchObject({ ok: true })
  const rows = await store.log.read({ sessionId: session.id, doc: 'stage' })
  const texts = readChannel(stageDoc(expectSoundLog(rows))).map(({ text }) => text)
  expect(texts).toEqual(['one', 'three'])
})

test('[INJECT-61] an inject that was due while the disk was full lands once, when there is room', async () => {
  const { server, store, disk } = await inProcess()
  const session = await server.session({ scenario: scenario('00:10') })
  const facilitator = await session.join('facilitator')
  const stage = connect(server.url, facilitator, 'stage')
  await stage.whenSynced()
  await server.command(facilitator, { type: 'phase.set', phase: 'play' })
  const told = statesOf(stage)
  disk.isFull = true
  expect(await server.command(facilitator, { type: 'clock.run', speed: 60 })).toMatchObject({
    ok: false,
  })
  disk.isFull = false
  expect(await server.command(facilitator, { type: 'clock.run', speed: 60 })).toEqual({ ok: true })
  disk.isFull = true
  await until('the landing failed', () => told.length >= 2)
  const landed = async () => {
    const rows = await store.log.read({ sessionId: session.id, doc: 'stage' })
    return readInjects(stageDoc(expectSoundLog(rows)))
  }
  expect(await landed()).toEqual([])
  expect(readInjects(stageDoc(stage.ydoc))).toEqual([])
  disk.isFull = false
  await until('it has landed', async () => (await landed()).length > 0)
  await until('it is seen', () => readInjects(stageDoc(stage.ydoc)).length > 0)
  expect(await server.command(facilitator, { type: 'clock.pause' })).toEqual({ ok: true })
  expect(await landed()).toHaveLength(1)
})

/** No file of this process may grow beyond that from now on: the system says no, as a full disk. */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:unlimited`])
}

function join(api: Api, { links }: CreatedSession, role: 'participant' | 'observer') {
  return api.join(must(links[role].split('#')[1], 'a token'), role)
}

test('[SAVE-13] [OPS-50] a server whose disk is full goes on, and loses nothing of what its pages keep', async () => {
  const server = await ServerProcess.start()
  open.push(server)
  const api = new Api(server.base)
  const wanted = { title: 'Full', format: 'tabletop' } as const
  const session = await api.createSession(server.adminToken, wanted)
  const people = [await join(api, session, 'participant'), await join(api, session, 'observer')]
  const [writer, watcher] = people.map((person) => connect(server.base, person))
  const [a, b] = [must(writer, 'a writer'), must(watcher, 'a watcher')]
  await Promise.all([a.whenSynced(), b.whenSynced()])
  notesOf(a).insert(0, 'saved, ')
  await a.whenSaved()
  await until('the watcher sees it', () => notesOf(b).toJSON() === 'saved, ')
  const told = statesOf(a)
  limitFiles(server.pid, 4_096)
  notesOf(a).insert(7, 'kept'.repeat(5_000))
  await until('the writer is told why', () => told.includes(`${closeCodes.tryLater.reason} 1`))
  expect(notesOf(b).toJSON()).toBe('saved, ')
  limitFiles(server.pid, 'unlimited')
  await a.whenSaved()
  await until('the watcher sees it', () => notesOf(b).length === 20_007)
  await server.kill()
  await server.restart()
  const late = connect(server.base, must(people[1], 'a watcher'))
  await late.whenSynced()
  expect(notesOf(late).toJSON()).toBe(notesOf(a).toJSON())
})

test('[OPS-51] a server whose storage is lost for good is told to end; pages keep their edits', async () => {
  const { log, ...rest } = openMemoryStore()
  let isLost = false
  const losing: Log = {
    append: (rows) =>
      isLost ? Promise.reject(new StoreError('worker-lost', 'Gone.')) : log.append(rows),
    read: log.read.bind(log),
    load: log.load.bind(log),
    renewKeyframe: log.renewKeyframe.bind(log),
    documents: log.documents.bind(log),
  }
  let told = 0
  const server = await InProcessServer.start({
    store: { log: losing, ...rest },
    onStorageLost: () => (told += 1),
  })
  open.push({ dispose: () => server.stop() })
  const writer = connect(server.url, await (await server.session()).join('participant'))
  await writer.whenSynced()
  isLost = true
  notesOf(writer).insert(0, 'kept here')
  await until('the server says so', () => told > 0)
  expect(writer.state.unsaved).toBe(1)
})
