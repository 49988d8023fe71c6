import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { SyncConnection } from '../../client/net/sync-connection.ts'
import type { Row } from '../../server/log/log.ts'
import { lostUpdate } from '../../server/log/lost-row.ts'
import type { Store } from '../../server/log/store.ts'
import { boardDoc } from '../../shared/board/board-doc.ts'
import { addCard } from '../../shared/board/board-edits.ts'
import type { DocName } from '../../shared/documents.ts'
import type { CardId } from '../../shared/ids.ts'
import { speedOf } from '../../shared/stage/clock.ts'
import { readClock, readInjects, readStopwatch, stageDoc } from '../../shared/stage/stage-doc.ts'
import type { Bundle } from '../../shared/wire/api.ts'
import { bundle } from '../../shared/wire/api.ts'
import { adminToken, InProcessServer } from '../support/in-process-server.ts'
import type { Person } from '../support/in-process-server.ts'
import { storeWith } from '../support/store-with.ts'
import { until } from '../support/until.ts'

let server: InProcessServer

beforeAll(async () => {
  server = await InProcessServer.start()
})
afterAll(() => server.stop())

function connect(
  person: Person,
  doc: 'board' | 'stage' = 'board',
  { wsUrl } = server,
): SyncConnection {
  return new SyncConnection({
    server: wsUrl,
    sessionId: person.sessionId,
    doc,
    key: person.key,
    ydoc: new Y.Doc(),
    WebSocket,
  })
}

async function exported({ sessionId, key }: Person, { api } = server): Promise<Bundle> {
  return bundle.parse(JSON.parse(await api.exportSession(sessionId, key)))
}

/** A server that cannot read one row of a document as it was written. */
function serverWithDamage(at: { doc: DocName; seq: number }): Promise<InProcessServer> {
  const store = storeWith((log) => ({
    read: async (ref, after) => {
      const rows = await log.read(ref, after)
      const isDamaged = ({ seq }: Row) => ref.doc === at.doc && seq === at.seq
      return rows.map((row) =>
        isDamaged(row) ? { ...row, update: lostUpdate(), damaged: true } : row,
      )
    },
  }))
  return InProcessServer.start({ store })
}

/** A session that was played a little, with its clock still running, as its bundle. */
async function played(): Promise<{ person: Person; file: Bundle }> {
  const session = await server.session({ title: 'Played', scenario: 'replication-lag' })
  const person = await session.join('facilitator', 'Fay')
  await server.command(person, { type: 'phase.set', phase: 'play' })
  await server.command(person, { type: 'channel.say', text: 'here we go' })
  const board = connect(person)
  await board.whenSynced()
  const card = {
    id: 'c_1' as CardId,
    kind: 'signal',
    title: 'lag',
    by: person.participantId,
    at: 1,
  } as const
  addCard(boardDoc(board.ydoc), card)
  boardDoc(board.ydoc).notes.insert(0, 'notes')
  await board.whenSaved()
  board.dispose()
  return { person, file: await exported(person) }
}

/** A session of which an inject was due in the time since it was exported, as its bundle. */
async function playedUntilDue(): Promise<Bundle> {
  const injects = [{ kind: 'message', at: '0:01', title: 'Due' }]
  const scenario = { title: 'S', summary: 'S', minutes: 5, situation: 'S', injects }
  const session = await server.session({ title: 'Played', scenario })
  const person = await session.join('facilitator', 'Fay')
  await server.command(person, { type: 'phase.set', phase: 'play' })
  await server.command(person, { type: 'stopwatch.start' })
  await server.command(person, { type: 'clock.run', speed: 10 })
  const file = await exported(person)
  const stage = connect(person, 'stage')
  await until('it has landed', () => readInjects(stageDoc(stage.ydoc)).length === 1)
  stage.dispose()
  return file
}

/** A log that takes its time to be read, as one on a disk does. */
function slowStore(): Store {
  return storeWith((log) => ({
    read: async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return log.read(...args)
    },
  }))
}

function docOf(file: Bundle, name: string): Y.Doc {
  const doc = new Y.Doc()
  for (const row of file.documents[name]?.rows ?? []) {
    Y.applyUpdate(doc, Buffer.from(row.update, 'base64'))
  }
  return doc
}

async function importFile(file: unknown) {
  const { id, links } = await server.api.importSession(adminToken, JSON.stringify(file))
  return { id, join: () => server.api.join(links.facilitator.split('#')[1] ?? '', 'Reader') }
}

