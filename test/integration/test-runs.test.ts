import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'gamelan-runs-'))

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A run of the test runner, with its exit code and what it said. */
function runTests(args: string[], env: Record<string, string> = {}) {
  const runner = resolve('node_modules/vitest/vitest.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, 'run', ...args], {
    env: { ...process.env, CI: '', ...env },
  })
  const said = `${stderr.toString()}${stdout.toString()}`
  return { status, said, last: said.trimEnd().split('\n').at(-1) }
}

test('[OPS-8] a run ends with one plain line of what passed, failed and was skipped', () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  write('a.test.js', "test('is fine', () => {}); test.skip('waits', () => {})")
  write('b.test.js', "test('is not', () => { throw new Error('no') })")
  write('c.test.js', 'this is no program')
  const reporter = resolve('test/support/summary-reporter.ts')
  const { status, last } = runTests(['--root', folder, '--globals', `--reporter=${reporter}`])
  expect(last).toBe('1 passed, 2 failed, 1 skipped')
  expect(status).toBe(1)
})

const withoutBrowser = { GAMELAN_CHROMIUM: '/no/such/browser' }
const doors = ['--project', 'e2e', 'test/e2e/home.test.ts']

test('[OPS-9] where no browser can be had, its tests are skipped and one line says so', () => {
  const { status, said, last } = runTests(doors, withoutBrowser)
  expect(said.match(/Browser tests are skipped: no Chromium was found/g)).toHaveLength(1)
  expect(last).toMatch(/^0 passed, 0 failed, [1-9]\d* skipped$/)
  expect(status).toBe(0)
})

test('[OPS-9] a build server without a browser fails', () => {
  const { status, said, last } = runTests(doors, { ...withoutBrowser, CI: 'true' })
  expect(said).toContain('Browser tests fail: no Chromium was found')
  expect(last).toMatch(/^0 passed, [1-9]\d* failed/)
  expect(status).toBe(1)
})
