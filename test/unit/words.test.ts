import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'svelte/compiler'
import { expect, test } from 'vitest'

/** Attributes and properties that somebody reads or hears. */
const said =
  /^(aria-(label|description|roledescription|valuetext)|title|placeholder|alt|label|text|hint)$/
/** Shows the components in development, with samples in plain English. */
const sampler = join('client', 'pages', 'ui.svelte')

const components = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .map((file) => join('client', file))
  .filter((file) => file !== sampler)

test('[PAGE-92] no component holds text of its own: all of it stands in client/words', () => {
  expect(components.length).toBeGreaterThan(80)
  expect(components.flatMap(textsIn)).toEqual([])
})

/** Every piece of text with a letter that stands in a component's markup: `file:line text`. */
function textsIn(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const found: string[] = []
  const see = (text: string, start: number) => {
    if (!/\p{L}{2}/u.test(text)) return
    found.push(`${file}:${source.slice(0, start).split('\n').length} ${text.trim()}`)
  }
  walk(parse(source, { modern: true }).fragment, null, see)
  return found
}

type See = (text: string, start: number) => void
type Node = Record<string, unknown>

/** @param attribute the name of the attribute that this is the value of */
function walk(node: unknown, attribute: string | null, see: See): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, attribute, see)
    return
  }
  if (!isNode(node)) return
  const isShown = attribute === null || said.test(attribute)
  if (node.type === 'Text' && isShown) see(String(node.data), Number(node.start))
  if (node.type === 'Attribute') {
    walk(node.value, String(node.name), see)
    return
  }
  // What is written in an expression is a text only where an attribute or the page shows it.
  if (isShown && node.type === 'ExpressionTag') literals(node.expression, see)
  if (node.type === 'ExpressionTag') return
  for (const [name, child] of Object.entries(node)) if (name !== 'parent') walk(child, null, see)
}

/** Texts that an expression comes to: through conditions, alternatives and templates. */
function literals(node: unknown, see: See): void {
  if (!isNode(node)) return
  if (node.type === 'Literal' && typeof node.value === 'string') see(node.value, Number(node.start))
  if (node.type === 'TemplateElement') {
    see(String((node.value as Node).cooked), Number(node.start))
  }
  const parts = [node.consequent, node.alternate, node.left, node.right]
  if (node.type === 'TemplateLiteral') parts.push(...(node.quasis as unknown[]))
  if (node.type !== 'BinaryExpression' || node.operator === '+')
    for (const part of parts) literals(part, see)
}

function isNode(node: unknown): node is Node {
  return node !== null && typeof node === 'object'
}
