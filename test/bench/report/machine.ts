import { cpus, release, totalmem, type } from 'node:os'
import { pinning } from '../servers/cores.ts'
import { fileSystemOf, workFolder } from '../work-folder.ts'

/** What the figures were taken on, as far as it says something about them. */
export function describeMachine(): string {
  const all = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const kernel = release().split('.').slice(0, 2).join('.')
  return [
    `${all.length} cores (${all[0]?.model.trim() ?? 'unknown'}), ${memory} GiB`,
    `${type()} ${kernel}`,
    `Node ${process.version}`,
    `data on ${fileSystemOf(workFolder())}`,
    pinning,
  ].join(', ')
}
