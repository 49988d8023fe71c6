import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { unreachable } from '../../../shared/invariants.ts'
import type { FromLoad, ToLoad } from '../load/load-main.ts'
import type { Ask, Task } from '../load/stage.ts'
import type { Outcome } from '../scenarios/scenario.ts'
import type { BenchServer } from './bench-server.ts'
import { pinned } from './cores.ts'

export type Assignment = Omit<Task, 'server' | 'base' | 'adminToken' | 'pid'>

/** Longer than any scenario takes, in milliseconds. */
const patience = 600_000

const entry = resolve(import.meta.dirname, '../load/load-main.ts')

/** Has a process of its own put the server under load. Rejects where that process fails. */
export async function putUnderLoad(server: BenchServer, what: Assignment): Promise<Outcome> {
  const [command, args] = pinned('load', ['--import', 'tsx', entry])
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const giveUp = setTimeout(() => child.kill('SIGKILL'), patience)
  try {
    return await outcomeOf(child, server, what)
  } finally {
    clearTimeout(giveUp)
    child.kill('SIGKILL')
  }
}

function outcomeOf(child: ChildProcess, server: BenchServer, what: Assignment): Promise<Outcome> {
  const { name, base, adminToken, pid } = server
  const say = (message: ToLoad) => child.send(message)
  say({ task: { ...what, server: name, base, adminToken, pid } })
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromLoad) => {
      if ('outcome' in message) resolve(message.outcome)
      else if ('failure' in message) reject(new Error(message.failure))
      else obey(server, message.ask).then(() => say({ pid: pidOf(server) }), reject)
    })
    child.once('close', () => reject(new Error('The load ended without an outcome.')))
  })
}

async function obey(server: BenchServer, ask: Ask): Promise<void> {
  switch (ask) {
    case 'kill':
      return server.kill()
    case 'stop':
      return server.stop()
    case 'start':
      return server.start()
    default:
      return unreachable(ask)
  }
}

function pidOf(server: BenchServer): number {
  return server.isRunning ? server.pid : 0
}
