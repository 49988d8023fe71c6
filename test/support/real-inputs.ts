import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestContext } from 'vitest'

/**
 * A file that people really have, out of the folder that `GAMELAN_REAL_INPUTS` names. None of them is
 * ours to carry along: where there is no such folder the test that asks is skipped, and says so.
 */
export function realInput(path: string, { skip }: Pick<TestContext, 'skip'>): Buffer {
  const folder = process.env['GAMELAN_REAL_INPUTS']
  if (!folder) return skip('needs real inputs: set GAMELAN_REAL_INPUTS to their folder')
  return readFileSync(resolve(folder, path))
}
