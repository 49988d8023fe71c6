import { StoreError } from '../store-error.ts'
import { rowChecksum, writerChecksum } from './checksum.ts'
import type { Database } from './database.ts'

/**
 * The steps from an empty file to today's tables, oldest first. `PRAGMA user_version` counts those
 * a file has had. A step that was released is never edited: what changes is a new step.
 *
 * `n` is the order in which things came; wall clocks jump. `log_rows` is clustered by document, so
 * reading a history is one scan. Documents do not refer to sessions: the log stands by itself.
 *
 * Rows name their writer by number, for the names are longer than what somebody types. The one
 * thread that writes knows its documents and writers: SQLite need not look them up for every row,
 * and damage in one table does not keep another from being written.
 * Every row has a checksum, those of older files since they came here: were some without one, a
 * flipped bit could make one of any row.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE sessions (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    situation TEXT,
    created_at INTEGER NOT NULL,
    imported_at INTEGER
  ) STRICT;

  CREATE TABLE tokens (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    role TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    PRIMARY KEY (session_id, role)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE participants (
    n INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    removed_at INTEGER,
    key_hash TEXT UNIQUE,
    UNIQUE (session_id, id)
  ) STRICT;

  CREATE TABLE documents (
    n INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (session_id, name)
  ) STRICT;

  CREATE TABLE log_rows (
    document INTEGER NOT NULL REFERENCES documents (n),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    connection TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE writers (
    n INTEGER PRIMARY KEY,
    author TEXT NOT NULL,
    connection TEXT NOT NULL,
    UNIQUE (author, connection)
  ) STRICT;

  CREATE TABLE keyframes (
    document INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    deflated BLOB NOT NULL
  ) STRICT;

  ALTER TABLE log_rows RENAME TO log_rows_1;

  CREATE TABLE log_rows (
    document INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, seq)
  ) STRICT, WITHOUT ROWID;

  INSERT INTO writers (author, connection) SELECT DISTINCT author, connection FROM log_rows_1;

  INSERT INTO log_rows (document, seq, at, writer, checksum, bytes)
    SELECT document, seq, at, n,
      row_checksum(author, connection, document, seq, at, bytes), bytes
    FROM log_rows_1 CROSS JOIN writers USING (author, connection)
    ORDER BY document, seq;

  DROP TABLE log_rows_1;
  `,
]

/** Brings a file up to today. Throws where a newer Gamelan has been there, leaving it as it is. */
export function migrate(database: Database): void {
  database.define('row_checksum', rowChecksumInSql)
  database.transaction(() => {
    const version = database.number('PRAGMA user_version') ?? 0
    if (version > migrations.length) throw newerFile()
    for (const step of migrations.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

function rowChecksumInSql(
  author: string,
  connection: string,
  document: number,
  seq: number,
  at: number,
  update: Uint8Array,
): number {
  return rowChecksum(writerChecksum(author, connection), document, { seq, at, update })
}

function newerFile(): StoreError {
  return new StoreError(
    'unusable-folder',
    'it was written by a newer version of Gamelan: start that version, or a newer one still',
  )
}
