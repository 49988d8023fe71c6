import { afterEach, expect, test } from 'vitest'
import { LiveConnection } from '../../client/net/live-connection.ts'
import type { SyncConnection } from '../../client/net/sync-connection.ts'
import type { Stored } from '../../server/log/log.ts'
import { StoreError } from '../../server/log/store-error.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import type { DocName } from '../../shared/documents.ts'
import { inboxOf } from '../../shared/documents.ts'
import { closeCodes } from '../../shared/wire/close-codes.ts'
import { Guests } from '../support/guests.ts'
import type { Person, ServerOptions } from '../support/in-process-server.ts'
import { InProcessServer } from '../support/in-process-server.ts'
import { MetricsPage } from '../support/metrics-page.ts'
import { storeWith } from '../support/store-with.ts'
import { until } from '../support/until.ts'

const guests = new Guests()
afterEach(() => guests.leave())

async function start(options?: ServerOptions): Promise<InProcessServer> {
  const server = await InProcessServer.start(options)
  guests.closeLater(() => server.stop())
  return server
}

const type = ({ ydoc }: SyncConnection, text: string) => boardDoc(ydoc).notes.insert(0, text)

/** Waits until a sample is at a number, or past it. */
function reaches(server: InProcessServer, sample: string, least: number): Promise<void> {
  const holds = async () => (await MetricsPage.of(server.url)).number(sample) >= least
  return until(`${sample} is ${least}`, holds)
}

test('[OPS-60] it shows who is there, by kind of document, and that they are gone', async () => {
  const server = await start()
  const session = await server.session()
  const [fay, ana] = [await session.join('facilitator'), await session.join('participant')]
  const docs: [Person, DocName][] = [
    [fay, 'board'],
    [ana, 'board'],
    [fay, 'stage'],
    [fay, 'script'],
    [ana, inboxOf(ana.participantId)],
  ]
  const all = []
  for (const [person, doc] of docs) all.push(await guests.connect(server, person, doc))
  const live = new LiveConnection({ server: server.url, key: ana.key })
  guests.closeLater(() => live.dispose())
  await live.send({ type: 'channel.say', text: 'here' })
  const page = await MetricsPage.of(server.url)
  const here = (kind: string) => page.number(`gamelan_document_connections{document="${kind}"}`)
  expect(['board', 'stage', 'script', 'inbox'].map(here)).toEqual([2, 1, 1, 1])
  expect(page.number('gamelan_sync_connections')).toBe(5)
  expect(page.number('gamelan_live_connections')).toBe(1)
  expect(page.number('gamelan_rooms')).toBeGreaterThanOrEqual(4)
  for (const each of all) each.dispose()
  const boards = 'gamelan_document_connections{document="board"}'
  await until('nobody is left', async () => (await MetricsPage.of(server.url)).number(boards) === 0)
})

test('[OPS-60] it shows who is behind, and how many bytes wait for them', async () => {
  const server = await start()
  const session = await server.session()
  const ana = await guests.connect(server, await session.join('participant'))
  const stalled = await guests.raw(server, await session.join('observer'))
  stalled.pause()
  const words = 'x'.repeat(200 * 1024)
  const behind = async () => {
    type(ana, words)
    await ana.whenSaved()
    return (await MetricsPage.of(server.url)).number('gamelan_slow_connections') === 1
  }
  await until('somebody is behind', behind)
  const page = await MetricsPage.of(server.url)
  const most = page.number('gamelan_buffered_max_bytes')
  expect(most).toBeGreaterThan(512 * 1024)
  expect(page.number('gamelan_buffered_bytes')).toBeGreaterThanOrEqual(most)
  stalled.resume()
  await until('they have caught up', async () => {
    const now = await MetricsPage.of(server.url)
    return now.number('gamelan_slow_connections') + now.number('gamelan_buffered_bytes') === 0
  })
})

test('[OPS-61] each commit shows its rows, bytes and time, and how soon it was acknowledged and told', async () => {
  const server = await start()
  const session = await server.session()
  const ana = await guests.connect(server, await session.join('participant'))
  const before = await MetricsPage.of(server.url)
  type(ana, 'hello')
  await ana.whenSaved()
  type(ana, 'again')
  await ana.whenSaved()
  const after = await MetricsPage.of(server.url)
  const more = (sample: string) => after.number(sample) - before.number(sample)
  expect(more('gamelan_rows_total')).toBe(2)
  expect(more('gamelan_flush_rows_sum')).toBe(2)
  expect(more('gamelan_flush_bytes_sum')).toBeGreaterThan(20)
  for (const name of ['flush', 'acknowledgement', 'broadcast']) {
    expect(more(`gamelan_${name}_seconds_count`), name).toBe(2)
    expect(more(`gamelan_${name}_seconds_sum`), name).toBeGreaterThan(0)
    expect(more(`gamelan_${name}_seconds_sum`), name).toBeLessThan(10)
  }
})

