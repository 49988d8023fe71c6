import type { TestProject } from 'vitest/node'
import { findOrGetChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a Chromium, or null where this machine has none and gets none. */
    chromium: string | null
  }
}

const absent =
  'Browser tests skipped: no Chromium found, and none could be installed. Install one, or set GAMELAN_CHROMIUM to its path.'

/** Finds a browser once, before the browser tests. Without one, a build server's run fails. */
export default function setup({ provide }: TestProject): void {
  const path = findOrGetChromium()
  if (path === null && isSet(process.env['CI'])) throw new Error(absent)
  if (path === null) console.log(absent)
  provide('chromium', path)
}

function isSet(flag: string | undefined): boolean {
  return flag !== undefined && flag !== '' && flag !== 'false' && flag !== '0'
}
