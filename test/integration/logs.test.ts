import { afterEach, describe, expect, test } from 'vitest'
import { io } from 'socket.io-client'
import * as Y from 'yjs'
import type { SyncConnection } from '../../client/net/sync-connection.ts'
import type { Stored } from '../../server/log/log.ts'
import { StoreError } from '../../server/log/store-error.ts'
import type { Store } from '../../server/log/store.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { writeUpdate } from '../../shared/wire/sync-frames.ts'
import { Guests } from '../support/guests.ts'
import type { Person } from '../support/in-process-server.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'
import { LogLines } from '../support/log-lines.ts'
import { storeWith } from '../support/store-with.ts'
import { until } from '../support/until.ts'

const guests = new Guests()
afterEach(() => guests.leave())

async function start(level: string, store?: Store) {
  const lines = new LogLines(level)
  const server = await InProcessServer.start({ logger: lines.logger, ...(store && { store }) })
  let stopping: Promise<void> | null = null
  const stop = () => (stopping ??= server.stop())
  guests.closeLater(stop)
  return { lines, server, stop }
}

const type = ({ ydoc }: SyncConnection, text: string) => boardDoc(ydoc).notes.insert(0, text)

const levels = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const

describe('what an operator reads', () => {
  test('[OPS-64] start and stop, and sessions made and brought in', async () => {
    const { lines, server, stop } = await start('info')
    expect(lines.saying('ready')).toMatchObject({ level: levels.info, address: server.url })
    const session = await server.session()
    expect(lines.saying('a session was created')).toMatchObject({ sessionId: session.id })
    const bundle = await server.api.exportSession(session.id, adminToken)
    const { id } = await server.api.importSession(adminToken, bundle)
    expect(lines.saying('a session was imported')).toMatchObject({ sessionId: id })
    await stop()
    expect(lines.all.map(({ msg }) => msg).slice(-2)).toEqual(['stopping', 'stopped'])
  })

  test('[OPS-64] a refusal says at which door, why, and whose it was', async () => {
    const { lines, server } = await start('info')
    const session = await server.session()
    const obs = await session.join('observer')
    const ids = { sessionId: session.id, participantId: obs.participantId }
    const writer = await guests.raw(server, obs)
    writer.send(writeUpdate(edit('not mine')))
    await writer.whenClosed()
    expect(lines.saying('refused')).toMatchObject({
      level: levels.info,
      ...{ door: 'sync', reason: 'notYours', doc: 'board', ...ids },
    })
    await server.command(obs, { type: 'phase.set', phase: 'play' })
    expect(lines.all.at(-1)).toMatchObject({ door: 'live', reason: 'forbidden', ...ids })
    await fetch(`${server.url}/api/sessions/${session.id}/export`)
    const { id: sessionId } = session
    expect(lines.all.at(-1)).toMatchObject({ door: 'http', reason: 'unauthorized', sessionId })
  })

  test('[OPS-64] a slow connection that is given up says whose it was', async () => {
    const { lines, server } = await start('info')
    const session = await server.session()
    const ana = await guests.connect(server, await session.join('participant'))
    const person = await session.join('observer')
    const slow = await guests.raw(server, person)
    type(ana, 'x'.repeat(1_000_000))
    await ana.whenSaved()
    slow.pause()
    // Answers to their own questions count: each is the whole board.
    for (let n = 0; n < 20; n++) slow.send(Uint8Array.of(0, 0, 1, 0))
    await until('it is given up', () => lines.saying('a slow connection was given up'))
    expect(lines.saying('a slow connection was given up')).toMatchObject({
      level: levels.info,
      ...{ reason: 'tooSlow', sessionId: session.id, doc: 'board' },
      participantId: person.participantId,
    })
  })

  test('[OPS-64] failed commits, recovery, damage and failed keyframes say which document', async () => {
    const disk = { isFull: false }
    const { lines, server } = await start('warn', troubled(disk))
    const session = await server.session()
    const fay = await session.join('facilitator')
    await guests.connect(server, fay, 'script')
    const ref = { sessionId: session.id, doc: 'script' }
    const damage = { level: levels.error, rows: [3], keyframeDamaged: false, ...ref }
    expect(lines.saying('part of a log is damaged')).toMatchObject(damage)
    const board = await guests.connect(server, fay)
    const where = { sessionId: session.id, doc: 'board' }
    for (let n = 0; n < 2_001; n++) board.ydoc.getMap('any').set('n', n)
    const noKeyframe = 'a keyframe could not be made'
    await until('a keyframe failed', () => lines.saying(noKeyframe))
    expect(lines.saying(noKeyframe)).toMatchObject({ level: levels.warn, ...where })
    await board.whenSaved()
    disk.isFull = true
    type(board, 'kept')
    const unsaved = 'changes could not be saved'
    await until('a commit failed', () => lines.saying(unsaved))
    const err = { type: 'StoreError', code: 'disk-full', message: 'No room.' }
    expect(lines.saying(unsaved)).toMatchObject({ level: levels.error, err, ...where })
    expect(lines.saying('changes are saved again')).toBeUndefined()
    disk.isFull = false
    await board.whenSaved()
    expect(lines.saying('changes are saved again')).toMatchObject({ level: levels.warn, ...where })
  })

  test('[OPS-64] a storage that is lost is the gravest line', async () => {
    const lost = new StoreError('worker-lost', 'The storage thread ended.')
    const store = storeWith((log) => ({
      append: (rows) => (rows[0]?.doc === 'board' ? Promise.reject(lost) : log.append(rows)),
    }))
    const { lines, server } = await start('warn', store)
    type(await guests.connect(server, await (await server.session()).join('participant')), 'x')
    const gravest = () => lines.all.find(({ level }) => level === levels.fatal)
    await until('it is told', gravest)
    expect(gravest()).toMatchObject({ err: { code: 'worker-lost' } })
  })
})

