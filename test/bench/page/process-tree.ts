import { readdirSync, readFileSync } from 'node:fs'
import { cpuOf, cpuOfMachine } from '../load/process-load.ts'

/** CPU used so far, in milliseconds: by this program and all that it started, and by the machine. */
export interface CpuUsed {
  readonly at: number
  readonly own: number
  readonly machine: number
}

export function cpuNow(): CpuUsed {
  const own = treeOf(process.pid).reduce((sum, pid) => sum + usedBy(pid), 0)
  return { at: performance.now(), own, machine: cpuOfMachine() }
}

/** Percent of a core: what this program and all that it started took, and everything else. */
export interface CpuShares {
  readonly own: number
  readonly others: number
}

/** Between two moments in which no process of ours ended. */
export function sharesBetween(from: CpuUsed, to: CpuUsed): CpuShares {
  const percent = (used: number) => (used / (to.at - from.at)) * 100
  const own = to.own - from.own
  return { own: percent(own), others: percent(Math.max(0, to.machine - from.machine - own)) }
}

/** A process and everything below it. */
function treeOf(root: number): number[] {
  const parentByPid = new Map(pids().map((pid) => [pid, parentOf(pid)]))
  const below = (pid: number): number[] => [
    pid,
    ...[...parentByPid].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ]
  return below(root)
}

function pids(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger)
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces: count from behind it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return NaN
  }
}

/** One that has just ended has used nothing that is still told. */
function usedBy(pid: number): number {
  try {
    return cpuOf(pid)
  } catch {
    return 0
  }
}
