/*
 * What an edit takes on disk: `npm run bench:disk`. Four people edit a board letter by letter; the
 * rows go through the real store in commits of five, and the file is measured when it is closed.
 * Beside it stands the form of the first release, a row of text and blob each.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import type { DocRow } from '../../server/log/log.ts'
import { Database } from '../../server/log/sqlite/database.ts'
import { migrations } from '../../server/log/sqlite/migrations.ts'
import { openSqliteStore } from '../../server/log/sqlite/sqlite-store.ts'
import { must } from '../../shared/invariants.ts'
import { idsFrom } from '../../shared/ids.ts'
import { RandomEditor } from '../support/random-editor.ts'
import { seeded } from '../support/seeded.ts'

const edits = 50_000
const perCommit = 5
const worker = new URL('../../dist/server/log/sqlite/sqlite-worker.js', import.meta.url)
const random = seeded(1)
const newId = idsFrom((length) => Uint8Array.from({ length }, () => random() * 256))
const ref = { sessionId: newId('session'), doc: 'board' } as const

const folder = await mkdtemp(join(tmpdir(), 'gamelan-bench-'))
try {
  await measure()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const rows = typed()
  const updates = rows.reduce((sum, { update }) => sum + update.length, 0)
  say('the updates themselves', updates)
  say('the form of the first release', await sizeOf(writeFirstForm(rows)))
  const file = join(folder, 'gamelan.sqlite')
  await written(rows)
  say('today, without a keyframe', await sizeOf(file))
  const { load, state } = await keyframed()
  say('today, with a keyframe', await sizeOf(file))
  console.log(`The keyframe is ${state} bytes of state; loading from it took ${load} ms.`)
}

/** The rows of people who edit one board and see each other's letters at once. */
function typed(): DocRow[] {
  const rows: DocRow[] = []
  const docs = Array.from({ length: 4 }, () => new Y.Doc())
  const editors = docs.map((doc) => {
    const [author, connection] = [newId('participant'), newId('connection')]
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return
      const seq = rows.length + 1
      rows.push({ ...ref, seq, at: 1_700_000_000_000 + seq * 40, author, connection, update })
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'others')
    })
    return new RandomEditor({ doc, by: author, random })
  })
  while (rows.length < edits) must(editors[Math.floor(random() * 4)], 'an editor').act()
  return rows.slice(0, edits)
}

async function written(rows: readonly DocRow[]): Promise<void> {
  const store = await openSqliteStore({ folder, worker })
  for (const commit of commitsOf(rows)) await store.log.append(commit)
  await store.close()
}

async function keyframed(): Promise<{ load: string; state: number }> {
  const store = await openSqliteStore({ folder, worker })
  const { bytes } = must(await store.log.renewKeyframe(ref), 'the keyframe')
  const start = performance.now()
  const { keyframe } = await store.log.load(ref)
  Y.applyUpdate(new Y.Doc(), must(keyframe, 'the keyframe').update)
  const load = (performance.now() - start).toFixed(1)
  await store.close()
  return { load, state: bytes }
}

function writeFirstForm(rows: readonly DocRow[]): string {
  const file = join(folder, 'first.sqlite')
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec(must(migrations[0], 'the first form'))
  database.run('INSERT INTO documents VALUES (1, ?, ?)', ref.sessionId, ref.doc)
  const insert = 'INSERT INTO log_rows VALUES (1, ?, ?, ?, ?, ?)'
  for (const commit of commitsOf(rows)) {
    database.transaction(() => {
      for (const { seq, at, author, connection, update } of commit) {
        database.run(insert, seq, at, author, connection, update)
      }
    })
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
  return file
}

function commitsOf(rows: readonly DocRow[]): DocRow[][] {
  return Array.from({ length: Math.ceil(rows.length / perCommit) }, (_, index) =>
    rows.slice(index * perCommit, (index + 1) * perCommit),
  )
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size
}

function say(what: string, bytes: number): void {
  console.log(`${what.padEnd(30)} ${(bytes / edits).toFixed(1).padStart(6)} bytes per edit`)
}
