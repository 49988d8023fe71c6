/* The worker as built, in a thread that never comes to an end with a keyframe of the stage. */
import { parentPort } from 'node:worker_threads'

parentPort.on('message', ({ name, args }) => {
  while (name === 'make' && args[0].doc === 'stage');
})

await import('../../dist/server/log/sqlite/sqlite-worker.js')
