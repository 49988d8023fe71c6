import { expect, test } from 'vitest'
import type { MessageId, ParticipantId } from '../../shared/ids.ts'
import { alpha, masi, nominal } from '../../shared/tags/krippendorff.ts'
import type { Given, TagsByMessage } from '../../shared/tags/tag.ts'
import { diverges, tagAgreement, whoByKind } from '../../shared/tags/tag-agreement.ts'
import { csvOf } from '../../shared/tags/csv.ts'
import { seeded } from '../support/seeded.ts'

/** The units of a table with one line for each observer; `*` is a unit somebody left out. */
function unitsOf(...observers: string[]): string[][] {
  const rows = observers.map((line) => line.split(' '))
  return (rows[0] ?? []).map((_, unit) =>
    rows.map((row) => row[unit] ?? '*').filter((value) => value !== '*'),
  )
}
const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)

// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), its examples A, B and C.
test('[AGREE-1] alpha is what the published examples say', () => {
  const binary = unitsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0')
  expect(alpha(binary, nominal)).toBeCloseTo(0.095, 3)
  const two = unitsOf('a a b b d c c c e d d a', 'b a b b b c c c e d d d')
  expect(alpha(two, nominal)).toBeCloseTo(0.692, 3)
  const four = unitsOf(
    '1 2 3 3 2 1 4 1 2 * * *',
    '1 2 3 3 2 2 4 1 2 5 * 3',
    '* 3 3 3 2 3 4 2 2 5 1 *',
    '1 2 3 3 2 4 4 1 2 5 1 *',
  )
  expect(alpha(four, nominal)).toBeCloseTo(0.743, 3)
})

test('[AGREE-2] alpha is 1 where all agree, the same in any order, and about 0 by chance alone', () => {
  const random = seeded(11)
  for (let round = 0; round < 40; round += 1) {
    const values = Array.from({ length: 30 }, () => String(Math.floor(random() * 4)))
    expect(
      alpha([...values.map((value) => [value, value, value]), ['0', '0'], ['1', '1']], nominal),
    ).toBe(1)
    const units = values.map((value) => [value, ...values.slice(0, Math.floor(random() * 5))])
    const before = alpha(units, nominal)
    const after = alpha(
      shuffled(units, random).map((unit) => shuffled(unit, random)),
      nominal,
    )
    if (before === null) expect(after).toBeNull()
    else expect(after).toBeCloseTo(before, 9)
  }
  const chance = Array.from({ length: 4_000 }, () => [random() < 0.5, random() < 0.5])
  expect(Math.abs(alpha(chance, nominal) ?? 1)).toBeLessThan(0.06)
})

test('[AGREE-3] where all gave the same, or nobody can be compared, alpha is not defined', () => {
  expect(alpha([], nominal)).toBeNull()
  expect(alpha([['a'], ['b']], nominal)).toBeNull()
  expect(
    alpha(
      [
        ['a', 'a'],
        ['a', 'a', 'a'],
      ],
      nominal,
    ),
  ).toBeNull()
})

test('[AGREE-4] the distance of two sets is that of MASI', () => {
  const far = (one: string, other: string) => masi(new Set(one), new Set(other))
  expect(far('', '')).toBe(0)
  expect(far('ab', 'ba')).toBe(0)
  expect(far('', 'a')).toBe(1)
  expect(far('a', 'b')).toBe(1)
  expect(far('ab', 'abcd')).toBeCloseTo(1 - (1 / 2) * (2 / 3), 9)
  expect(far('ab', 'bc')).toBeCloseTo(1 - (1 / 3) * (1 / 3), 9)
  expect(far('bc', 'ab')).toBe(far('ab', 'bc'))
})

type Kinds = Readonly<Record<string, string>>
/** What stands on messages, from the letters that each person gave each of them. */
function tagged(...messages: Kinds[]): TagsByMessage {
  return new Map(
    messages.map((each, at) => [
      `m_${String(at)}` as MessageId,
      new Map(
        Object.entries(each).map(([person, kinds]): [ParticipantId, Given] => [
          `p_${person}` as ParticipantId,
          { kinds: Array.from(kinds), text: kinds === '' ? 'Seen' : '' },
        ]),
      ),
    ]),
  )
}

test('[AGREE-5] agreement is over messages that somebody tagged and people who tagged something', () => {
  const tags = tagged({ ana: 's', bo: 's' }, { ana: 'h', bo: 'h' }, { ana: 's' }, { cleo: '' })
  const { people, messages, overall, byKind } = tagAgreement(tags, ['s', 'h', 'd'])
  expect([people, messages]).toEqual([2, 3])
  const units = [
    ['s', 's'],
    ['h', 'h'],
    ['s', ''],
  ]
  expect(overall).toBeCloseTo(alpha(units, nominal) ?? Number.NaN, 9)
  expect(byKind.get('h')).toBe(1)
  expect(byKind.get('s')).toBeCloseTo(
    alpha(
      units.map((unit) => unit.map((each) => each === 's')),
      nominal,
    ) ?? Number.NaN,
    9,
  )
  expect(byKind.get('d')).toBeNull()
  expect(tagAgreement(tagged({ ana: 's' }), ['s']).overall).toBeNull()
})

test('[AGREE-6] pictures diverge where people tagged a message and no kind is that of more than half of them', () => {
  const given = (kinds: Kinds) => tagged(kinds).get('m_0' as MessageId) ?? new Map()
  expect(diverges(given({ ana: 's', bo: 'h' }))).toBe(true)
  expect(diverges(given({ ana: 's', bo: 'sh' }))).toBe(false)
  expect(diverges(given({ ana: 's', bo: '' }))).toBe(false)
  expect(diverges(given({ ana: 's', bo: 's', cleo: 'h' }))).toBe(false)
  expect(diverges(given({ ana: 's', bo: 's', cleo: 'h', dai: 'hd' }))).toBe(true)
  expect(diverges(given({ ana: 's' }))).toBe(false)
  expect(whoByKind(given({ ana: 's', bo: 'hs' }), ['h', 's', 'd'])).toEqual([
    { kind: 'h', by: ['p_bo'] },
    { kind: 's', by: ['p_ana', 'p_bo'] },
  ])
})

test('[TAG-31] a CSV file keeps commas, quotes and line breaks, and no cell is a formula', () => {
  const file = csvOf([
    ['Message', 'Who'],
    ['She said "no", twice\nand left', 'Zoë'],
    ['=HYPERLINK("http://x")', '@bo'],
    ['\t=1+1', '-5 ms'],
  ])
  expect(file).toBe(
    '\uFEFFMessage,Who\r\n' +
      '"She said ""no"", twice\nand left",Zoë\r\n' +
      '"\'=HYPERLINK(""http://x"")",\'@bo\r\n' +
      "'\t=1+1,'-5 ms\r\n",
  )
})
