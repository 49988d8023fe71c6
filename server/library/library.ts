import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import type { Scenario } from '../../shared/scenario/scenario.ts'
import { showProblem } from '../../shared/scenario/scenario-problem.ts'
import type { Library as LibraryView } from '../../shared/wire/api.ts'
import { shippedScenarios } from './shipped-scenarios.ts'

/** A line of the library's list: what a session can be made from. */
export type LibraryEntry = LibraryView['scenarios'][number]

/** The scenarios that come with the server, read once when it starts. */
export interface Library {
  /** By title. */
  list(): readonly LibraryEntry[]
  /** The scenario with this id (its file's name without `.yaml`), or null. */
  scenario(id: string): Scenario | null
}

/**
 * Reads every `*.yaml` of a folder (the shipped ones where none is named). Throws, naming file, line
 * and path, if one is not right: a server with half its library would only fail later.
 */
export async function openLibrary(folder: URL | string = shippedScenarios()): Promise<Library> {
  const root = folder instanceof URL ? fileURLToPath(folder) : folder
  const files = (await readdir(root)).filter((file) => file.endsWith('.yaml'))
  const scenariosById = new Map(await Promise.all(files.map((file) => readScenario(root, file))))
  const entries = Array.from(scenariosById, ([id, scenario]) => entryOf(id, scenario))
  entries.sort((a, b) => a.title.localeCompare(b.title, 'en'))
  return { list: () => entries, scenario: (id) => scenariosById.get(id) ?? null }
}

async function readScenario(root: string, file: string): Promise<[string, Scenario]> {
  const whole = path.join(root, file)
  const parsed = parseScenario(await readFile(whole, 'utf8'))
  if (parsed.ok) return [path.basename(file, '.yaml'), parsed.scenario]
  const problems = parsed.problems.map((problem) => `\n  ${showProblem(problem)}`)
  throw new Error(`The scenario ${whole} cannot be read:${problems.join('')}`)
}

function entryOf(id: string, scenario: Scenario): LibraryEntry {
  const { title, summary, format, minutes, injects } = scenario
  return { id, title, summary, format, minutes, injects: injects.length }
}