test('[OPS-61] while the disk does not answer, it shows for how long', async () => {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const server = await start({
    store: storeWith((disk) => ({
      append: (rows) =>
        rows.some(({ doc }) => doc === 'board')
          ? held.then(() => disk.append(rows))
          : disk.append(rows),
    })),
  })
  const ana = await guests.connect(server, await (await server.session()).join('participant'))
  expect((await MetricsPage.of(server.url)).number('gamelan_unsaved_seconds')).toBe(0)
  type(ana, 'waiting')
  await reaches(server, 'gamelan_unsaved_seconds', 0.001)
  letGo()
  await ana.whenSaved()
  expect((await MetricsPage.of(server.url)).number('gamelan_unsaved_seconds')).toBe(0)
})

test('[OPS-62] refusals are counted by door and reason, from zero, and name nobody', async () => {
  const server = await start({ limits: { connectionsPerSession: 1, framesPerSecond: 1 } })
  const session = await server.session()
  const ana = await session.join('participant')
  const first = await MetricsPage.of(server.url)
  for (const reason of Object.keys(closeCodes)) {
    expect(first.number(`gamelan_refusals_total{door="sync",reason="${reason}"}`), reason).toBe(0)
  }
  const flood = await guests.raw(server, ana)
  const crowd = await guests.raw(server, ana)
  await crowd.whenClosed()
  for (let n = 0; n < 20; n++) flood.send(Uint8Array.of(3))
  await flood.whenClosed()
  await (await guests.raw(server, { ...ana, key: 'wrong' })).whenClosed()
  await fetch(`${server.url}/api/sessions/${session.id}`, {
    headers: { authorization: 'Bearer x' },
  })
  const refused = await server.command(ana, { type: 'phase.set', phase: 'play' })
  expect(refused).toMatchObject({ ok: false })
  const page = await MetricsPage.of(server.url)
  for (const [door, reason] of [
    ['sync', 'tooMany'],
    ['sync', 'tooFast'],
    ['sync', 'notWelcome'],
    ['http', 'unauthorized'],
    ['live', 'forbidden'],
  ] as const) {
    const sample = `gamelan_refusals_total{door="${door}",reason="${reason}"}`
    expect(page.number(sample), sample).toBe(1)
  }
  expect(page.text).not.toContain(session.id)
  expect(page.text).not.toContain(ana.participantId)
})

test('[OPS-63] failed commits, damage and failed keyframes are counted', async () => {
  const disk = { isFull: false }
  const store = storeWith((log) => ({
    append: (rows) =>
      disk.isFull ? Promise.reject(new StoreError('disk-full', 'No room.')) : log.append(rows),
    load: async (ref): Promise<Stored> => {
      const stored = await log.load(ref)
      const isDamaged = ref.doc === 'script'
      return isDamaged ? { ...stored, damaged: [3, 4], keyframeDamaged: true } : stored
    },
    renewKeyframe: (ref) =>
      ref.doc === 'board' ? log.renewKeyframe(ref) : Promise.reject(new Error('No keyframe.')),
  }))
  const server = await start({ store })
  const session = await server.session()
  const fay = await session.join('facilitator')
  await guests.connect(server, fay, 'script')
  const ana = await guests.connect(server, await session.join('participant'))
  const page = await MetricsPage.of(server.url)
  expect(page.number('gamelan_damaged_rows_total')).toBe(2)
  expect(page.number('gamelan_damaged_keyframes_total')).toBe(1)
  for (const doc of ['board', 'script'] as const) {
    const typist = doc === 'board' ? ana : await guests.connect(server, fay, doc)
    for (let n = 0; n < 2_001; n++) typist.ydoc.getMap('any').set('n', n)
    await typist.whenSaved()
  }
  await reaches(server, 'gamelan_keyframe_seconds_count', 1)
  await reaches(server, 'gamelan_keyframe_failures_total', 1)
  disk.isFull = true
  type(ana, 'kept')
  await reaches(server, 'gamelan_flush_failures_total', 1)
  disk.isFull = false
  await ana.whenSaved()
})

test('[OPS-60] the event loop shows its delay and its work, and the process its memory', async () => {
  const server = await start()
  await reaches(server, 'gamelan_event_loop_delay_seconds_count', 2)
  const page = await MetricsPage.of(server.url)
  expect(page.number('gamelan_event_loop_busy_seconds_total')).toBeGreaterThan(0)
  for (const name of [
    'process_resident_memory',
    'nodejs_heap_size_used',
    'nodejs_external_memory',
  ]) {
    expect(page.number(`${name}_bytes`), name).toBeGreaterThan(0)
  }
  const rings = 'gamelan_event_loop_delay_seconds_bucket{le="0.25"}'
  const [short, all] = [page.number(rings), page.number('gamelan_event_loop_delay_seconds_count')]
  const end = performance.now() + 1_000
  while (performance.now() < end);
  await reaches(server, 'gamelan_event_loop_delay_seconds_count', all + 1)
  const later = await MetricsPage.of(server.url)
  const long = later.number('gamelan_event_loop_delay_seconds_count') - later.number(rings)
  expect(long).toBeGreaterThan(all - short)
})
