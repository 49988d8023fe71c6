import * as Y from 'yjs'
import type { DocName } from '../shared/documents.ts'
import { parseDocName } from '../shared/documents.ts'
import { Refusal } from '../shared/errors.ts'
import type { SessionId } from '../shared/ids.ts'
import { participantId } from '../shared/ids.ts'
import { applyRows } from '../shared/replay/frame.ts'
import type { Bundle, WireRow } from '../shared/wire/api.ts'
import { bundle } from '../shared/wire/api.ts'
import type { Author, DocRow } from './log/log.ts'
import { isLost } from './log/lost-row.ts'
import type { ImportedSession, ParticipantRecord, SessionRecord } from './log/registry.ts'

/** The bundle `gamelan-session/1` of a session. */
export function writeBundle(
  { title, format, createdAt, situation }: SessionRecord,
  people: readonly ParticipantRecord[],
  documents: Bundle['documents'],
): Bundle {
  return {
    format: 'gamelan-session/1',
    session: { title, format, createdAt, situation },
    participants: people.map(({ id, name, role, joinedAt }) => ({
      participantId: id,
      name,
      role,
      joinedAt,
    })),
    documents,
  }
}

/**
 * Reads a bundle into the records of a new session. Refused whole, with the place at fault, unless
 * every document's rows are gapless, in order of time, and leave nothing pending when applied. A row
 * with nothing in it stands for one that was damaged where it comes from: what stood on that may be
 * missing.
 */
export function readBundle(
  sent: unknown,
  sessionId: SessionId,
  importedAt: number,
): Omit<ImportedSession, 'tokens'> {
  const parsed = bundle.safeParse(sent)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw badBundle(issue?.path.join('.') ?? '', issue?.message ?? 'it cannot be read')
  }
  const { session, participants, documents } = parsed.data
  const { title, format, createdAt } = session
  const situation = session.situation ?? null
  return {
    session: { id: sessionId, title, format, situation, createdAt, importedAt },
    participants: participants.map(({ participantId: id, name, role, joinedAt }) => ({
      id,
      sessionId,
      name,
      role,
      joinedAt,
      removedAt: null,
    })),
    rows: Object.entries(documents).flatMap(([name, { rows }]) =>
      readDocument(sessionId, name, rows),
    ),
  }
}

function readDocument(sessionId: SessionId, name: string, rows: readonly WireRow[]): DocRow[] {
  const doc = parseDocName(name)
  if (!doc) throw badBundle(`documents.${name}`, 'there is no such document')
  const read = rows.map((row, index) => readRow({ sessionId, doc }, row, rows[index - 1], index))
  checkReplays(doc, read)
  return read
}

function readRow(
  ref: { sessionId: SessionId; doc: DocName },
  { seq, at, author, update }: WireRow,
  before: WireRow | undefined,
  index: number,
): DocRow {
  const path = `documents.${ref.doc}.rows[${index}]`
  if (seq !== index + 1) throw badBundle(`${path}.seq`, `expected ${index + 1}`)
  if (before && at < before.at) throw badBundle(`${path}.at`, 'is before the row before it')
  const bytes = new Uint8Array(Buffer.from(update, 'base64'))
  const by = readAuthor(author, path)
  return { ...ref, seq, at, author: by, connection: 'server', update: bytes }
}

function readAuthor(author: string, path: string): Author {
  const parsed = participantId.safeParse(author)
  if (parsed.success) return parsed.data
  if (author === 'server') return author
  throw badBundle(`${path}.author`, 'expected the id of a participant, or server')
}

/** Applies the rows in order to an empty document, as every reader of the log will. */
function checkReplays(name: DocName, rows: readonly DocRow[]): void {
  const doc = new Y.Doc()
  try {
    applyRows(doc, rows)
  } catch {
    throw badBundle(`documents.${name}`, 'a row is not a Yjs update')
  }
  const { pendingStructs, pendingDs } = doc.store
  if ((pendingStructs ?? pendingDs) && !rows.some(({ update }) => isLost(update))) {
    throw badBundle(`documents.${name}`, 'a row stands on one that is missing')
  }
}

function badBundle(path: string, message: string): Refusal {
  return new Refusal(
    'bad-bundle',
    `The bundle has an error (${path}): ${message}. Nothing was imported.`,
  )
}
