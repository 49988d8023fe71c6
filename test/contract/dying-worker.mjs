/* The worker as built, in a thread that ends when it is asked to append a row 2. */
import { parentPort } from 'node:worker_threads'
import { unpackDocRows } from '../../dist/server/log/sqlite/packed-rows.js'

parentPort.on('message', ({ name, args }) => {
  if (name === 'append' && unpackDocRows(args[0])[0].seq === 2) process.exit(7)
})

await import('../../dist/server/log/sqlite/sqlite-worker.js')
