import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLibrary } from '../../server/library/library.ts'
import { formatId } from '../../shared/formats/formats.ts'
import { must } from '../../shared/invariants.ts'
import type { Scenario } from '../../shared/scenario/scenario.ts'
import { scenario, scenarioInject, scenarioSeries } from '../../shared/scenario/scenario.ts'
import { library as libraryView } from '../../shared/wire/api.ts'

async function shipped(): Promise<Scenario> {
  const library = await openLibrary()
  return must(library.scenario('replication-lag'), 'the shipped scenario')
}

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gamelan-library-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  return folder
}

const tune = (title: string) =>
  `title: ${title}\nsummary: S\nminutes: 5\nsituation: X\ninjects: []\n`

test('[SCENARIO-10] every shipped scenario is read, and listed as the API tells it', async () => {
  const library = await openLibrary()
  const scenarios = library.list()
  expect(scenarios.length).toBeGreaterThan(0)
  expect(libraryView.parse({ scenarios })).toEqual({ scenarios })
  for (const { id } of scenarios) expect(library.scenario(id)).not.toBeNull()
  expect(library.scenario('no-such-tune')).toBeNull()
})

test('[SCENARIO-10] a scenario is known by the name of its file; other files are left alone', async () => {
  const folder = await folderWith({ 'z.yaml': tune('Alpha'), 'a.yaml': tune('Beta'), 'b.txt': '[' })
  const library = await openLibrary(folder)
  expect(library.list().map(({ id, title }) => [id, title])).toEqual([
    ['z', 'Alpha'],
    ['a', 'Beta'],
  ])
})

test('[SCENARIO-10] a broken file stops the start, and says which, where and what', async () => {
  const folder = await folderWith({
    'good.yaml': tune('Good'),
    'bad.yaml': `${tune('Bad')}foo: 1\n`,
  })
  await expect(openLibrary(folder)).rejects.toThrow(
    /bad\.yaml cannot be read:\n {2}line 6, column 1, foo: expected no key "foo"/,
  )
})

test('[SCENARIO-11] the shipped scenario has what an evening needs', async () => {
  const { injects, minutes, source } = await shipped()
  const count = (test: (inject: Scenario['injects'][number]) => boolean) =>
    injects.filter(test).length
  expect(injects.length).toBeGreaterThanOrEqual(14)
  expect(injects.length).toBeLessThanOrEqual(18)
  expect(count(({ at }) => at !== 'hand')).toBeGreaterThanOrEqual(5)
  expect(count(({ at }) => at === 'hand')).toBeGreaterThanOrEqual(3)
  expect(count(({ whisper }) => whisper)).toBe(1)
  for (const kind of ['message', 'alert', 'log', 'chart', 'call']) {
    expect(
      count((inject) => inject.kind === kind),
      kind,
    ).toBeGreaterThanOrEqual(1)
  }
  expect(minutes).toBe(45)
  expect(source).toContain("GitLab.com's 31 January 2017 database outage")
})

test('[SCENARIO-11] its timed injects come in order, with room between them, inside the play', async () => {
  const { injects, minutes } = await shipped()
  const times = injects.flatMap(({ at }) => (typeof at === 'number' ? [at] : []))
  for (const [index, at] of times.entries()) {
    expect(at - (times[index - 1] ?? -60_000)).toBeGreaterThanOrEqual(60_000)
  }
  expect(times.at(-1)).toBeLessThan(minutes * 60_000)
})

test('[SCENARIO-11] each of its injects tells the facilitator what to hope for', async () => {
  const { injects } = await shipped()
  for (const inject of injects) {
    expect(inject.expect, inject.title).toBeDefined()
    expect(inject.notes, inject.title).toBeDefined()
  }
})

test('[SCENARIO-12] the example of the guide for writers is a scenario', async () => {
  const guide = await readFile(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8')
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? []
  const folder = await folderWith({ 'example.yaml': example })
  const library = await openLibrary(folder)
  expect(library.scenario('example')?.injects.map(({ kind }) => kind)).toEqual([
    'message',
    'alert',
    'chart',
    'log',
    'call',
    'message',
  ])
})

test('[SCENARIO-12] the guide names every field of the form and every format', async () => {
  const guide = await readFile(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8')
  const fields = [scenario, scenarioSeries, ...scenarioInject.def.options].flatMap((form) =>
    Object.keys(form.shape),
  )
  for (const word of [...fields, ...formatId.options]) expect(guide).toContain(`\`${word}\``)
})
