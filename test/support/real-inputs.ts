import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestContext } from 'vitest'

const folder = process.env['GAMELAN_REAL_INPUTS']
const absent = 'Tests with real inputs are skipped: set GAMELAN_REAL_INPUTS to their folder.'
if (!folder) console.log(absent)

/**
 * A file that people really have, out of the folder that `GAMELAN_REAL_INPUTS` names. None of them is
 * ours to carry along: where there is no such folder the test that asks is skipped.
 */
export function realInput(path: string, { skip }: Pick<TestContext, 'skip'>): Buffer {
  return folder ? readFileSync(resolve(folder, path)) : skip(absent)
}
