import { checkOneSession } from '../one-session.ts'
import type { ParticipantRecord, SessionRecord, TokenRecord } from '../registry.ts'
import { StoreError } from '../store-error.ts'
import type { WriterCalls } from './calls.ts'
import { openDataFolder } from './data-folder.ts'
import type { Database } from './database.ts'
import { LogTable } from './log-table.ts'
import { unpackDocRows } from './packed-rows.ts'

/** Opens a data folder and writes to it, a transaction a call. */
export function openWriter(folder: string): WriterCalls {
  const { database, close } = openDataFolder(folder)
  const log = new LogTable(database)
  return {
    append: (packed) => {
      const rows = unpackDocRows(packed)
      log.write(rows, () => log.insert(rows))
    },
    keepKeyframe: (ref, made) => log.write([ref], () => log.keep(ref, made)),
    importSession: ({ rows: packed, ...rest }) => {
      const imported = { ...rest, rows: unpackDocRows(packed) }
      checkOneSession(imported)
      log.write(imported.rows, () => {
        insertSession(database, imported.session)
        for (const token of imported.tokens) insertToken(database, token)
        for (const person of imported.participants) insertParticipant(database, person, null)
        log.insert(imported.rows)
      })
    },
    replaceToken: (token) => database.transaction(() => replaceToken(database, token)),
    addParticipant: (participant, keyHash) =>
      database.transaction(() => {
        checkSession(database, participant.sessionId)
        insertParticipant(database, participant, keyHash)
      }),
    changeRoles: (sessionId, changes) =>
      database.transaction(() => {
        const sql = 'UPDATE participants SET role = ? WHERE session_id = ? AND id = ?'
        for (const { id, role } of changes) database.run(sql, role, sessionId, id)
      }),
    removeParticipant: (sessionId, id, removedAt) =>
      database.transaction(() => {
        const sql = 'UPDATE participants SET removed_at = ? WHERE session_id = ? AND id = ?'
        database.run(sql, removedAt, sessionId, id)
      }),
    close,
  }
}

function insertSession(database: Database, session: SessionRecord): void {
  const sql = `INSERT INTO sessions (id, title, format, situation, created_at, imported_at)
    VALUES (?, ?, ?, ?, ?, ?)`
  const { id, title, format, situation, createdAt, importedAt } = session
  database.run(sql, id, title, format, situation, createdAt, importedAt)
}

function insertToken(database: Database, { sessionId, role, hash }: TokenRecord): void {
  const sql = 'INSERT INTO tokens (session_id, role, hash) VALUES (?, ?, ?)'
  database.run(sql, sessionId, role, hash)
}

function replaceToken(database: Database, token: TokenRecord): void {
  checkSession(database, token.sessionId)
  const { sessionId, role } = token
  database.run('DELETE FROM tokens WHERE session_id = ? AND role = ?', sessionId, role)
  insertToken(database, token)
}

function insertParticipant(
  database: Database,
  person: ParticipantRecord,
  keyHash: string | null,
): void {
  const sql = `INSERT INTO participants
    (session_id, id, name, role, joined_at, removed_at, key_hash) VALUES (?, ?, ?, ?, ?, ?, ?)`
  const { sessionId, id, name, role, joinedAt, removedAt } = person
  database.run(sql, sessionId, id, name, role, joinedAt, removedAt, keyHash)
}

function checkSession(database: Database, id: string): void {
  if (database.get('SELECT 1 FROM sessions WHERE id = ?', id)) return
  throw new StoreError('unknown-session', `No session ${id}.`)
}
