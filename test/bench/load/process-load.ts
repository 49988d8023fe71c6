import { readdirSync, readFileSync } from 'node:fs'

/** Of every Linux that Node runs on. */
const ticksPerSecond = 100

/**
 * CPU that a process has used so far, all threads, user and system, in milliseconds. The
 * scheduler's own account is in nanoseconds; where a kernel does not keep it, `stat` counts 10 ms.
 */
export function cpuOf(pid: number): number {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`)
    return tasks.reduce((sum, task) => sum + scheduledFor(`/proc/${pid}/task/${task}`), 0)
  } catch {
    return cpuByTicks(pid)
  }
}

/** What of it the process's first thread used: where a Node program's own code runs. */
export function mainThreadCpuOf(pid: number): number {
  try {
    return scheduledFor(`/proc/${pid}/task/${pid}`)
  } catch {
    return NaN
  }
}

function scheduledFor(task: string): number {
  return Number(readFileSync(`${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6
}

function cpuByTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}

/** Resident memory of a process, in bytes. */
export function memoryOf(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1]) * 1024
}

/** CPU that everything on the machine has used so far, in milliseconds, idling left out. */
export function cpuOfMachine(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return ((user + nice + system + irq + softirq) * 1_000) / ticksPerSecond
}
