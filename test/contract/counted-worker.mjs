/* The worker as built; each thread writes down what it is for. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'

appendFileSync(join(workerData.folder, 'threads.txt'), `${workerData.task}\n`)

await import('../../dist/server/log/sqlite/sqlite-worker.js')
