/*
 * The worker as built, where SQLite may not write from when it is asked for a row of the stage
 * until it is asked for one of the script: as in a folder that turns read-only for a while.
 */
import { parentPort } from 'node:worker_threads'
import { Database } from '../../dist/server/log/sqlite/database.js'
import { unpackDocRows } from '../../dist/server/log/sqlite/packed-rows.js'

let isReadOnly = false

parentPort.on('message', ({ name, args }) => {
  const doc = name === 'append' ? unpackDocRows(args[0])[0].doc : null
  if (doc === 'stage' || doc === 'script') isReadOnly = doc === 'stage'
})

const { transaction } = Database.prototype
Database.prototype.transaction = function (work) {
  this.exec(`PRAGMA query_only = ${isReadOnly}`)
  transaction.call(this, work)
}

await import('../../dist/server/log/sqlite/sqlite-worker.js')
