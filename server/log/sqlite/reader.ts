import type { DocName } from '../../../shared/documents.ts'
import type { DocRef } from '../log.ts'
import type { ParticipantRecord, SessionRecord, TokenRecord } from '../registry.ts'
import type { LoadedDocument, PackedPage, ReaderCalls } from './calls.ts'
import { databasePath } from './data-folder.ts'
import { Database } from './database.ts'
import type { Page } from './log-reading.ts'
import { LogReading } from './log-reading.ts'
import { packRows } from './packed-rows.ts'
import { inflated } from './stored-keyframe.ts'

const sessionColumns = `id, title, format, situation,
  created_at AS createdAt, imported_at AS importedAt`
const participantColumns = `id, session_id AS sessionId, name, role,
  joined_at AS joinedAt, removed_at AS removedAt`
const sessionSql = `SELECT ${sessionColumns} FROM sessions WHERE id = ?`
const sessionsSql = `SELECT ${sessionColumns} FROM sessions ORDER BY n DESC`
const tokenSql = 'SELECT session_id AS sessionId, role, hash FROM tokens WHERE hash = ?'
const byKeySql = `SELECT ${participantColumns} FROM participants
  WHERE key_hash = ? AND removed_at IS NULL`
const participantsSql = `SELECT ${participantColumns} FROM participants
  WHERE session_id = ? ORDER BY n`
const countSql = 'SELECT count(*) FROM participants WHERE session_id = ?'
const documentsSql = 'SELECT name FROM documents WHERE session_id = ? ORDER BY n'

/**
 * Reads from a data folder that the writer has opened. The columns of each query are the fields of
 * its record, and only our writer fills them.
 */
export function openReader(folder: string): ReaderCalls {
  const database = new Database(databasePath(folder), { readOnly: true })
  const log = new LogReading(database)
  return {
    read: (ref, after, limit) => packed(log.page(ref, after, limit)),
    load: (ref, limit) => load(log, ref, limit),
    documents: (sessionId) => database.all(documentsSql, sessionId).map(nameOf),
    session: (id) => database.get(sessionSql, id) as SessionRecord | null,
    sessions: () => database.all(sessionsSql) as SessionRecord[],
    token: (hash) => database.get(tokenSql, hash) as TokenRecord | null,
    participantByKey: (keyHash) => database.get(byKeySql, keyHash) as ParticipantRecord | null,
    participants: (sessionId) => database.all(participantsSql, sessionId) as ParticipantRecord[],
    countParticipants: (sessionId) => database.number(countSql, sessionId) ?? 0,
    close: () => database.close(),
  }
}

function load(log: LogReading, ref: DocRef, limit: number): LoadedDocument {
  const stored = log.keyframe(ref)
  const page = packed(log.page(ref, stored.sound?.seq ?? 0, limit))
  const keyframeAt = stored.sound?.at ?? 0
  return { keyframe: inflated(stored), keyframeAt, keyframeDamaged: stored.isDamaged, page }
}

function packed({ rows, next }: Page): PackedPage {
  return { rows: packRows(rows), next }
}

function nameOf(row: unknown): DocName {
  return (row as { readonly name: DocName }).name
}
