import { expect, test } from 'vitest'
import { blockWords } from '../../client/words/blocks.ts'
import { block } from '../../shared/formats/block.ts'
import type { Format } from '../../shared/formats/format.ts'
import { minutesOf, offers } from '../../shared/formats/format.ts'
import { formatId, formatOf, formats } from '../../shared/formats/formats.ts'
import { cue, cuesLedBy } from '../../shared/stage/cue.ts'

test('[SCENARIO-1] every format id has one format and nothing else does', () => {
  expect(formats.map((format) => format.id)).toEqual(formatId.options)
  for (const id of formatId.options) expect(formatOf(id).id).toBe(id)
  expect(new Set(formatId.options).size).toBe(formats.length)
})

test('[SCENARIO-1] a format says something in every place that shows it', () => {
  for (const format of formats) {
    for (const sentence of sentencesOf(format)) expect(sentence, format.id).toMatch(/\S[.?]$/)
    expect(format.parts.length, format.id).toBeGreaterThanOrEqual(4)
    expect(format.debrief.length, format.id).toBeGreaterThanOrEqual(4)
    expect(format.timebox, format.id).toBeGreaterThan(0)
  }
})

test('[SCENARIO-1] the parts of a format and its column titles are told apart by name', () => {
  for (const format of formats) {
    const parts = format.parts.map((part) => part.name)
    const titles = Object.values(format.columns).map((column) => column.title)
    expect(new Set(parts).size, format.id).toBe(parts.length)
    expect(new Set(titles).size, format.id).toBe(titles.length)
  }
})

test('[SCENARIO-2] a debrief asks open questions and never for the one who failed', () => {
  for (const question of formats.flatMap((format) => format.debrief)) {
    expect(question).toMatch(/^(How|Which|What|Where)\b.*\?$/)
    expect(question).not.toMatch(/\b(who failed|blame|fault|mistake|wrong|should have|why did)\b/i)
  }
})

test('[SCENARIO-2] a format calls people by no gender', () => {
  for (const sentence of formats.flatMap(sentencesOf)) {
    expect(sentence).not.toMatch(/\b(he|she|his|her|him|guys|man|men)\b/i)
  }
})

test('[FORMAT-1] the ids that other programs rely on are offered first, and the other four after', () => {
  expect(formatId.options).toEqual([
    'gamelan',
    'game-day',
    'wheel-of-misfortune',
    'incident-flow',
    'tabletop',
    'morning-vistas',
    'decision-requirements',
    'wheel-of-expertise',
    'knowledge-elicitation',
  ])
})

test('[FORMAT-1] a format names known blocks and cues, each once, and usual minutes for each phase', () => {
  for (const format of formats) {
    const { id, blocks, cues } = format
    expect(blocks.length, id).toBeGreaterThan(0)
    expect(new Set(blocks).size, id).toBe(blocks.length)
    expect(new Set(cues).size, id).toBe(cues.length)
    for (const each of blocks) expect(block.options, id).toContain(each)
    for (const each of cues) expect(cue.options, id).toContain(each)
    for (const phase of ['lobby', 'play', 'debrief'] as const)
      expect(minutesOf(format, phase), `${id} ${phase}`).toBeGreaterThan(0)
    expect(minutesOf(format, 'play')).toBe(format.timebox)
  }
})

test('[FORMAT-1] each block is offered by the formats that name it, used by one at least, and explained', () => {
  expect(offers(formatOf('gamelan'), 'rotation')).toBe(true)
  expect(offers(formatOf('tabletop'), 'rotation')).toBe(false)
  for (const each of block.options) {
    expect(
      formats.some((format) => offers(format, each)),
      each,
    ).toBe(true)
    expect(blockWords[each].name).toMatch(/^[a-z ]+$/)
    expect(blockWords[each].means).toMatch(/^[A-Z].*\.$/)
  }
})

test('[FORMAT-1] no two formats have a purpose, a phase or a debrief question in common', () => {
  const all = formats.flatMap(({ purpose, phases, debrief }) => [
    purpose,
    ...Object.values(phases),
    ...debrief,
  ])
  expect(new Set(all).size).toBe(all.length)
})

test('[FORMAT-9] the cues that a format leads with are offered first, and every other one after', () => {
  expect(cuesLedBy(['help', 'swap'])).toEqual(['help', 'swap', 'slower', 'tacet', 'solo', 'echo'])
  for (const { cues } of formats) {
    expect(cuesLedBy(cues).slice(0, cues.length)).toEqual(cues)
    expect(cuesLedBy(cues).toSorted()).toEqual(cue.options.toSorted())
  }
})

function sentencesOf(format: Format): string[] {
  return [
    format.purpose,
    ...Object.values(format.phases),
    ...Object.values(format.columns).map((column) => column.hint),
    ...format.parts.map((part) => part.plays),
    ...format.debrief,
  ]
}