describe('the bundle', () => {
  test('[BUNDLE-1] holds every document, whose rows applied in order are the document', async () => {
    const { person, file } = await played()
    expect(file.format).toBe('gamelan-session/1')
    expect(Object.keys(file.documents).sort()).toEqual(['board', 'script', 'stage'])
    expect(boardDoc(docOf(file, 'board')).notes.toJSON()).toBe('notes')
    expect(file.participants).toEqual([
      expect.objectContaining({
        participantId: person.participantId,
        name: 'Fay',
        role: 'facilitator',
      }),
    ])
    for (const { rows } of Object.values(file.documents)) {
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    }
    expect(JSON.stringify(file)).not.toContain(person.key)
  })

  test('[BUNDLE-2] export, import, export gives the same rows', async () => {
    const { file } = await played()
    const copy = await importFile(file)
    const again = await exported(await copy.join())
    expect(again.documents).toEqual(file.documents)
    expect(again.session).toEqual(file.session)
  })

  test('[BUNDLE-3] a clock that ran when it was exported stands still in the copy at its last moment', async () => {
    const { file } = await played()
    const copy = await importFile(file)
    const stage = connect(await copy.join(), 'stage')
    await stage.whenSynced()
    await until('the clock stands', () => speedOf(readClock(stageDoc(stage.ydoc))) === 0)
    expect(stageDoc(stage.ydoc).injects.length).toBe(0)
    stage.dispose()
  })

  test('[BUNDLE-3] [WHEEL-8] nothing of a copy lands or runs by itself, though it was overdue when it came', async () => {
    const file = await playedUntilDue()
    const slow = await InProcessServer.start({ store: slowStore() })
    onTestFinished(() => slow.stop())
    const { links } = await slow.api.importSession(adminToken, JSON.stringify(file))
    const person = await slow.api.join(links.facilitator.split('#')[1] ?? '', 'Reader')
    await slow.command(person, { type: 'moment.mark', text: 'I am here' })
    // Whatever had been armed when the copy woke up would have been due at once.
    await slow.command(person, { type: 'moment.mark', text: 'Still here' })
    const stage = stageDoc(docOf(await exported(person, slow), 'stage'))
    expect(readInjects(stage)).toEqual([])
    const recordedUntil = file.documents.stage?.rows.at(-1)?.at
    expect(readClock(stage).at(-1)).toMatchObject({ speed: 0, wallAt: recordedUntil })
    expect(readStopwatch(stage).at(-1)).toMatchObject({ press: 'stop', wallAt: recordedUntil })
  })

  test('[BUNDLE-5] a session with a damaged row is carried out and in, and so is its copy', async () => {
    const damaged = await serverWithDamage({ doc: 'board', seq: 2 })
    onTestFinished(() => damaged.stop())
    const person = await (await damaged.session()).join('facilitator')
    const board = connect(person, 'board', damaged)
    for (const word of ['one ', 'two ', 'three ']) {
      const { notes } = boardDoc(board.ydoc)
      notes.insert(notes.length, word)
      await board.whenSaved()
    }
    board.dispose()
    const file = await exported(person, damaged)
    const copy = await (await importFile(file)).join()
    const reader = connect(copy)
    await reader.whenSynced()
    expect(boardDoc(reader.ydoc).notes.toJSON()).toBe('one ')
    reader.dispose()
    const again = await exported(copy)
    expect(again.documents['board']).toEqual(file.documents['board'])
    await importFile(again)
  })

  test('[BUNDLE-4] a bundle with an error is refused whole, with the place at fault', async () => {
    const { file } = await played()
    const rows = file.documents['board']?.rows ?? []
    const withBoard = (changed: unknown) => ({
      ...file,
      documents: { ...file.documents, board: { rows: changed } },
    })
    const bad: [unknown, string][] = [
      [{}, 'format'],
      [{ ...file, format: 'gamelan-session/2' }, 'format'],
      [withBoard(rows.slice(1)), 'documents.board.rows[0].seq'],
      [withBoard(rows.slice(1).map((row, n) => ({ ...row, seq: n + 1 }))), 'documents.board'],
      [withBoard([{ ...rows[0], update: 'CQkJCQ==' }]), 'documents.board'],
      [withBoard([{ ...rows[0], author: 'nobody' }]), 'author'],
      [{ ...file, documents: { nonsense: { rows: [] } } }, 'documents.nonsense'],
    ]
    const before = (await server.api.listSessions(adminToken)).length
    for (const [sent, place] of bad) {
      const refused = importFile(sent)
      await expect(refused, place).rejects.toMatchObject({ code: 'bad-bundle' })
      await expect(refused).rejects.toThrow(place)
    }
    expect((await server.api.listSessions(adminToken)).length).toBe(before)
  })
})

describe('history', () => {
  test('[REPLAY-20] answers only what was not known yet, and to everyone only what they may read', async () => {
    const { person, file } = await played()
    const all = await server.api.history(person.sessionId, person.key)
    expect(Object.keys(all.documents).sort()).toEqual(['board', 'script', 'stage'])
    expect(all.documents['board']).toEqual(file.documents['board'])
    const rest = await server.api.history(person.sessionId, person.key, { board: 1, stage: 10_000 })
    expect(rest.documents['board']?.rows[0]?.seq).toBe(2)
    expect(rest.documents['stage']?.rows).toEqual([])
    const asAdmin = await server.api.history(person.sessionId, adminToken)
    expect(asAdmin.session.you).toBeNull()
    expect(asAdmin.documents).toEqual(all.documents)
  })
})
