/*
 * The worker as built, in a thread that never comes to an end with a keyframe of the stage. That
 * it is at it can be seen in the folder.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'

parentPort.on('message', ({ name, args }) => {
  if (name !== 'make' || args[0].doc !== 'stage') return
  writeFileSync(join(workerData.folder, 'at-it.txt'), '')
  for (;;);
})

await import('../../dist/server/log/sqlite/sqlite-worker.js')
