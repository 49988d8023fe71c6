import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test("[OPS-20] there is exactly one copy of yjs: two would not know each other's types", () => {
  const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
  const { packages } = JSON.parse(text) as { packages: Record<string, unknown> }
  const copies = Object.keys(packages).filter((path) => path.endsWith('node_modules/yjs'))
  expect(copies).toEqual(['node_modules/yjs'])
})
