import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'

/** Cores by what runs on them, so that the one that measures takes nothing from the one measured. */
const cores = { server: 0, load: 1 } as const

const canPin = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0

/** The command that runs `node` with these arguments on its own core, where that can be had. */
export function pinned(to: keyof typeof cores, args: readonly string[]): [string, string[]] {
  if (!canPin) return [process.execPath, [...args]]
  return ['taskset', ['-c', String(cores[to]), process.execPath, ...args]]
}

export const pinning = canPin ? 'server and load on a core each' : 'not pinned to cores'
