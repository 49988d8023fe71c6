import { inject } from 'vitest'
import { must } from '../../shared/invariants.ts'

const { path, needed } = inject('chromium')

/** Whether the browser tests are left out: there is no browser, and nobody insists on one. */
export const noBrowser = path === null && !needed

/** The path of the browser. Throws where there is none. */
export function browserPath(): string {
  return must(path, 'a Chromium to run the browser tests in')
}
