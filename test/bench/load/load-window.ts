import type { IntervalHistogram } from 'node:perf_hooks'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { cpuOf, cpuOfMachine, mainThreadCpuOf } from './process-load.ts'

/** What a stretch of time cost. CPU in milliseconds, shares of one core from 0 to 1. */
export interface WindowCost {
  readonly serverCpu: number
  /** What of it was the server's main thread. */
  readonly mainThreadCpu: number
  readonly serverShare: number
  readonly loadShare: number
  /** How late the process that measures was at its own timers, p99 in milliseconds. */
  readonly loadDelay: number
  /** What everything else on the machine took meanwhile, in cores. */
  readonly othersShare: number
}

const resolution = 5

/** A stretch of time in which the server's CPU is counted from outside, and the load's own. */
export class LoadWindow {
  readonly #pid: number
  readonly #began = performance.now()
  readonly #serverCpu: number
  readonly #mainThreadCpu: number
  readonly #loadCpu = process.cpuUsage()
  readonly #machineCpu = cpuOfMachine()
  readonly #delay: IntervalHistogram

  constructor(pid: number) {
    this.#pid = pid
    this.#serverCpu = cpuOf(pid)
    this.#mainThreadCpu = mainThreadCpuOf(pid)
    this.#delay = monitorEventLoopDelay({ resolution })
    this.#delay.enable()
  }

  end(): WindowCost {
    const length = performance.now() - this.#began
    const serverCpu = cpuOf(this.#pid) - this.#serverCpu
    const { user, system } = process.cpuUsage(this.#loadCpu)
    const loadCpu = (user + system) / 1_000
    const others = cpuOfMachine() - this.#machineCpu - serverCpu - loadCpu
    this.#delay.disable()
    return {
      serverCpu,
      mainThreadCpu: mainThreadCpuOf(this.#pid) - this.#mainThreadCpu,
      serverShare: serverCpu / length,
      loadShare: loadCpu / length,
      othersShare: Math.max(0, others) / length,
      loadDelay: Math.max(0, this.#delay.percentile(99) / 1e6 - resolution),
    }
  }
}
