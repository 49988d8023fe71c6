import { expect, test } from 'vitest'
import type { Format } from '../../shared/formats/format.ts'
import { formatId } from '../../shared/formats/format.ts'
import { formatOf, formats } from '../../shared/formats/formats.ts'

test('[SCENARIO-1] every format id has one format and nothing else does', () => {
  expect(formats.map((format) => format.id)).toEqual(formatId.options)
  for (const id of formatId.options) expect(formatOf(id).id).toBe(id)
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
    expect(question).toMatch(/\?$/)
    expect(question).not.toMatch(/\b(who failed|blame|fault|mistake|wrong|should have|why did)\b/i)
  }
})

test('[SCENARIO-2] a format calls people by no gender', () => {
  for (const sentence of formats.flatMap(sentencesOf)) {
    expect(sentence).not.toMatch(/\b(he|she|his|her|him|guys|man|men)\b/i)
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
