import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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

type ByServer = Partial<Record<ServerName, Played>>

/** What the last runs of each scenario and server gave. */
export class Results {
  /** Null: they are only to be looked at, and not kept. */
  readonly #folder: string | null
  readonly #byScenario = new Map<string, ByServer>()

  constructor(folder: string | null = null) {
    this.#folder = folder
    if (folder !== null) mkdirSync(folder, { recursive: true })
  }

  /** Those that are kept between runs, of which the document is made. */
  static kept(): Results {
    return new Results(join(workFolder(), 'results'))
  }

  /** Takes the place of what the server gave for this scenario before. */
  put(scenario: string, server: ServerName, runs: Played): void {
    const all = { ...this.#of(scenario), [server]: runs }
    this.#byScenario.set(scenario, all)
    if (this.#folder !== null) {
      writeFileSync(fileOf(this.#folder, scenario), JSON.stringify(all, null, 1))
    }
  }

  played(scenario: string, server: ServerName): Played | null {
    return this.#of(scenario)[server] ?? null
  }

  of(scenario: string, server: ServerName): readonly Outcome[] {
    return this.played(scenario, server)?.outcomes ?? []
  }

  values(scenario: string, server: ServerName, measure: string): number[] {
    const values = this.of(scenario, server).map(({ measures }) => measures[measure] ?? NaN)
    return values.filter((value) => !Number.isNaN(value))
  }

  /** Whether any server has a figure for it: without presence none has any of presence. */
  has(scenario: string, measure: string): boolean {
    return serverNames.some((server) => this.values(scenario, server, measure).length > 0)
  }

  /** NaN where nothing was measured. */
  median(scenario: string, server: ServerName, measure: string): number {
    return median(this.values(scenario, server, measure))
  }

  #of(scenario: string): ByServer {
    const known = this.#byScenario.get(scenario)
    if (known) return known
    const read = this.#folder === null ? {} : readPlayed(fileOf(this.#folder, scenario))
    this.#byScenario.set(scenario, read)
    return read
  }
}

function readPlayed(file: string): ByServer {
  return existsSync(file) ? stored.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
}

function fileOf(folder: string, scenario: string): string {
  return join(folder, `${scenario}.json`)
}
