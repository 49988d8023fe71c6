import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Log } from '../../server/log/log.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import { must } from '../../shared/invariants.ts'
import { readFrame, writeAwareness, writeStep1 } from '../../shared/wire/sync-frames.ts'
import { heapInUse } from '../support/heap.ts'
import type { Person } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { logWith } from '../support/log-with.ts'
import { QuickTime } from '../support/quick-time.ts'
import { seeded } from '../support/seeded.ts'
import { until } from '../support/until.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
/** First come some that only warm up: code is compiled, maps and pools find their size. */
const warmUp = 1_200
const rounds = 8
const each = isLong ? 1_250 : 150
/**
 * Bytes that one coming and going may leave behind: half a kilobyte is what V8 still learns of the code
 * at that time, and fades. A leak of one kilobyte more is seen.
 */
const mostLeft = isLong ? 500 : 1_000
const minute = 60_000
/** How long it takes until documents, and those who conduct sessions, are let go. */
const idle = 12

const random = seeded(8)
const time = new QuickTime()
const people: Person[] = []
let server: InProcessServer

/** A store in which every third read of a board fails, and each takes its time. */
function flaky(log: Log): Log {
  const read: Log['read'] = async (ref, after) => {
    await new Promise((resolve) => setImmediate(resolve))
    if (ref.doc === 'board' && random() < 0.3) throw new Error('The disk could not be read.')
    return log.read(ref, after)
  }
  return logWith(log, { read })
}

beforeAll(async () => {
  const { log, ...rest } = openMemoryStore()
  server = await InProcessServer.start({ store: { ...rest, log: flaky(log) }, time })
  const sessions = await Promise.all([server.session(), server.session(), server.session()])
  const joined = await Promise.all(sessions.map((session) => session.join('facilitator')))
  people.push(...joined)
})
afterAll(() => server.stop())

type Leave = (socket: WebSocket) => Promise<unknown>

/** Ways to come and go: as one should, or by dropping off at any moment on the way in. */
const leaves: readonly Leave[] = [
  async (socket) => {
    await once(socket, 'open')
    socket.send(writeStep1(Y.encodeStateVector(new Y.Doc())))
    socket.send(presence)
    await answered(socket)
    socket.close()
  },
  // At once after the upgrade, and while the document loads.
  (socket) => once(socket, 'open').then(() => socket.terminate()),
  (socket) => once(socket, 'upgrade').then(() => socket.terminate()),
  // Before the upgrade was answered.
  (socket) => once(socket, 'error', { signal: cut(socket) }).catch(() => undefined),
]

const presence = writeAwareness(Uint8Array.of(1, 7, 1, 2, 123, 125))

function cut(socket: WebSocket): AbortSignal {
  const leave = new AbortController()
  setImmediate(() => {
    socket.terminate()
    leave.abort()
  })
  return leave.signal
}

/** The document has come, or it could not be loaded and the socket was closed. */
function answered(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      if (readFrame(new Uint8Array(data as Buffer))?.type === 'step2') resolve(null)
    })
    socket.on('close', resolve)
  })
}

async function comeAndGo(): Promise<void> {
  const { sessionId, key, participantId } = pick(people)
  const doc = pick<DocName>(['board', 'stage', 'script', inboxOf(participantId)])
  const socket = new WebSocket(`${server.wsUrl}/sync/${sessionId}/${doc}?ack=1&key=${key}`)
  socket.on('error', () => undefined)
  const gone = new Promise((resolve) => socket.on('close', resolve))
  await pick(leaves)(socket)
  await gone
}

const pick = <Item>(items: readonly Item[]) =>
  must(items[Math.floor(random() * items.length)], 'something to pick from')

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1])
}

/** Lets the documents and sessions fall asleep of which nobody is there any more. */
async function fallAsleep(): Promise<void> {
  await until('all sockets are closed', async () => (await gauge('gamelan_sync_connections')) === 0)
  for (let passed = 0; passed < idle; passed++) {
    time.pass(minute)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await until('all documents are let go', async () => {
    time.pass(minute)
    return (await gauge('gamelan_rooms')) === 0
  })
}

/** Sockets, timers and the like that this process holds. */
function resources(): number {
  return process.getActiveResourcesInfo().length
}

async function round(count: number): Promise<number> {
  for (let left = count; left > 0; left -= 4) await Promise.all([1, 2, 3, 4].map(comeAndGo))
  await fallAsleep()
  return heapInUse()
}

test(`[SYNC-32] ${rounds * each} times somebody comes and goes, with loads that fail and sockets that drop midway: no document, timer, listener or memory stays behind`, async () => {
  await round(warmUp)
  const held = resources()
  const heaps: number[] = []
  for (let n = 0; n < rounds; n++) heaps.push(await round(each))
  expect(await gauge('gamelan_rooms')).toBe(0)
  // Two alarms are left, and ring for as long as the server runs: the heartbeat's, and the one
  // that says how late the event loop is.
  expect(time.pending).toBe(2)
  expect(resources()).toBeLessThanOrEqual(held)
  const [before, after] = [heaps.slice(0, rounds / 2), heaps.slice(rounds / 2)].map(median)
  const perCycle = (must(after, 'a heap') - must(before, 'a heap')) / ((rounds / 2) * each)
  expect(perCycle, `heaps ${heaps.join(' ')}`).toBeLessThan(mostLeft)
}, 900_000)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return must(sorted[Math.floor(sorted.length / 2)], 'a value')
}
