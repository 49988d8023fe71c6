import type { Row, Scenario } from '../scenarios/scenario.ts'
import type { ServerName } from '../servers/server-name.ts'
import { cell } from './cell.ts'
import type { Results } from './results.ts'
import { judge } from './verdict.ts'

const width = { label: 38, figure: 24 } as const

/** A scenario's figures for the terminal: median (least-most), then the goals. */
export function consoleTable(
  scenario: Scenario,
  results: Results,
  servers: readonly ServerName[],
): string {
  const columns = servers.filter((server) => scenario.servers.includes(server))
  const line = (first: string, cells: readonly string[]) =>
    first.padEnd(width.label) + cells.map((each) => each.padStart(width.figure)).join('')
  const measured = scenario.rows.filter(({ measure }) => results.has(scenario.name, measure))
  const rows = measured.flatMap((row) => [
    line(
      labelOf(row),
      columns.map((server) => cell(results, scenario.name, row, server)),
    ),
    ...verdicts(scenario, row, results),
  ])
  return ['', scenario.title, line('', columns), ...rows, ''].join('\n')
}

function labelOf({ label, unit }: Row): string {
  return unit === '' ? label : `${label} (${unit})`
}

function verdicts({ name }: Scenario, row: Row, results: Results): string[] {
  return row.goals.map((goal) => {
    const { goal: words, reached } = judge(results, name, row, goal)
    const state = reached ? `${reached.holds ? 'reached' : 'NOT reached'}: ${reached.text}` : '-'
    return `    goal ${words}: ${state}`
  })
}
