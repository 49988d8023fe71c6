import type { Row, Scenario } from '../scenarios/scenario.ts'
import type { ServerName } from '../servers/server-name.ts'
import { serverNames } from '../servers/server-name.ts'
import type { Results } from './results.ts'
import { judge } from './verdict.ts'

const width = { label: 30, figure: 22 } as const

/** A scenario's figures for the terminal: median (least to most), then the goals. */
export function consoleTable(scenario: Scenario, results: Results): string {
  const played = serverNames.filter((server) => results.of(scenario.name, server).length > 0)
  const head = [' '.repeat(width.label), ...played.map((server) => server.padStart(width.figure))]
  const lines = scenario.rows.flatMap((row) => [
    [label(row), ...played.map((server) => figure(scenario, row, server, results))].join(''),
    ...verdicts(scenario, row, results),
  ])
  return ['', scenario.title, head.join(''), ...lines, ''].join('\n')
}

function label({ label, unit }: Row): string {
  return `${label} (${unit})`.padEnd(width.label)
}

function figure({ name }: Scenario, { measure, digits }: Row, server: ServerName, all: Results) {
  const values = all.values(name, server, measure)
  if (values.length === 0) return '-'.padStart(width.figure)
  const [least, most] = [Math.min(...values).toFixed(digits), Math.max(...values).toFixed(digits)]
  const middle = all.median(name, server, measure).toFixed(digits)
  return (least === most ? middle : `${middle} (${least}-${most})`).padStart(width.figure)
}

function verdicts({ name }: Scenario, row: Row, results: Results): string[] {
  return row.goals.map((goal) => {
    const { goal: words, reached } = judge(results, name, row, goal)
    const state = reached ? `${reached.holds ? 'reached' : 'NOT reached'}: ${reached.text}` : '-'
    return `    goal ${words}: ${state}`
  })
}
