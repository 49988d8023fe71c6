import { parseArgs } from 'node:util'
import type { Lengths } from './load/stage.ts'
import { repertoire } from './scenarios/repertoire.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { ServerName } from './servers/server-name.ts'
import { serverNames } from './servers/server-name.ts'

export interface Options {
  readonly scenarios: readonly Scenario[]
  readonly servers: readonly ServerName[]
  /** The folder of another build of the product, to be measured beside this one. */
  readonly before: string | undefined
  /** How often each server plays each scenario. */
  readonly runs: number
  readonly lengths: Lengths
  readonly quick: boolean
  /** Whether the results are kept, in the place of those that were. */
  readonly keep: boolean
  /** Whether to write docs/BENCHMARKS.md of the results that are kept. */
  readonly write: boolean
}

export const usage = `npm run bench -- [options]
  --only <a,b>      only these scenarios (see below)
  --servers <a,b>   only these of ${serverNames.join(', ')}
  --before <folder> another checkout whose build is measured beside this one, as \`before\`
  --runs <n>        how often each server plays each scenario, interleaved (3); 0 with --write
                    writes the document anew of what is kept
  --seconds <n>     how long each is measured (10; quick 4)
  --quick           fewer and shorter ones, once each
  --write           keep the results and write docs/BENCHMARKS.md of all that are kept;
                    without any option the same. Three runs and more are kept in any case

Scenarios: ${repertoire.map(({ name }) => name).join(', ')}`

const enoughToKeep = 3

/** Reads the command line; throws a sentence that names what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      servers: { type: 'string' },
      before: { type: 'string' },
      runs: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const { quick, before } = values
  const write = values.write || args.length === 0
  const runs = Number(values.runs ?? (quick ? 1 : 3))
  const scenarios = quick ? repertoire.filter(({ isQuick }) => isQuick) : repertoire
  const steady = Number(values.seconds ?? (quick ? 4 : 10))
  return {
    scenarios: values.only === undefined ? scenarios : pick(repertoire, values.only),
    servers: pick(
      serverNames.map((name) => ({ name })),
      values.servers ?? usual(quick, before !== undefined).join(),
    ).map(({ name }) => name),
    before,
    runs,
    lengths: { warmUp: quick ? 1.5 : 12, steady },
    quick,
    keep: write || runs >= enoughToKeep,
    write,
  }
}

/** A quick run leaves out the one that tells least. */
function usual(quick: boolean, hasBefore: boolean): ServerName[] {
  return serverNames.filter((name) => {
    if (name === 'relay') return !quick
    return name !== 'before' || hasBefore
  })
}

function pick<Named extends { readonly name: string }>(all: readonly Named[], names: string) {
  return names.split(',').map((wanted) => {
    const found = all.find(({ name }) => name === wanted.trim())
    if (!found)
      throw new Error(`There is no ${wanted}. There is ${all.map((a) => a.name).join(', ')}.`)
    return found
  })
}
