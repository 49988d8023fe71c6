import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { idsFrom } from '../../shared/ids.ts'
import { must } from '../../shared/invariants.ts'
import { parseScenario } from '../../shared/scenario/parse-scenario.ts'
import { showProblem } from '../../shared/scenario/scenario-problem.ts'
import { planOf } from '../../shared/scenario/to-plan.ts'
import { longestPicture } from '../../shared/stage/picture.ts'

const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAUwAOw=='

const head = 'title: T\nsummary: S\nminutes: 1\nsituation: X\n'
const tune = (image: string) =>
  `${head}injects:\n  - kind: image\n    title: The rack\n    at: hand\n    image:\n${image}\n`

const newId = idsFrom((length) => new Uint8Array(length).fill(1))

function contentOf(text: string): unknown {
  const parsed = parseScenario(text)
  if (!parsed.ok) throw new Error(parsed.problems.map(showProblem).join('\n'))
  return must(planOf(parsed.scenario, () => newId('inject'))[0], 'an inject').content
}

function problemsOf(text: string): string[] {
  const parsed = parseScenario(text)
  return parsed.ok ? [] : parsed.problems.map(showProblem)
}

test('[SCENARIO-13] a picture comes with its data and its words, and goes into the run of show', () => {
  const image = { src: dot, alt: 'Two lights are out' }
  expect(contentOf(tune(`      src: ${dot}\n      alt: Two lights are out`))).toEqual({
    kind: 'image',
    title: 'The rack',
    image,
  })
})

test('[SCENARIO-13] the data may be broken into lines', () => {
  const [start, rest] = [dot.slice(0, 40), dot.slice(40)]
  const image = `      src: |\n        ${start}\n        ${rest}\n      alt: A dot`
  expect(contentOf(tune(image))).toMatchObject({ image: { src: dot } })
})

test('[SCENARIO-13] a picture of 300 KB is taken, a larger one is refused with the limit', () => {
  const source = (bytes: number) =>
    `data:image/webp;base64,${Buffer.alloc(bytes, 7).toString('base64')}`
  const image = (bytes: number) => tune(`      src: ${source(bytes)}\n      alt: Noise`)
  expect(contentOf(image(longestPicture))).toMatchObject({ kind: 'image' })
  const problems = problemsOf(image(longestPicture + 3))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain('line 10, column 12, injects[0].image.src')
  expect(problems[0]).toContain('a picture of at most 300 KB; found')
})

const aPicture = 'expected a PNG, JPEG, WebP or GIF picture as a data URL'

test.each([
  ['an address', 'src: https://example.org/a.png', aPicture],
  ['an SVG, which may hold scripts', 'src: data:image/svg+xml;base64,PHN2Zy8+', aPicture],
  ['a data URL of text', 'src: "data:text/html;base64,PGI+"', aPicture],
  ['a picture that is not base64', 'src: "data:image/png,<b>"', aPicture],
  ['something behind the data', `src: ${dot}"onload=1`, aPicture],
  ['nothing', 'src:', aPicture],
])('[SCENARIO-13] %s is refused with its place and what was expected', (_, src, words) => {
  const problems = problemsOf(tune(`      ${src}\n      alt: A`))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain('injects[0].image.src')
  expect(problems[0]).toContain(words)
})

test('[SCENARIO-13] a picture without words is refused, and its unknown keys are named', () => {
  expect(problemsOf(tune(`      src: ${dot}`))).toEqual([
    expect.stringContaining('injects[0].image.alt: expected some text; found nothing'),
  ])
  const long = problemsOf(tune(`      src: ${dot}\n      alt: ${'a'.repeat(301)}`))
  expect(long).toEqual([expect.stringContaining('expected at most 300 characters')])
  expect(problemsOf(tune(`      src: ${dot}\n      alt: A\n      width: 3`))).toEqual([
    expect.stringContaining('expected no key "width" here; the keys are src, alt'),
  ])
})

test('[SCENARIO-13] the picture in the guide for writers is one', async () => {
  const guide = await readFile(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8')
  const [, block] = guide.matchAll(/```yaml\n([\s\S]*?)```/g)
  const example = must(block?.[1], 'a second example')
  expect(contentOf(`${head}injects:\n${example}`)).toMatchObject({ kind: 'image' })
})

const chart = (more: string) =>
  `${head}injects:\n  - {kind: chart, title: Q, at: hand, unit: GB, ${more}series: [{name: lag, points: [["00:00", 0], ["01:00", 2]]}]}\n`

test('[SCENARIO-14] a chart moves only where the scenario says so', () => {
  expect(contentOf(chart(''))).not.toHaveProperty('chart.moving')
  expect(contentOf(chart('moving: true, '))).toMatchObject({ chart: { moving: true } })
  expect(problemsOf(chart('moving: often, '))).toEqual([
    expect.stringContaining('injects[0].moving: expected true or false; found "often"'),
  ])
})
