/** One thing to put right in a scenario. */
export interface ScenarioProblem {
  /** The place in the form, `injects[3].at`; empty for the scenario as a whole. */
  readonly path: string
  /** Line and column in the text, from 1; null for a scenario that came without a text. */
  readonly line: number | null
  readonly column: number | null
  /** What was expected there, and what was found. */
  readonly message: string
}

/** A place in the form as keys and list positions. */
export type FormPath = readonly PropertyKey[]

/** `['injects', 3, 'at']` as people write it: `injects[3].at`. */
export function showPath(path: FormPath): string {
  return path
    .map((step) => showStep(step))
    .join('')
    .replace(/^\./, '')
}

function showStep(step: PropertyKey): string {
  if (typeof step === 'number') return `[${step}]`
  const key = String(step)
  return /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

/** A problem in one line, led by its place: `line 12, column 9, injects[3].at: expected ...`. */
export function showProblem({ path, line, column, message }: ScenarioProblem): string {
  const place = [line && `line ${line}`, column && `column ${column}`, path].filter(Boolean)
  return place.length > 0 ? `${place.join(', ')}: ${message}` : message
}
