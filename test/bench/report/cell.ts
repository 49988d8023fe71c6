import type { Row } from '../scenarios/scenario.ts'
import type { ServerName } from '../servers/server-name.ts'
import type { Results } from './results.ts'

/** The median of the runs, and from where to where they went; a dash where there were none. */
export function cell(results: Results, scenario: string, row: Row, server: ServerName): string {
  const values = results.values(scenario, server, row.measure)
  if (values.length === 0) return '-'
  const [least, most] = [
    Math.min(...values).toFixed(row.digits),
    Math.max(...values).toFixed(row.digits),
  ]
  const middle = results.median(scenario, server, row.measure).toFixed(row.digits)
  return least === most ? middle : `${middle} (${least}-${most})`
}

/** How many times a peer's figure the product's is. */
export function ratio(results: Results, scenario: string, row: Row, peer: ServerName): string {
  const own = results.median(scenario, 'gamelan', row.measure)
  const value = own / results.median(scenario, peer, row.measure)
  return Number.isFinite(value) ? `${value.toFixed(2)}x` : '-'
}
