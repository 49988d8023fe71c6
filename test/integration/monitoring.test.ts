import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { InProcessServer } from '../support/in-process-server.ts'
import { MetricsPage } from '../support/metrics-page.ts'
import { temporaryFolder } from '../support/store.ts'

const folder = 'docs/monitoring/'
const read = (name: string) => readFileSync(folder + name, 'utf8')

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

interface Panel {
  readonly type: string
  readonly title: string
  readonly datasource?: { readonly uid: string }
  readonly targets?: readonly { readonly expr: string }[]
}

const { groups } = parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }
const rules = groups.flatMap((group) => group.rules)
const { panels } = JSON.parse(read('grafana-dashboard.json')) as { panels: Panel[] }

const queries = [
  ...rules.map(({ expr }) => expr),
  ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
]

/** Of Prometheus itself: no server says it of itself. */
const foreign = new Set(['up'])

/** The metrics that a query asks: names in front of a selector, a range or a bracket's end. */
function metricsOf(query: string): string[] {
  const bare = query.replace(/"[^"]*"/g, '""').replace(/\b(by|without)\s*\([^)]*\)/g, '')
  return [...bare.matchAll(/\b([a-z_]\w*)\s*[{[)]/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !foreign.has(name))
}

let server: InProcessServer
let page: MetricsPage

beforeAll(async () => {
  server = await InProcessServer.start()
  page = await MetricsPage.of(server.url)
})
afterAll(() => server.stop())

test('[OPS-66] every metric that the dashboard or an alert asks for is in /metrics', () => {
  for (const query of queries) {
    const asked = metricsOf(query)
    const known = query.includes('up{') ? 0 : 1
    expect(asked.length, query).toBeGreaterThanOrEqual(known)
    expect(
      asked.filter((name) => !page.names.has(name)),
      query,
    ).toEqual([])
  }
})

test('[OPS-66] every label they choose by is one that /metrics has, with that value', () => {
  const chosen = queries.flatMap((query) => [...query.matchAll(/\b(door|reason|document)="\w+"/g)])
  expect(chosen.length).toBeGreaterThan(0)
  for (const [label] of chosen) expect(page.text).toContain(label)
  const grouped = queries.flatMap((query) => [...query.matchAll(/\bby \(([^)]*)\)/g)])
  const ofPrometheus = ['job', 'instance']
  const labels = grouped.flatMap(([, list = '']) => list.split(', '))
  for (const label of labels) {
    if (!ofPrometheus.includes(label)) expect(page.text).toContain(`${label}="`)
  }
})

test('[OPS-66] every metric of ours is explained, and what is explained is there', () => {
  const explained = new Set([...read('README.md').matchAll(/gamelan_\w+/g)].map(([name]) => name))
  const families = [...page.text.matchAll(/^# TYPE (gamelan_\w+)/gm)].map(([, name]) => name ?? '')
  const parts = new Set(['gamelan_flush_rows', 'gamelan_flush_bytes'])
  expect(families.filter((name) => !explained.has(name) && !parts.has(name))).toEqual([])
  expect([...explained].filter((name) => !families.includes(name))).toEqual([])
})

test('[OPS-66] the dashboard reads the Prometheus it is given, and begins with whether all is well', () => {
  expect(panels[0]).toMatchObject({ type: 'row', title: 'Is it well' })
  const shown = panels.filter(({ type }) => type !== 'row')
  expect(shown.every(({ datasource }) => datasource?.uid === '${datasource}')).toBe(true)
  expect(shown.every(({ targets = [] }) => targets.length > 0)).toBe(true)
})

test('[OPS-67] there are three alerts; each waits, says in words what is wrong, and what to do', () => {
  expect(rules).toHaveLength(3)
  for (const { alert, labels, annotations, ...rule } of rules) {
    expect(rule.for, alert).toMatch(/^\d+m$/)
    expect(labels, alert).toEqual({ severity: 'critical' })
    expect(annotations['summary'], alert).toMatch(/[^.]\.$/)
    expect(annotations['runbook']?.length, alert).toBeGreaterThan(100)
    expect(read('README.md')).toContain(`\`${alert}\``)
  }
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

test.skipIf(!hasPromtool)('[OPS-67] each alert rings when it should, and only then', () => {
  const promtool = (...args: string[]) => execFileSync('promtool', args, { encoding: 'utf8' })
  expect(promtool('check', 'rules', `${folder}alerts.yml`)).toContain('SUCCESS: 3 rules')
  expect(promtool('test', 'rules', `${folder}alerts.test.yml`)).toContain('SUCCESS')
})

test.skipIf(!hasPromtool)(
  '[OPS-66] Prometheus understands every query of the dashboard',
  async () => {
    const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    const asRules = shown.map((expr, n) => ({
      record: `panel:${n}`,
      expr: expr.replaceAll('$__rate_interval', '1m'),
    }))
    const file = join(await temporaryFolder(), 'panels.yml')
    writeFileSync(file, stringify({ groups: [{ name: 'panels', rules: asRules }] }))
    const said = execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8' })
    expect(said).toContain(`SUCCESS: ${shown.length} rules`)
  },
)
