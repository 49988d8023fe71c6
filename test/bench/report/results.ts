import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Outcome } from '../scenarios/scenario.ts'
import type { ServerName } from '../servers/server-name.ts'
import { serverNames } from '../servers/server-name.ts'
import { workFolder } from '../work-folder.ts'
import { median } from './statistics.ts'

/** NaN, where there was nothing to measure, is null in JSON. */
const figure = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN)

const played = z.object({
  /** The day they were played, as `2026-01-31`. */
  day: z.string(),
  machine: z.string(),
  /** How long each was measured, in seconds. */
  seconds: z.number(),
  outcomes: z.array(
    z.object({ measures: z.record(z.string(), figure), flaws: z.array(z.string()) }),
  ),
})
const stored = z.partialRecord(z.enum(serverNames), played)

/** The last runs of a scenario by a server. */
export interface Played extends Omit<z.infer<typeof played>, 'outcomes'> {
  readonly outcomes: readonly Outcome[]
}

/** What the last runs of each scenario and server gave, as a folder of JSON files. */
export class Results {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  /** Those that are kept, of which the document is made. */
  static kept(): Results {
    return new Results(join(workFolder(), 'results'))
  }

  /** Those of a run that is only to be looked at. */
  static passing(): Results {
    return new Results(mkdtempSync(join(workFolder(), 'passing-')))
  }

  /** Takes the place of what the server gave for this scenario before. */
  put(scenario: string, server: ServerName, runs: Played): void {
    const all = { ...this.#read(scenario), [server]: runs }
    writeFileSync(this.#fileOf(scenario), JSON.stringify(all, null, 1))
  }

  played(scenario: string, server: ServerName): Played | null {
    return this.#read(scenario)[server] ?? null
  }

  of(scenario: string, server: ServerName): readonly Outcome[] {
    return this.played(scenario, server)?.outcomes ?? []
  }

  values(scenario: string, server: ServerName, measure: string): number[] {
    return this.of(scenario, server).flatMap(({ measures }) => measures[measure] ?? [])
  }

  /** NaN where nothing was measured. */
  median(scenario: string, server: ServerName, measure: string): number {
    return median(this.values(scenario, server, measure))
  }

  #read(scenario: string): Partial<Record<ServerName, Played>> {
    const file = this.#fileOf(scenario)
    return existsSync(file) ? stored.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  }

  #fileOf(scenario: string): string {
    return join(this.#folder, `${scenario}.json`)
  }
}
