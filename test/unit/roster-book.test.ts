import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { RosterBook } from '../../server/stage/roster-book.ts'
import type { ParticipantId, SessionId } from '../../shared/ids.ts'

function stage() {
  const roster = new Y.Doc().getMap<unknown>('roster')
  const comes = (book: RosterBook, name: string) => {
    const id = `p_${roster.size}` as ParticipantId
    const person = { id, sessionId: 's_one' as SessionId, name, role: 'participant' as const }
    const line = book.entryFor({ ...person, joinedAt: roster.size, removedAt: null })
    roster.set(id, line)
    return line
  }
  return { roster, comes }
}

test('[JOIN-1] people of one name are numbered, however it is written, and each has a hue of their own', () => {
  const { roster, comes } = stage()
  const book = new RosterBook(roster)
  const lines = ['Zoë', 'Ana', 'ZOE\u0308', 'zoë', 'Ana'].map((name) => comes(book, name))
  expect(lines.map(({ number }) => number)).toEqual([1, 1, 2, 3, 2])
  expect(new Set(lines.map(({ hue }) => hue)).size).toBe(5)
})

test('[JOIN-1] who reads the roster later goes on counting, past what is no line', () => {
  const { roster, comes } = stage()
  const first = new RosterBook(roster)
  for (const name of ['Ana', 'Ana', 'Bo']) comes(first, name)
  roster.set('p_odd', { name: 'Ana', number: 'many' })
  expect(comes(new RosterBook(roster), 'Ana').number).toBe(3)
})
