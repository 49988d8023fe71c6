import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Options } from './options.ts'
import { readOptions, usage } from './options.ts'
import { consoleTable } from './report/console-table.ts'
import { benchmarksDocument } from './report/document.ts'
import { describeMachine } from './report/machine.ts'
import { Results } from './report/results.ts'
import { repertoire } from './scenarios/repertoire.ts'
import type { Outcome, Scenario } from './scenarios/scenario.ts'
import { BenchServer } from './servers/bench-server.ts'
import { putUnderLoad } from './servers/load-process.ts'
import { ensurePeers } from './servers/peers.ts'
import type { ServerName } from './servers/server-name.ts'

/*
 * The product side by side with its peers: each scenario is played by each server in turn, several
 * times, on one machine. Prints a table; with --write, docs/BENCHMARKS.md.
 */

/** The server that is being measured: it must not outlive an interrupted run. */
let current: BenchServer | null = null
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupt())

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
  const results = options.keep ? Results.kept() : new Results()
  ensurePeers()
  console.log(describeMachine())
  for (const scenario of options.scenarios) {
    await playAll(scenario, options, results)
    console.log(consoleTable(scenario, results, options.servers))
  }
  if (options.write) write(benchmarksDocument(repertoire, results))
}

async function interrupt(): Promise<void> {
  await current?.dispose()
  process.exit(1)
}

function write(document: string): void {
  writeFileSync(resolve(import.meta.dirname, '../../docs/BENCHMARKS.md'), document)
  console.log('docs/BENCHMARKS.md is written.')
}

/** Interleaved, and each round beginning with another server: what drifts, drifts for all. */
async function playAll(scenario: Scenario, options: Options, results: Results): Promise<void> {
  const servers = options.servers.filter((server) => scenario.servers.includes(server))
  const outcomesByServer = new Map<ServerName, Outcome[]>(servers.map((server) => [server, []]))
  for (let run = 0; run < options.runs; run += 1) {
    const turn = run % Math.max(1, servers.length)
    for (const server of [...servers.slice(turn), ...servers.slice(0, turn)]) {
      const outcome = await playOnce(scenario, server, run, options)
      if (outcome) outcomesByServer.get(server)?.push(outcome)
    }
  }
  const when = { day: new Date().toISOString().slice(0, 10), machine: describeMachine() }
  for (const [server, outcomes] of outcomesByServer) {
    if (outcomes.length === 0) continue
    const runs = { ...when, seconds: options.lengths.steady, outcomes }
    results.put(scenario.name, server, runs)
  }
}

/** Null where it failed: one that fails must not take the others along. */
async function playOnce(
  scenario: Scenario,
  name: ServerName,
  run: number,
  { lengths, quick, before }: Options,
): Promise<Outcome | null> {
  process.stdout.write(`${scenario.name} ${name} (${run + 1}) ... `)
  const server = new BenchServer({ name, before, env: scenario.env ?? {} })
  current = server
  try {
    await server.start()
    const outcome = await putUnderLoad(server, {
      scenario: scenario.name,
      seed: run + 1,
      lengths,
      quick,
    })
    console.log(outcome.flaws.length > 0 ? `INCOMPLETE: ${outcome.flaws.join('; ')}` : 'ok')
    return outcome
  } catch (error) {
    console.log(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
    return null
  } finally {
    await server.dispose()
  }
}
