import { beforeAll, expect, test } from 'vitest'
import type { Library } from '../../server/library/library.ts'
import { openLibrary } from '../../server/library/library.ts'
import { formats } from '../../shared/formats/formats.ts'
import { idsFrom } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import type { Scenario, ScenarioInject } from '../../shared/scenario/scenario.ts'
import { planOf } from '../../shared/scenario/to-plan.ts'
import { plannedInject } from '../../shared/stage/inject.ts'

const minute = 60_000
const firstFive = formats.slice(0, 5).map(({ id }) => id)

let scenarios: Scenario[]
beforeAll(async () => {
  const library: Library = await openLibrary()
  scenarios = library.list().map(({ id }) => must(library.scenario(id), id))
})

const countOf = ({ injects }: Scenario, counts: (inject: ScenarioInject) => boolean) =>
  injects.filter(counts).length

test('[FORMAT-8] each of the first five formats has a scenario, and no two begin with one situation', () => {
  const played = new Set(scenarios.map(({ format }) => format))
  for (const id of firstFive) expect(played, id).toContain(id)
  for (const of of ['title', 'summary', 'situation'] as const) {
    expect(new Set(scenarios.map((each) => each[of])).size).toBe(scenarios.length)
  }
})

test('[FORMAT-8] each scenario has eight injects or more, timed and by hand, of several kinds and trades', () => {
  for (const scenario of scenarios) {
    const { injects, title, minutes } = scenario
    expect(injects.length, title).toBeGreaterThanOrEqual(8)
    expect(
      countOf(scenario, ({ at }) => at !== 'hand'),
      title,
    ).toBeGreaterThanOrEqual(5)
    expect(
      countOf(scenario, ({ at }) => at === 'hand'),
      title,
    ).toBeGreaterThanOrEqual(2)
    for (const kind of ['message', 'alert', 'log', 'chart', 'call'] as const)
      expect(
        countOf(scenario, (inject) => inject.kind === kind),
        `${title}: ${kind}`,
      ).toBeGreaterThanOrEqual(1)
    expect(new Set(injects.map(({ from }) => from)).size, title).toBeGreaterThanOrEqual(5)
    expect(minutes, title).toBeLessThanOrEqual(60)
  }
})

test('[FORMAT-8] every inject tells the facilitator what to hope for, and something that helps', () => {
  for (const { title, injects } of scenarios) {
    for (const inject of injects) {
      const where = `${title}: ${inject.title}`
      expect(inject.expect?.length ?? 0, where).toBeGreaterThan(20)
      expect(inject.notes?.length ?? 0, where).toBeGreaterThan(20)
      expect(inject.from, where).toBeDefined()
    }
  }
})

test('[FORMAT-8] what is for the facilitator stands nowhere that players read', () => {
  for (const { situation, injects, wheel = [] } of scenarios) {
    const picked = wheel.map((each) => each.situation ?? '')
    for (const text of [situation, ...picked, ...injects.map(({ body }) => body ?? '')])
      expect(text).not.toMatch(/\b(land it|skip (this|it)|for whoever (asks|opens|looks|tries))\b/i)
  }
})

test('[FORMAT-8] each point of a list in a situation is one line, as the page shows it', () => {
  for (const { title, situation } of scenarios) expect(situation, title).not.toMatch(/\n +\S/)
})

test('[FORMAT-8] timed injects come in order, with room between them, inside the play', () => {
  for (const { title, injects, minutes } of scenarios) {
    const times = injects.flatMap(({ at }) => (typeof at === 'number' ? [at] : []))
    for (const [index, at] of times.entries()) {
      expect(at - (times[index - 1] ?? -minute), title).toBeGreaterThanOrEqual(minute)
    }
    expect(times.at(-1), title).toBeLessThan(minutes * minute)
  }
})

test('[FORMAT-8] every run of show can be read back from the script document, whole', () => {
  for (const scenario of scenarios) {
    let count = 0
    const newId = idsFrom((length) => new Uint8Array(length).fill(++count))
    const plan = planOf(scenario, () => newId('inject'))
    expect(plan.map(({ content }) => content.title)).toEqual(
      scenario.injects.map(({ title }) => title),
    )
    for (const inject of plan) {
      expect(plannedInject.parse(JSON.parse(JSON.stringify(inject)))).toEqual(inject)
    }
  }
})

test('[FORMAT-8] the length of a scenario is about the timebox of its format', () => {
  for (const { title, format, minutes } of scenarios) {
    const { timebox } = must(
      formats.find(({ id }) => id === format),
      format,
    )
    expect(Math.abs(minutes - timebox), title).toBeLessThanOrEqual(15)
  }
})
