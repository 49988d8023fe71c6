import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Seat } from './person.ts'

const program = resolve(import.meta.dirname, '../peers/stock-joins.mjs')
const run = promisify(execFile)

/**
 * Has a server's stock client join `count` times, one after the other, in a process of its own.
 * Gives how long each took until the document was there to be read, in milliseconds.
 */
export async function stockJoins({ port, path, dialect }: Seat, count: number): Promise<number[]> {
  const client = dialect.prefix.length > 0 ? 'hocuspocus' : 'y-websocket'
  const task = JSON.stringify({ client, port, path, count })
  const { stdout } = await run(process.execPath, [program, task])
  return JSON.parse(stdout) as number[]
}
