import type * as z from 'zod/mini'
import { wayBack } from '../stage/way-back.ts'
import { closestWord } from './closest-word.ts'
import type { ScenarioOption } from './options.ts'
import { optionNames } from './options.ts'
import type { ScenarioWhen } from './when.ts'

/** What of an inject decides who waits for whom. */
interface Named {
  readonly title: string
  readonly key?: string | undefined
  readonly when?: ScenarioWhen | undefined
  readonly options?: readonly ScenarioOption[] | undefined
}

/** The place of the inject with this key, or else with this title; -1 where there is none. */
export function indexOfNamed(name: string, injects: readonly Named[]): number {
  const byKey = injects.findIndex(({ key }) => key === name)
  return byKey === -1 ? injects.findIndex(({ title }) => title === name) : byKey
}

interface Wait {
  readonly name: string
  /** What is to be chosen under it, where it waits for that. */
  readonly option?: string
  /** Where it is written, from its `when` on. */
  readonly path: readonly PropertyKey[]
}

function waitsIn(when: ScenarioWhen | undefined, path: readonly PropertyKey[]): Wait[] {
  if (!when) return []
  if ('of' in when) {
    return when.of.flatMap((each, index) => waitsIn(each, [...path, when.on, index]))
  }
  if (when.on === 'after') return [{ name: when.inject, path: [...path, 'after'] }]
  return when.on === 'chosen' ? [{ name: when.inject, option: when.option, path }] : []
}

/** Says what keeps injects from finding the one that they wait for. */
export function referencesHold(injects: readonly Named[], context: z.core.$RefinementCtx): void {
  const put = (path: readonly PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message })
  const keys = injects.map(({ key }) => key)
  for (const [index, { key, when }] of injects.entries()) {
    if (key !== undefined && keys.indexOf(key) !== index) {
      put([index, 'key'], 'expected a key of its own; another inject above has this one')
    }
    for (const wait of waitsIn(when, [index, 'when'])) {
      const message = problemOf(wait.name, injects)
      if (message) put(wait.option === undefined ? wait.path : [...wait.path, 'chosen'], message)
      else optionHolds(wait, injects, put)
    }
  }
  const circle = circleIn(injects)
  if (circle) put([circle.at, 'when'], circleWords(circle.path.map((at) => titleAt(at, injects))))
}

function problemOf(name: string, injects: readonly Named[]): string | null {
  const found = indexOfNamed(name, injects)
  if (found === -1) {
    const near = closestWord(
      name,
      injects.flatMap(({ key, title }) => key ?? title),
    )
    const meant = near === null ? '' : `, perhaps "${near}"`
    return `expected the key or the title of an inject${meant}`
  }
  const isKey = injects[found]?.key === name
  const hasTwin = injects.filter(({ title }) => title === name).length > 1
  return hasTwin && !isKey ? 'expected a key here: more than one inject has this title' : null
}

type PutProblem = (path: readonly PropertyKey[], message: string) => void

/** Says what keeps a wait for a choice from finding the option. */
function optionHolds(
  { name, option, path }: Wait,
  injects: readonly Named[],
  put: PutProblem,
): void {
  if (option === undefined) return
  const options = injects[indexOfNamed(name, injects)]?.options
  if (!options) return put([...path, 'chosen'], 'expected an inject that has options')
  const names = optionNames(options)
  if (names.includes(option)) return
  const near = closestWord(option, names)
  const meant = near === null ? '' : `, perhaps "${near}"`
  put([...path, 'option'], `expected the key or the text of one of its options${meant}`)
}

const titleAt = (at: number, injects: readonly Named[]) => injects[at]?.title ?? ''

function circleWords(titles: readonly string[]): string {
  const path = titles.map((title) => `"${title}"`).join(', which waits for ')
  return `expected no circle, and they would wait for each other for ever: ${path}`
}

/** The first inject that waits for itself, by others or not, and the way back to it. */
function circleIn(injects: readonly Named[]): { at: number; path: readonly number[] } | null {
  const awaited = injects.map(({ when }) =>
    waitsIn(when, []).map(({ name }) => indexOfNamed(name, injects)),
  )
  for (const at of injects.keys()) {
    const path = wayBack(at, (each) => awaited[each] ?? [])
    if (path) return { at, path }
  }
  return null
}
