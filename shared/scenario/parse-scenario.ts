import type * as z from 'zod/mini'
import { closestWord } from './closest-word.ts'
import { expectation, finding } from './expectation.ts'
import type { Scenario } from './scenario.ts'
import {
  scenario,
  scenarioAgain,
  scenarioAnswer,
  scenarioLine,
  scenarioAudience,
  scenarioInject,
  scenarioPicture,
  scenarioSeries,
} from './scenario.ts'
import { scenarioOption } from './options.ts'
import type { FormPath, ScenarioProblem } from './scenario-problem.ts'
import { showPath } from './scenario-problem.ts'
import { keysOfWhen } from './when.ts'
import type { TextPlace } from './yaml-source.ts'
import { readYaml } from './yaml-source.ts'

/** The longest text of a scenario, in UTF-16 code units. */
export const longestScenario = 1_000_000
const mostProblems = 50

/** A scenario that is right from end to end, or everything to put right in it (50 at most). */
export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] }

/** Reads a scenario from its YAML text (JSON is YAML, too). Whole or not at all; never throws. */
export function parseScenario(text: string): ParsedScenario {
  if (text.length > longestScenario) return refused([tooLong])
  const source = readYaml(text)
  if (!source.readable) return refused(source.problems)
  const checked = check(source.value, source.locate)
  if (checked.ok && source.problems.length === 0) return checked
  return refused([...source.problems, ...(checked.ok ? [] : checked.problems)])
}

/** The same for a scenario that came as JSON: its problems have a path, but no line. */
export function parseScenarioObject(value: unknown): ParsedScenario {
  return check(value, () => nowhere)
}

const nowhere = { line: null, column: null }

const tooLong: ScenarioProblem = {
  path: '',
  ...nowhere,
  message: `expected at most ${longestScenario} characters in all`,
}

function refused(problems: readonly ScenarioProblem[]): ParsedScenario {
  const inOrder = problems.toSorted(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  )
  return { ok: false, problems: inOrder.slice(0, mostProblems) }
}

type Locate = (path: FormPath, of: 'key' | 'value') => TextPlace | typeof nowhere

function check(value: unknown, locate: Locate): ParsedScenario {
  const parsed = scenario.safeParse(value, { error: expectation })
  if (parsed.success) return { ok: true, scenario: parsed.data }
  // Finding a place takes time, so no more of it than will be shown.
  const issues = parsed.error.issues.slice(0, mostProblems)
  return refused(issues.flatMap((issue) => problemsOf(issue, value, locate)))
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown, locate: Locate): ScenarioProblem[] {
  const { path, message } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path, value)
    return issue.keys.slice(0, mostProblems).map((key) => {
      const at = [...path, key]
      return { path: showPath(at), ...locate(at, 'key'), message: unknownKey(key, known) }
    })
  }
  const found = `${message}; found ${finding(valueAt(value, path))}`
  return [{ path: showPath(path), ...locate(path, 'value'), message: found }]
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = closestWord(key, known)
  if (meant !== null) return `expected no key "${key}" here; did you mean "${meant}"?`
  return `expected no key "${key}" here; the keys are ${known.join(', ')}`
}

/** The keys that the form knows at a place: of the scenario, of an inject, of a picture, an option, a series or a `when`. */
function keysAt(path: FormPath, value: unknown): string[] {
  if (path.length === 0) return Object.keys(scenario.shape)
  if (path[0] === 'transcript') return Object.keys(scenarioLine.shape)
  if (path[0] === 'answers') {
    return Object.keys((path.length > 2 ? scenarioSeries : scenarioAnswer).shape)
  }
  if (path[2] === 'image') return Object.keys(scenarioPicture.shape)
  if (path[2] === 'when') return keysOfWhen(valueAt(value, path))
  if (path[2] === 'options') return Object.keys(scenarioOption.shape)
  if (path[2] === 'again') return Object.keys(scenarioAgain.shape)
  if (path[2] === 'audience') return Object.keys(scenarioAudience.shape)
  if (path.length > 2) return Object.keys(scenarioSeries.shape)
  const kind = valueAt(value, [...path, 'kind'])
  const option = scenarioInject.def.options.find((each) => each.shape.kind.def.values[0] === kind)
  return option ? Object.keys(option.shape) : []
}

function valueAt(value: unknown, path: FormPath): unknown {
  let found = value
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<PropertyKey, unknown>)[step]
  }
  return found
}
