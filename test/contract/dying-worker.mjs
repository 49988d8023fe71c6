/* The worker as built, in a thread that ends when it is asked to append a row 2. */
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ name, args }) => {
  if (name === 'append' && args[0].heads[0].seq === 2) process.exit(7)
})

await import('../../dist/server/log/sqlite/sqlite-worker.js')
