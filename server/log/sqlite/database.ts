import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { DatabaseSync } from '@photostructure/sqlite'

export type SqlValue = string | number | null | Uint8Array

/** How long a connection waits for another one's lock, in milliseconds. */
const busyTimeout = 5_000

/** One connection to a SQLite file, with each statement prepared once. */
export class Database {
  private readonly connection: DatabaseSyncInstance
  private readonly statementsBySql = new Map<string, StatementSyncInstance>()

  constructor(
    path: string,
    options: { readonly readOnly?: boolean; readonly timeout?: number } = {},
  ) {
    this.connection = new DatabaseSync(path, {
      readOnly: options.readOnly ?? false,
      timeout: options.timeout ?? busyTimeout,
      enableForeignKeyConstraints: true,
    })
    // Damage is seen when a page is read, before anything is made of it.
    this.connection.exec('PRAGMA cell_size_check = ON')
  }

  /** Runs statements that take no values and give no rows. */
  exec(sql: string): void {
    this.connection.exec(sql)
  }

  /** Lets SQL call a function that gives the same result for the same values, always. */
  define(name: string, work: (...values: never[]) => SqlValue): void {
    this.connection.function(name, { deterministic: true }, work)
  }

  /** Runs one statement; the number of rows it changed. */
  run(sql: string, ...values: SqlValue[]): number {
    return this.statement(sql).run(...values).changes
  }

  /** The first row as an object with a field for each column, or null. */
  get(sql: string, ...values: SqlValue[]): unknown {
    return this.statement(sql).get(...values) ?? null
  }

  all(sql: string, ...values: SqlValue[]): unknown[] {
    return this.statement(sql).all(...values)
  }

  /** The one number that a query gives, or null. */
  number(sql: string, ...values: SqlValue[]): number | null {
    const row = this.get(sql, ...values) as Readonly<Record<string, unknown>> | null
    const [value] = Object.values(row ?? {})
    return typeof value === 'number' ? value : null
  }

  /** All of the work or, where it throws, none of it. Durable when this returns. */
  transaction(work: () => void): void {
    this.run('BEGIN IMMEDIATE')
    try {
      work()
      this.run('COMMIT')
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    this.statementsBySql.clear()
    this.connection.close()
  }

  private statement(sql: string): StatementSyncInstance {
    const known = this.statementsBySql.get(sql)
    if (known) return known
    const prepared = this.connection.prepare(sql)
    this.statementsBySql.set(sql, prepared)
    return prepared
  }
}
