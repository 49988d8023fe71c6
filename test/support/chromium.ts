import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/** Starts the Chromium at a path, with nothing in it that calls out or waits for a person. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/**
 * The path of a Chromium that starts: the one named by `GAMELAN_CHROMIUM`, the system's, the one
 * of Playwright's installer, or one from `apt-get` where this user may install. Null where no way
 * leads to one. May download, and then takes a minute.
 */
export function findOrGetChromium(): string | null {
  const named = process.env['GAMELAN_CHROMIUM']
  if (named) return firstThatStarts([named])
  return installed() ?? fromInstaller() ?? fromApt()
}

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function installed(): string | null {
  return firstThatStarts([...systemNames, chromium.executablePath()])
}

function fromInstaller(): string | null {
  const require = createRequire(import.meta.url)
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js')
  console.log('No Chromium here: getting one with `npx playwright-core install chromium` ...')
  const got = succeeds(process.execPath, [cli, 'install', 'chromium'], {
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  })
  return got ? installed() : null
}

function fromApt(): string | null {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive']
  const apt = (...args: string[]) => {
    const [command = '', ...rest] = [...sudo, 'apt-get', ...args]
    return succeeds(command, rest, { DEBIAN_FRONTEND: 'noninteractive' })
  }
  if (!apt('--version')) return null
  console.log('No Chromium here: getting one with `apt-get install chromium` ...')
  apt('update', '-qq')
  return apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') ? installed() : null
}

/** A browser whose libraries are missing is there and yet does not start. */
function firstThatStarts(names: readonly string[]): string | null {
  const paths = names.flatMap(onPath)
  return paths.find((path) => succeeds(path, ['--version'])) ?? null
}

/** Where a program of this name is; a path stays what it is. */
function onPath(name: string): string[] {
  if (isAbsolute(name)) return [name]
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).filter((path) => existsSync(path))
}

const fiveMinutes = 300_000

function succeeds(command: string, args: string[], env: Record<string, string> = {}): boolean {
  const { status } = spawnSync(command, args, {
    stdio: 'ignore',
    timeout: fiveMinutes,
    env: { ...process.env, ...env },
  })
  return status === 0
}