test('[OPS-65] in health, and for all that strangers try, the default level says nothing', async () => {
  const { lines, server, stop } = await start('warn')
  await play(server)
  await attack(server)
  await stop()
  expect(lines.text).toBe('')
})

test('[OPS-65] at no level does a line hold a key, a token, a name or what was written', async () => {
  const { lines, server, stop } = await start('debug', troubled({ isFull: false }))
  const secrets = [...(await play(server)), ...(await attack(server)), adminToken]
  await stop()
  expect(lines.all.length).toBeGreaterThan(15)
  expect(secrets.length).toBeGreaterThan(10)
  for (const secret of secrets) expect(lines.text, secret).not.toContain(secret)
})

test('[OPS-65] an error takes nothing into the log but what it is', () => {
  const lines = new LogLines('debug')
  const what = { input: '/sync/s_1/board?key=secret-of-ana', body: 'text of the board' }
  const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', ...what })
  lines.logger.error({ err: error, key: 'secret-of-ben', url: what.input }, 'failed')
  expect(lines.all[0]).toMatchObject({ err: { type: 'TypeError', code: 'ERR_INVALID_URL' } })
  expect(lines.text).not.toMatch(/secret-of|text of the board/)
})

function edit(text: string): Uint8Array {
  const doc = new Y.Doc()
  boardDoc(doc).notes.insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** A store with a damaged script, that makes no keyframes and may be full. */
function troubled(disk: { isFull: boolean }): Store {
  return storeWith((log) => ({
    append: (rows) =>
      disk.isFull ? Promise.reject(new StoreError('disk-full', 'No room.')) : log.append(rows),
    load: async (ref): Promise<Stored> => {
      const stored = await log.load(ref)
      return ref.doc === 'script' ? { ...stored, damaged: [3] } : stored
    },
    renewKeyframe: () => Promise.reject(new Error('No keyframe.')),
  }))
}

/** A session as it should be. Gives all that no line may hold. */
async function play(server: InProcessServer): Promise<string[]> {
  const links = (
    await server.api.createSession(adminToken, { title: 'Moonless Thursday', format: 'tabletop' })
  ).links
  const tokens = Object.values(links).map((link) => link.split('#')[1] ?? '')
  const [fay, ana] = [
    await server.api.join(links.facilitator.split('#')[1] ?? '', 'Fay Facilitator'),
    await server.api.join(links.participant.split('#')[1] ?? '', 'Ana Participant'),
  ]
  const board = await guests.connect(server, ana)
  await guests.connect(server, fay, 'script')
  type(board, 'a hunch of mine')
  await board.whenSaved()
  await server.command(fay, { type: 'phase.set', phase: 'play' })
  await server.command(ana, { type: 'channel.say', text: 'a word of mine' })
  const bundle = await server.api.exportSession(fay.sessionId, fay.key)
  await server.api.importSession(adminToken, bundle)
  await server.api.history(fay.sessionId, ana.key)
  const texts = ['Moonless', 'Facilitator', 'Participant', 'hunch', 'a word of']
  return [...tokens, fay.key, ana.key, ...texts]
}

/** Somebody tries all doors with secrets that are theirs or wrong. Gives what no line may hold. */
async function attack(server: InProcessServer): Promise<string[]> {
  const session = await server.session()
  const eve = await session.join('observer', 'Eve Eavesdropper')
  const wrong = 'a-wrong-key-of-eve'
  for (const frame of [Uint8Array.of(255, 1), writeUpdate(edit('eve was here'))]) {
    const client = await guests.raw(server, eve)
    client.send(frame)
    await client.whenClosed()
  }
  for (const doc of ['script', 'nothing', '%E0%A4', `board/${eve.key}`]) {
    await (await guests.raw(server, eve, doc)).whenClosed()
  }
  await (await guests.raw(server, { ...eve, key: wrong })).whenClosed()
  const flood = await guests.raw(server, eve)
  flood.send(new Uint8Array(2 * 1024 * 1024))
  await flood.whenClosed()
  await knock(server, eve, wrong)
  const live = io(server.url, { path: '/live', auth: { key: wrong }, transports: ['websocket'] })
  guests.closeLater(() => live.disconnect())
  await new Promise((resolve) => live.once('connect_error', resolve))
  await server.command(eve, { type: 'nonsense', key: eve.key } as never)
  return [eve.key, wrong, 'Eavesdropper', 'eve was here']
}

async function knock(server: InProcessServer, { key, sessionId }: Person, wrong: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const own = `/api/sessions/${sessionId}`
  const bad = { ...headers, authorization: `Bearer ${wrong}` }
  const calls: [string, RequestInit][] = [
    [`${own}/export`, { headers }],
    [`${own}?key=${wrong}`, { headers: bad }],
    [`/api/sessions/${key}`, { headers }],
    [`/api/sessions/%E0%A4?key=${key}`, { headers }],
    ['/api/join', { method: 'POST', headers, body: JSON.stringify({ token: wrong, name: 'Eve' }) }],
    ['/api/join', { method: 'POST', headers, body: `{"token":"${key}` }],
    ['/api/sessions', { method: 'POST', headers: bad, body: JSON.stringify({ title: key }) }],
    ['/api/sessions/import', { method: 'POST', headers: bad, body: '{}' }],
    ['/api/join', { method: 'POST', headers: { ...headers, 'content-encoding': key }, body: '{}' }],
  ]
  for (const [path, init] of calls) {
    const { status } = await fetch(server.url + path, init)
    expect(status, path).toBeLessThan(500)
    expect(status, path).toBeGreaterThanOrEqual(400)
  }
}
