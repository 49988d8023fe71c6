import type { WindowCost } from '../load/load-window.ts'
import type { Measures, Row } from './scenario.ts'

/** What tells whether the load itself, or something else on the machine, was the limit. */
export const loadRows: readonly Row[] = [
  { measure: 'loadShare', label: 'load generator, of a core', unit: '%', digits: 0, goals: [] },
  { measure: 'loadDelay', label: 'load generator late, p99', unit: 'ms', digits: 1, goals: [] },
  { measure: 'othersShare', label: 'everything else, of a core', unit: '%', digits: 0, goals: [] },
]

export function loadMeasures({ loadShare, loadDelay, othersShare }: WindowCost): Measures {
  return { loadShare: loadShare * 100, loadDelay, othersShare: othersShare * 100 }
}
