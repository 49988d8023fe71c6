import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../peers')

/** Installs the peers where they are missing or not those of their lock file. */
export function ensurePeers(): void {
  const installed = resolve(folder, 'node_modules/.package-lock.json')
  if (
    existsSync(installed) &&
    versionsIn(installed) === versionsIn(`${folder}/package-lock.json`)
  ) {
    return
  }
  console.log('Installing the peers (one of them compiles for about two minutes) ...')
  const { status } = spawnSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The peers could not be installed, see above.')
}

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string; optional?: boolean }>>
}

/** Optional packages may be left out, and the project itself is in one of the two files only. */
function versionsIn(file: string): string {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Lock
  return Object.entries(packages)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .map(([path, { version }]) => `${path}@${version ?? ''}`)
    .sort()
    .join()
}
