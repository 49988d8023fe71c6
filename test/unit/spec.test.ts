import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** The numbers of the rules in SPEC.md, in its order: each begins a line as `- **SYNC-1**`. */
function rulesOfSpec(): string[] {
  return [...read('SPEC.md').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? '')
}

/** The numbers that test names quote, as `[SYNC-1] ...`. */
function rulesOfTests(): Set<string> {
  const files = readdirSync(new URL('test/', root), { recursive: true, encoding: 'utf8' })
  const texts = files.filter((file) => file.endsWith('.ts')).map((file) => read(`test/${file}`))
  const quoted = texts.flatMap((text) => [...text.matchAll(/\[([A-Z]+-\d+)\]/g)])
  return new Set(quoted.map((match) => match[1] ?? ''))
}

test('[OPS-21] every rule of SPEC.md is quoted by a test', () => {
  const tested = rulesOfTests()
  expect(rulesOfSpec().filter((rule) => !tested.has(rule))).toEqual([])
})

test('[OPS-21] every rule that a test quotes stands in SPEC.md, once', () => {
  const rules = rulesOfSpec()
  expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([])
  const known = new Set(rules)
  expect([...rulesOfTests()].filter((rule) => !known.has(rule))).toEqual([])
})
