import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { areAlike } from '../band/convergence.ts'
import type { Person, TestSession } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { seeded } from '../support/seeded.ts'
import { expectSoundLog } from '../support/sound-log.ts'
import { until } from '../support/until.ts'

const isLong = process.env['GAMELAN_LONG'] === '1'
const seeds = Array.from({ length: isLong ? 100 : 4 }, (_, index) => 700 + index)

const store = openMemoryStore()
const tabs: SyncConnection[] = []
let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start({ store })
})
afterAll(async () => {
  for (const tab of tabs) tab.dispose()
  await server.stop()
})

async function tab({ sessionId, key }: Person, ydoc = new Y.Doc()): Promise<SyncConnection> {
  const there = { server: server.wsUrl, sessionId, doc: 'board', key } as const
  const connection = new SyncConnection({ ...there, ydoc, presence: true, WebSocket })
  tabs.push(connection)
  await connection.whenSynced()
  return connection
}

const notesOf = ({ ydoc }: SyncConnection) => boardDoc(ydoc).notes

/** The presence of one tab as another sees it. */
const seenOf = (of: SyncConnection, by: SyncConnection) =>
  by.awareness.getStates().get(of.awareness.clientID)

const rowsOf = ({ id }: TestSession) => store.log.read({ sessionId: id, doc: 'board' })

test('[SYNC-28] two tabs of one person are two: each is saved and seen, one in the background as well, and one goes without the other', async () => {
  const session = await server.session()
  const ana = await session.join('participant', 'Ana')
  const watcher = await tab(await session.join('observer', 'Ben'))
  const [front, back] = [await tab(ana), await tab(ana)]
  front.awareness.setLocalState({ typing: true })
  back.awareness.setLocalState({ away: true })
  await until('Ben sees both', () => seenOf(front, watcher)?.['typing'] && seenOf(back, watcher))
  expect(seenOf(front, watcher)).toEqual({ typing: true, participantId: ana.participantId })
  expect(seenOf(back, watcher)).toEqual({ away: true, participantId: ana.participantId })
  await until('the tabs see each other', () => seenOf(front, back) && seenOf(back, front))
  notesOf(front).insert(0, 'front ')
  notesOf(back).insert(0, 'back ')
  await Promise.all([front.whenSaved(), back.whenSaved()])
  await until('all have both', () => areAlike([front, back, watcher].map(({ ydoc }) => ydoc)))
  expect(['front back ', 'back front ']).toContain(notesOf(watcher).toJSON())
  front.dispose()
  await until('the front is gone', () => !seenOf(front, watcher) && !seenOf(front, back))
  const late = await tab(await session.join('observer'))
  await until('a newcomer sees the one that stayed', () => seenOf(back, late)?.['away'])
  expect(seenOf(front, late)).toBeUndefined()
  notesOf(back).insert(0, 'still here, ')
  await back.whenSaved()
  await until('Ben sees it', () => notesOf(watcher).toJSON().startsWith('still here, '))
  expect(seenOf(back, watcher)).toEqual({ away: true, participantId: ana.participantId })
  const rows = await rowsOf(session)
  expect(areAlike([expectSoundLog(rows), watcher.ydoc])).toBe(true)
  expect(new Set(rows.map(({ author }) => author))).toEqual(new Set([ana.participantId]))
  expect(new Set(rows.map(({ connection }) => connection)).size).toBe(2)
})

test("[SYNC-29] a tab that takes another's place in presence takes it from its own person only", async () => {
  const session = await server.session()
  const [ana, mallory] = [await session.join('participant'), await session.join('participant')]
  const watcher = await tab(await session.join('observer'))
  const doc = new Y.Doc()
  const first = await tab(ana, doc)
  await until('she is seen', () => seenOf(first, watcher))
  const forged = new Y.Doc()
  forged.clientID = doc.clientID
  const thief = await tab(mallory, forged)
  thief.awareness.setLocalState({ typing: 'me' })
  // Edits behind the theft on the same wire have come, and then presence behind those: so has the theft.
  notesOf(thief).insert(0, 'x')
  await thief.whenSaved()
  const third = await tab(await session.join('participant'))
  await until('a third is seen', () => seenOf(third, watcher))
  expect(seenOf(first, watcher)).toEqual({ participantId: ana.participantId })
  first.awareness.setLocalState({ typing: 'still her' })
  await until('she is heard', () => seenOf(first, watcher)?.['typing'] === 'still her')
  expect(seenOf(first, watcher)?.['participantId']).toBe(ana.participantId)
  thief.dispose()
  first.awareness.setLocalState({ typing: 'and again' })
  await until('she is heard again', () => seenOf(first, watcher)?.['typing'] === 'and again')
})

/** Two tabs that believe they are one and the same Yjs client, as no page of ours ever is. */
async function twins(person: Person): Promise<SyncConnection[]> {
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  two.clientID = one.clientID
  return [await tab(person, one), await tab(person, two)]
}

function typeAtRandom(connection: SyncConnection, random: () => number): void {
  const notes = notesOf(connection)
  const at = Math.floor(random() * (notes.length + 1))
  if (random() < 0.3) notes.delete(at, Math.min(2, notes.length - at))
  else notes.insert(at, 'typed'.slice(0, 1 + Math.floor(random() * 5)))
}

test.each(seeds)(
  '[SYNC-29] seed %i: two tabs that share one Yjs client id harm neither the room nor the others',
  async (seed) => {
    const random = seeded(seed)
    const session = await server.session()
    const [ana, ben] = [await session.join('participant'), await session.join('participant')]
    const [neighbour, ...forged] = [await tab(ben), ...(await twins(ana))]
    for (let turn = 0; turn < 60; turn++) {
      for (const each of [neighbour, ...forged]) if (random() < 0.7) typeAtRandom(each, random)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await neighbour.whenSaved()
    const newcomer = await tab(ben)
    notesOf(newcomer).insert(0, 'welcome ')
    await newcomer.whenSaved()
    for (const each of forged) each.dispose()
    const isAlike = async () => {
      const replayed = expectSoundLog(await rowsOf(session))
      return areAlike([replayed, neighbour.ydoc, newcomer.ydoc])
    }
    await until('neighbour, newcomer and log are alike', isAlike)
    expect(neighbour.state.at).toBe('synced')
    expect(notesOf(neighbour).toJSON()).toContain('welcome ')
  },
)
