import type { Outcome } from '../scenarios/scenario.ts'
import type { ServerName } from '../servers/server-name.ts'
import { median } from './statistics.ts'

/** What the runs gave, by scenario and server. */
export class Results {
  readonly #outcomesByKey = new Map<string, Outcome[]>()

  add(scenario: string, server: ServerName, outcome: Outcome): void {
    this.#outcomesByKey.set(keyOf(scenario, server), [...this.of(scenario, server), outcome])
  }

  of(scenario: string, server: ServerName): readonly Outcome[] {
    return this.#outcomesByKey.get(keyOf(scenario, server)) ?? []
  }

  values(scenario: string, server: ServerName, measure: string): number[] {
    return this.of(scenario, server).flatMap(({ measures }) => measures[measure] ?? [])
  }

  /** NaN where nothing was measured. */
  median(scenario: string, server: ServerName, measure: string): number {
    return median(this.values(scenario, server, measure))
  }
}

function keyOf(scenario: string, server: ServerName): string {
  return `${scenario}/${server}`
}
