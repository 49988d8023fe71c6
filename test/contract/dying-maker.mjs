/* The worker as built, in a thread that ends when it is asked for a keyframe of the stage. */
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ name, args }) => {
  if (name === 'make' && args[0].doc === 'stage') process.exit(7)
})

await import('../../dist/server/log/sqlite/sqlite-worker.js')
