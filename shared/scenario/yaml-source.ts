import type { Document, ParsedNode } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { nestingTooDeepAt } from './nesting.ts'
import type { FormPath, ScenarioProblem } from './scenario-problem.ts'
import { showPath } from './scenario-problem.ts'

/** Where something stands in a text; both from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** Finds the place of a path, or of its nearest ancestor that exists. */
export type Locate = (path: FormPath, of: 'key' | 'value') => TextPlace

/**
 * A YAML text as read: its value with the way back to the text, or why there is none. `problems`
 * beside a value are those that leave the rest readable.
 */
export interface YamlSource {
  readonly value: unknown
  readonly locate: Locate
  readonly readable: boolean
  readonly problems: readonly ScenarioProblem[]
}

const mostAliases = 100

/** Reads one YAML 1.2 document. Never throws. */
export function readYaml(text: string): YamlSource {
  const deep = nestingTooDeepAt(text)
  // The parser recurses: a text nested deep enough would take the whole process down with it.
  if (deep !== null) return unreadable([tooDeep(text, deep)])
  const lines = new LineCounter()
  const document = parseDocument(text, { ...options, lineCounter: lines })
  const place = (offset: number) => placeOf(lines, offset)
  const syntax = syntaxProblems(document, place)
  if (syntax.length > 0) return unreadable(syntax)
  return readValue(document, place)
}

const options = {
  version: '1.2',
  schema: 'core',
  strict: true,
  stringKeys: true,
  // Its own check compares every key with every other; ours (repeatedKeys) is linear.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'error',
} as const

type Place = (offset: number) => TextPlace

function placeOf(lines: LineCounter, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

const unreadable = (problems: readonly ScenarioProblem[]): YamlSource => ({
  value: undefined,
  locate: () => ({ line: 1, column: 1 }),
  readable: false,
  problems,
})

function tooDeep(text: string, offset: number): ScenarioProblem {
  const before = text.slice(0, offset).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  return { path: '', line: before.length, column, message: 'expected less nesting than this' }
}

function syntaxProblems(document: Document.Parsed, place: Place): ScenarioProblem[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    path: '',
    ...place(pos[0]),
    message: messageByCode.get(code) ?? `expected valid YAML: ${message}`,
  }))
}

const messageByCode = new Map<string, string>([
  ['MULTIPLE_DOCS', 'expected one scenario in a file; a second document starts here'],
  ['TAB_AS_INDENT', 'expected spaces at the start of the line, not a tab'],
  ['NON_STRING_KEY', 'expected a plain word as the key'],
  ['TAG_RESOLVE_FAILED', 'expected no YAML tag (a word with "!") here'],
])

function readValue(document: Document.Parsed, place: Place): YamlSource {
  const nodes = [...nodesOf(document.contents, [])]
  const aliases = aliasProblems(document, nodes, place)
  if (aliases.length > 0) return unreadable(aliases)
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases })
    const locate: Locate = (path, of) => place(offsetOf(document.contents, path, of))
    return { value, locate, readable: true, problems: repeatedKeys(nodes, place) }
  } catch {
    // Aliases of aliases of aliases: a small text that would unfold into a huge one.
    return unreadable([{ path: '', ...place(0), message: tooManyAliases }])
  }
}

const tooManyAliases = `expected at most ${mostAliases} repetitions by alias (a word with "*")`

interface Located {
  readonly node: unknown
  readonly path: FormPath
}

function* nodesOf(node: unknown, path: FormPath): Generator<Located> {
  yield { node, path }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) yield* nodesOf(item, [...path, index])
  }
  if (isMap(node)) {
    for (const { key, value } of node.items) yield* nodesOf(value, [...path, keyName(key)])
  }
}

function aliasProblems(
  document: Document.Parsed,
  nodes: readonly Located[],
  place: Place,
): ScenarioProblem[] {
  const aliases = nodes.flatMap(({ node, path }) => (isAlias(node) ? [{ node, path }] : []))
  const first = aliases[0]
  if (first && aliases.length > mostAliases) {
    return [{ path: '', ...place(startOf(first.node)), message: tooManyAliases }]
  }
  return aliases
    .filter(({ node }) => node.resolve(document) === undefined)
    .map(({ node, path }) => ({
      path: showPath(path),
      ...place(startOf(node)),
      message: `expected an anchor "&${node.source}" above this alias; found none`,
    }))
}

function repeatedKeys(nodes: readonly Located[], place: Place): ScenarioProblem[] {
  const problems: ScenarioProblem[] = []
  for (const { node, path } of nodes) {
    if (!isMap(node)) continue
    const seen = new Set<string>()
    for (const { key } of node.items) {
      const name = keyName(key)
      const message = `expected each key once; "${name}" stands here a second time`
      if (seen.has(name)) {
        problems.push({ path: showPath([...path, name]), ...place(startOf(key)), message })
      }
      seen.add(name)
    }
  }
  return problems
}

function offsetOf(root: ParsedNode | null, path: FormPath, of: 'key' | 'value'): number {
  let node: unknown = root
  let offset = startOf(root)
  for (const [index, step] of path.entries()) {
    const pair = isMap(node) ? node.items.find(({ key }) => keyName(key) === step) : undefined
    const child: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined
    if (pair) offset = startOf(pair.key)
    if (child === undefined || (of === 'key' && pair && index === path.length - 1)) break
    if (!isEmpty(child)) offset = startOf(child)
    node = child
  }
  return offset
}

function keyName(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key)
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

function isEmpty(node: unknown): boolean {
  return !isNode(node) || !node.range || node.range[0] === node.range[1]
}
