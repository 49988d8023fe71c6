import { mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Servers' data and the results of runs. In the project, and not in /tmp, which may be memory. */
export function workFolder(): string {
  const folder = resolve(import.meta.dirname, '.work')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** The type of the file system that a folder is on, such as `ext4`; `unknown` where none is told. */
export function fileSystemOf(folder: string): string {
  try {
    return typeByMount(readFileSync('/proc/self/mountinfo', 'utf8'), folder)
  } catch {
    return 'unknown'
  }
}

/** Lines of `mountinfo` are `... <mount point> <options> ... - <type> ...`. */
function typeByMount(mounts: string, folder: string): string {
  const found = mounts
    .split('\n')
    .map((line) => ({ point: line.split(' ')[4] ?? '', type: line.split(' - ')[1]?.split(' ')[0] }))
    .filter(({ point }) => point && `${folder}/`.startsWith(point === '/' ? '/' : `${point}/`))
    .sort((a, b) => a.point.length - b.point.length)
  return found.at(-1)?.type ?? 'unknown'
}
