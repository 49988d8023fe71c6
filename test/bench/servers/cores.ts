import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'

/** Cores by what runs on them, so that the one that measures takes nothing from the one measured. */
const cores = { server: 0, load: 1 } as const

const canPin = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0

/**
 * The command that runs `node` with these arguments on its own core, where that can be had. With
 * BENCH_FIRST=1 it runs before everything else (which takes rights): on a machine that is busy with
 * something else, latencies are then still the server's.
 */
export function pinned(to: keyof typeof cores, args: readonly string[]): [string, string[]] {
  const first = process.env.BENCH_FIRST ? ['chrt', '--rr', '1'] : []
  const pin = canPin ? ['taskset', '-c', String(cores[to])] : []
  const [command = '', ...rest] = [...first, ...pin, process.execPath, ...args]
  return [command, rest]
}

export const pinning = [
  canPin ? 'server and load on a core each' : 'not pinned to cores',
  ...(process.env.BENCH_FIRST ? ['before everything else'] : []),
].join(', ')
