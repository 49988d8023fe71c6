import type { ServerName } from '../servers/server-name.ts'
import type { Goal } from './scenario.ts'

export const atMost = (value: number): Goal => ({ is: 'at most', value })
export const atLeast = (value: number): Goal => ({ is: 'at least', value })

/** At most so many times what a peer needs. */
export function timesOf(of: ServerName, value: number): Goal {
  return { is: 'at most', value, of, by: 'ratio' }
}

/** At least so many times what a peer can do. */
export function leastTimesOf(of: ServerName, value: number): Goal {
  return { is: 'at least', value, of, by: 'ratio' }
}

/** At most so much above a peer's figure. */
export function within(value: number, of: ServerName): Goal {
  return { is: 'at most', value, of, by: 'difference' }
}
