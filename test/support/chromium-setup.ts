import type { TestProject } from 'vitest/node'
import { findOrGetChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a Chromium, or null where there is none; `needed` where that is a failure. */
    chromium: { readonly path: string | null; readonly needed: boolean }
  }
}

const absent =
  'no Chromium was found, and none could be installed. Install one, or set GAMELAN_CHROMIUM to its path.'

/** Finds a browser once, before the browser tests. On a build server they fail without one. */
export default function setup({ provide }: TestProject): void {
  const path = findOrGetChromium()
  const needed = isSet(process.env['CI'])
  if (path === null) console.log(`Browser tests ${needed ? 'fail' : 'are skipped'}: ${absent}`)
  provide('chromium', { path, needed })
}

function isSet(flag: string | undefined): boolean {
  return flag !== undefined && flag !== '' && flag !== 'false' && flag !== '0'
}
