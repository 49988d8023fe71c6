import { Results } from './report/results.ts'
import { consoleTable } from './report/console-table.ts'
import type { Options } from './options.ts'
import { readOptions, usage } from './options.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { BenchServer } from './servers/bench-server.ts'
import { putUnderLoad } from './servers/load-process.ts'
import { ensurePeers } from './servers/peers.ts'
import type { ServerName } from './servers/server-name.ts'

/*
 * The product side by side with its peers: each scenario is played by each server in turn, several
 * times, on one machine. Prints a table; with --write, docs/BENCHMARKS.md.
 */

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
process.exit()

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(usage)
    return
  }
  const options = readOptions(process.argv.slice(2))
  if (options.servers.some((server) => server !== 'gamelan')) ensurePeers()
  const results = new Results()
  for (const scenario of options.scenarios) {
    await playAll(scenario, options, results)
    console.log(consoleTable(scenario, results))
  }
}

/** Interleaved, and each round beginning with another server: what drifts, drifts for all. */
async function playAll(scenario: Scenario, options: Options, results: Results): Promise<void> {
  const servers = options.servers.filter((server) => scenario.servers.includes(server))
  for (let run = 0; run < options.runs; run += 1) {
    const turn = run % Math.max(1, servers.length)
    for (const server of [...servers.slice(turn), ...servers.slice(0, turn)]) {
      await playOnce(scenario, server, run, options, results)
    }
  }
}

async function playOnce(
  scenario: Scenario,
  name: ServerName,
  run: number,
  { lengths, quick, before }: Options,
  results: Results,
): Promise<void> {
  process.stdout.write(`${scenario.name} ${name} (${run + 1}) ... `)
  const server = await BenchServer.start({ name, before, env: scenario.env ?? {} })
  try {
    const task = { scenario: scenario.name, seed: run + 1, lengths, quick }
    const outcome = await putUnderLoad(server, task)
    results.add(scenario.name, name, outcome)
    console.log(outcome.flaws.length > 0 ? `INCOMPLETE: ${outcome.flaws.join('; ')}` : 'ok')
  } catch (error) {
    console.log(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await server.dispose()
  }
}
