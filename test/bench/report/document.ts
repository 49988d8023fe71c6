import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Row, Scenario } from '../scenarios/scenario.ts'
import type { ServerName } from '../servers/server-name.ts'
import { serverNames, serverTitles } from '../servers/server-name.ts'
import { cell, ratio } from './cell.ts'
import type { Results } from './results.ts'
import { median } from './statistics.ts'
import { judge } from './verdict.ts'

const columns: readonly ServerName[] = serverNames.filter((name) => name !== 'before')
const peers = ['y-websocket', 'hocuspocus'] as const

/** docs/BENCHMARKS.md: what stands in `preface.md`, and a table for each scenario that was played. */
export function benchmarksDocument(repertoire: readonly Scenario[], results: Results): string {
  const played = repertoire.filter(({ name }) => results.of(name, 'gamelan').length > 0)
  const preface = readFileSync(resolve(import.meta.dirname, 'preface.md'), 'utf8')
  const text = preface
    .replace('{{machines}}', machinesOf(played, results))
    .replace('{{noise}}', noiseOf(played, results))
    .replace('{{goals}}', goalsOf(played, results))
  return [text.trimEnd(), ...played.map((each) => section(each, results))].join('\n\n') + '\n'
}

function section(scenario: Scenario, results: Results): string {
  const shown = columns.filter((server) => results.of(scenario.name, server).length > 0)
  const head = ['', ...shown.map((server) => serverTitles[server]), ...ratiosOf(shown), 'goal', '']
  const measured = scenario.rows.filter(({ measure }) => results.has(scenario.name, measure))
  const lines = measured.map((row) => [
    row.unit === '' ? row.label : `${row.label}, ${row.unit}`,
    ...shown.map((server) => cell(results, scenario.name, row, server)),
    ...peersOf(shown).map((peer) => ratio(results, scenario.name, row, peer)),
    ...goalCells(scenario, row, results),
  ])
  const table = [head, head.map(() => '---'), ...lines].map(tableLine).join('\n')
  return [`### ${scenario.title}`, `\`${scenario.name}\``, table, flawsIn(scenario, results)]
    .filter((part) => part !== '')
    .join('\n\n')
}

function peersOf(shown: readonly ServerName[]) {
  return peers.filter((peer) => shown.includes(peer))
}

function ratiosOf(shown: readonly ServerName[]): string[] {
  return peersOf(shown).map((peer) => `/ ${serverTitles[peer]}`)
}

function goalCells({ name }: Scenario, row: Row, results: Results): [string, string] {
  const verdicts = row.goals.map((goal) => judge(results, name, row, goal))
  return [
    verdicts.map(({ goal }) => goal).join('; '),
    verdicts.map(({ reached }) => (reached ? wordFor(reached.holds) : '-')).join('; '),
  ]
}

function wordFor(holds: boolean): string {
  return holds ? 'reached' : '**not reached**'
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** What makes a figure unreliable is said beside it. */
function flawsIn({ name }: Scenario, results: Results): string {
  const lines = columns.flatMap((server) => {
    const flaws = results.of(name, server).flatMap((outcome) => outcome.flaws)
    return flaws.map((flaw) => `- Incomplete, ${serverTitles[server]}: ${flaw}.`)
  })
  return [...new Set(lines)].join('\n')
}

function machinesOf(played: readonly Scenario[], results: Results): string {
  const lines = played.flatMap(({ name }) => {
    const runs = results.played(name, 'gamelan')
    return runs ? [`- ${runs.day}: ${runs.machine}`] : []
  })
  return [...new Set(lines)].join('\n')
}

/** How far the runs of one figure lie apart, as a share of it: the median over all figures. */
function noiseOf(played: readonly Scenario[], results: Results): string {
  const spreads = played.flatMap(({ name, rows }) =>
    rows.flatMap(({ measure }) =>
      columns.flatMap((server) => spreadOf(results.values(name, server, measure))),
    ),
  )
  const percent = (median(spreads) * 100).toFixed(0)
  const spread =
    spreads.length === 0
      ? 'Each was played once, so that nothing is known of what another run would give.'
      : `From the least to the most of the runs it is ${percent} % of a figure (median).`
  return [spread, ...unrest(played, results)].join('\n')
}

/** Percent of a core; below it, what else ran is the system's own housekeeping. */
const worthTelling = 25

/** What else ran on the machine meanwhile, where it was much. */
function unrest(played: readonly Scenario[], results: Results): string[] {
  const shares = played.flatMap(({ name }) =>
    columns.flatMap((server) => results.values(name, server, 'othersShare')),
  )
  const share = median(shares)
  if (!(share > worthTelling)) return []
  return [
    `**The machine was busy with other things**: they used ${share.toFixed(0)} % of a core (median), and the disk. Read latencies,`,
    'those that wait for the disk above all, as the worst and not as the usual.',
  ]
}

function spreadOf(values: readonly number[]): number[] {
  const middle = median(values)
  if (values.length < 2 || !(middle > 0)) return []
  return [(Math.max(...values) - Math.min(...values)) / middle]
}

function goalsOf(played: readonly Scenario[], results: Results): string {
  const verdicts = played.flatMap(({ name, rows }) =>
    rows.flatMap((row) =>
      row.goals.flatMap((goal) => judge(results, name, row, goal).reached ?? []),
    ),
  )
  const reached = verdicts.filter(({ holds }) => holds).length
  return `${reached} of ${verdicts.length} goals are reached.`
}
