import { describe, expect, test } from 'vitest'
import type { ImportedSession } from '../../server/log/registry.ts'
import type { Store } from '../../server/log/store.ts'
import { participantOf, person, rowOf, rowsOf, session, sessionOf, tokenOf } from './records.ts'

/** What every registry promises. `open` gives an empty store, and closes it after the test. */
export function describeRegistry(open: () => Promise<Store>): void {
  const board = { sessionId: session('one'), doc: 'board' } as const

  async function withSession(): Promise<Store> {
    const store = await open()
    await store.registry.createSession(sessionOf('one'), [tokenOf('first')], [])
    return store
  }

  describe('a new session', () => {
    test('[LOG-6] comes with its tokens and first rows', async () => {
      const { registry, log } = await open()
      const record = sessionOf('one', { situation: 'The pager rings.', format: 'gamelan' })
      await registry.createSession(record, [tokenOf('a')], rowsOf('script', 1, 2))
      expect(await registry.session(record.id)).toEqual(record)
      expect(await registry.token('hash of a')).toEqual(tokenOf('a'))
      expect(await log.read({ ...board, doc: 'script' })).toHaveLength(2)
    })

    test('[LOG-6] unknown sessions, tokens and people are null or none', async () => {
      const { registry } = await open()
      expect(await registry.session(session('none'))).toBeNull()
      expect(await registry.sessions()).toEqual([])
      expect(await registry.token('none')).toBeNull()
      expect(await registry.participantByKey('none')).toBeNull()
      expect(await registry.participants(session('none'))).toEqual([])
    })

    test('[LOG-6] is not there at all where its rows are out of sequence', async () => {
      const { registry, log } = await open()
      const rows = [rowOf('board', 1), rowOf('script', 2)]
      const refused = registry.createSession(sessionOf('one'), [tokenOf('a')], rows)
      await expect(refused).rejects.toMatchObject({ code: 'out-of-sequence' })
      expect(await registry.sessions()).toEqual([])
      expect(await registry.token('hash of a')).toBeNull()
      expect(await log.documents(session('one'))).toEqual([])
    })

    test('[LOG-6] cannot take the id or a token of another', async () => {
      const { registry, log } = await withSession()
      const sameId = registry.createSession(sessionOf('one', { title: 'Other' }), [], [])
      await expect(sameId).rejects.toMatchObject({ code: 'conflict' })
      const two = { sessionId: session('two') }
      const sameToken = [tokenOf('new', two), tokenOf('first', { ...two, role: 'observer' })]
      const taken = registry.createSession(sessionOf('two'), sameToken, [rowOf('board', 1, two)])
      await expect(taken).rejects.toMatchObject({ code: 'conflict' })
      expect(await registry.sessions()).toEqual([sessionOf('one')])
      expect(await registry.token('hash of new')).toBeNull()
      expect(await log.documents(session('two'))).toEqual([])
    })
  })

  describe('an imported session', () => {
    const imported: ImportedSession = {
      session: sessionOf('one', { importedAt: 1_700_000_009_000 }),
      tokens: [tokenOf('a'), tokenOf('b', { role: 'facilitator' })],
      participants: [participantOf('ada'), participantOf('bo', { removedAt: 1_700_000_005_000 })],
      rows: [...rowsOf('board', 1, 3), rowOf('stage', 1)],
    }

    test('[LOG-7] comes in with its people, tokens and history', async () => {
      const { registry, log } = await open()
      await registry.importSession(imported)
      expect(await registry.session(session('one'))).toEqual(imported.session)
      expect(await registry.participants(session('one'))).toEqual(imported.participants)
      expect(await registry.token('hash of b')).toEqual(imported.tokens[1])
      expect(await log.read(board)).toHaveLength(3)
    })

    const two = { sessionId: session('two') }
    const wrong: readonly (readonly [string, Partial<ImportedSession>])[] = [
      ['a row is out of sequence', { rows: [...imported.rows, rowOf('stage', 3)] }],
      ['a row is of another session', { rows: [...imported.rows, rowOf('board', 1, two)] }],
      ['a person is there twice', { participants: [participantOf('ada'), participantOf('ada')] }],
      ['a person is of another session', { participants: [participantOf('ada', two)] }],
      ['a token is of another session', { tokens: [tokenOf('a', two)] }],
      ['a role has two tokens', { tokens: [tokenOf('a'), tokenOf('b')] }],
    ]

    test.each(wrong)('[LOG-7] leaves nothing where %s', async (_, part) => {
      const { registry, log } = await open()
      await expect(registry.importSession({ ...imported, ...part })).rejects.toThrow()
      expect(await registry.sessions()).toEqual([])
      expect(await registry.participants(session('one'))).toEqual([])
      expect(await registry.token('hash of a')).toBeNull()
      expect(await log.documents(session('one'))).toEqual([])
      await registry.importSession(imported)
      expect(await log.read(board)).toHaveLength(3)
    })

    test('[LOG-7] may hold people who are in another session too', async () => {
      const { registry } = await withSession()
      await registry.addParticipant(participantOf('ada'), 'key of ada')
      const copy = [participantOf('ada', { ...two, name: 'Ada as she was' })]
      const other = { session: sessionOf('two'), tokens: [], participants: copy, rows: [] }
      await registry.importSession(other)
      await registry.removeParticipant(session('two'), person('ada'), 1_700_000_007_000)
      expect(await registry.participantByKey('key of ada')).toEqual(participantOf('ada'))
      expect(await registry.participants(session('one'))).toEqual([participantOf('ada')])
    })
  })

  test('[LOG-8] sessions are listed with the last one created or imported first', async () => {
    const { registry } = await open()
    const old = sessionOf('c', { createdAt: 5, importedAt: 1_700_000_009_000 })
    await registry.createSession(sessionOf('b'), [], [])
    await registry.createSession(sessionOf('a', { createdAt: 9 }), [], [])
    await registry.importSession({ session: old, tokens: [], participants: [], rows: [] })
    const listed = await registry.sessions()
    expect(listed.map(({ id }) => id)).toEqual([session('c'), session('a'), session('b')])
  })

  describe('tokens', () => {
    test('[LOG-9] a new token puts the old one of its session and role out of use', async () => {
      const { registry } = await withSession()
      await registry.replaceToken(tokenOf('observers', { role: 'observer' }))
      await registry.replaceToken(tokenOf('second'))
      expect(await registry.token('hash of first')).toBeNull()
      expect(await registry.token('hash of second')).toEqual(tokenOf('second'))
      expect(await registry.token('hash of observers')).toMatchObject({ role: 'observer' })
    })

    test('[LOG-9] where a token cannot be replaced, the old one still works', async () => {
      const { registry } = await withSession()
      await registry.replaceToken(tokenOf('taken', { role: 'observer' }))
      await expect(registry.replaceToken(tokenOf('taken'))).rejects.toMatchObject({
        code: 'conflict',
      })
      expect(await registry.token('hash of first')).toEqual(tokenOf('first'))
      expect(await registry.token('hash of taken')).toMatchObject({ role: 'observer' })
    })

    test('[LOG-9] a session that is unknown gets none', async () => {
      const { registry } = await open()
      const refused = registry.replaceToken(tokenOf('any'))
      await expect(refused).rejects.toMatchObject({ code: 'unknown-session' })
    })
  })

  describe('people', () => {
    test('[LOG-10] are found by the hash of their key and listed in the order they joined', async () => {
      const { registry } = await withSession()
      const people = ['zoe', 'ada', 'bo'].map((name, index) =>
        participantOf(name, { joinedAt: 1_700_000_000_000 - index, name: 'Same name' }),
      )
      for (const each of people) await registry.addParticipant(each, `key of ${each.id}`)
      expect(await registry.participants(session('one'))).toEqual(people)
      expect(await registry.countParticipants(session('one'))).toBe(3)
      expect(await registry.countParticipants(session('none'))).toBe(0)
      expect(await registry.participantByKey('key of p_ada')).toEqual(people[1])
    })

    test('[LOG-10] who were taken off have no key, and stay on the list', async () => {
      const { registry } = await withSession()
      await registry.addParticipant(participantOf('ada'), 'key of ada')
      await registry.addParticipant(participantOf('bo'), 'key of bo')
      await registry.removeParticipant(session('one'), person('ada'), 1_700_000_007_000)
      expect(await registry.participantByKey('key of ada')).toBeNull()
      expect(await registry.participantByKey('key of bo')).toEqual(participantOf('bo'))
      expect(await registry.countParticipants(session('one'))).toBe(2)
      expect(await registry.participants(session('one'))).toEqual([
        participantOf('ada', { removedAt: 1_700_000_007_000 }),
        participantOf('bo'),
      ])
    })

    test('[HANDOVER-4] get other roles in one session, all at once, and keep their keys', async () => {
      const { registry } = await withSession()
      await registry.addParticipant(participantOf('ada'), 'key of ada')
      await registry.addParticipant(participantOf('bo', { role: 'facilitator' }), 'key of bo')
      const copy = { session: sessionOf('two'), tokens: [], rows: [] }
      const two = participantOf('ada', { sessionId: session('two') })
      await registry.importSession({ ...copy, participants: [two] })
      await registry.changeRoles(session('one'), [
        { id: person('ada'), role: 'facilitator' },
        { id: person('bo'), role: 'participant' },
      ])
      const ada = participantOf('ada', { role: 'facilitator' })
      expect(await registry.participantByKey('key of ada')).toEqual(ada)
      expect(await registry.participantByKey('key of bo')).toEqual(participantOf('bo'))
      expect(await registry.participants(session('one'))).toEqual([ada, participantOf('bo')])
      expect(await registry.participants(session('two'))).toEqual([two])
    })

    test('[LOG-10] cannot take the id or key of another, nor join an unknown session', async () => {
      const { registry } = await withSession()
      await registry.addParticipant(participantOf('ada'), 'key of ada')
      const sameKey = registry.addParticipant(participantOf('bo'), 'key of ada')
      await expect(sameKey).rejects.toMatchObject({ code: 'conflict' })
      const sameId = registry.addParticipant(participantOf('ada'), 'another key')
      await expect(sameId).rejects.toMatchObject({ code: 'conflict' })
      const lost = registry.addParticipant(participantOf('bo', { sessionId: session('no') }), 'key')
      await expect(lost).rejects.toMatchObject({ code: 'unknown-session' })
      expect(await registry.participants(session('one'))).toEqual([participantOf('ada')])
    })
  })
}
