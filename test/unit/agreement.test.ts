import { expect, test } from 'vitest'
import type { FermataId, ParticipantId } from '../../shared/ids.ts'
import {
  agreementMap,
  contentWords,
  groupsOf,
  overlap,
  sameness,
} from '../../shared/stage/agreement.ts'
import type { Fermata } from '../../shared/stage/fermata.ts'

const said = (...texts: string[]) =>
  texts.map((text, index) => ({ author: `p_${index}` as ParticipantId, text }))
const texts = (groups: ReturnType<typeof groupsOf>) =>
  groups.map((group) => group.map(({ text }) => text))

test('[FERMATA-20] content words: small letters, no accents, no empty words, plurals as one', () => {
  expect([...contentWords('The Disks of the café are FULL, full!')]).toEqual([
    'disk',
    'cafe',
    'full',
  ])
  expect([...contentWords('Queries; caches: ops-db01')]).toEqual(['query', 'cache', 'ops', 'db01'])
  expect([...contentWords('it is what it is')]).toEqual([])
})

test('[FERMATA-20] overlap is the Jaccard index of the content words', () => {
  expect(overlap('The disk is full', 'full disks')).toBe(1)
  expect(overlap('disk full', 'disk slow')).toBeCloseTo(1 / 3)
  expect(overlap('disk', 'network')).toBe(0)
  expect(overlap('It is that.', 'it is that.')).toBe(1)
  expect(overlap('It is that', 'They are')).toBe(0)
})

test('[FERMATA-21] those who say much the same stand together, the largest group first', () => {
  const groups = groupsOf(
    said(
      'The network is slow',
      'The disk is full',
      'disk full again',
      'I think the disks are full',
    ),
  )
  expect(texts(groups)).toEqual([
    ['The disk is full', 'disk full again', 'I think the disks are full'],
    ['The network is slow'],
  ])
})

test('[FERMATA-21] in a group everybody shares a third of the words with everybody: no chains', () => {
  const [a, b, c] = ['disk full', 'disk full queue stuck', 'queue stuck'] as const
  expect(overlap(a, b)).toBeGreaterThanOrEqual(sameness)
  expect(overlap(b, c)).toBeGreaterThanOrEqual(sameness)
  expect(overlap(a, c)).toBe(0)
  expect(texts(groupsOf(said(a, b, c)))).toEqual([[a, b], [c]])
})

test('[FERMATA-21] the map goes probe by probe, and leaves out who left one blank', () => {
  const [ana, ben] = ['p_ana', 'p_ben'] as ParticipantId[]
  const fermata = {
    id: 'f_1' as FermataId,
    state: 'revealed',
    probes: ['What?', 'Next?'],
    answers: [
      { author: ana, texts: ['disk full', ' '] },
      { author: ben, texts: ['Disk: full', 'it stops'] },
    ],
  } as unknown as Fermata
  const map = agreementMap(fermata)
  expect(map.map(({ probe }) => probe)).toEqual(['What?', 'Next?'])
  expect(map.map(({ groups }) => groups.map((group) => group.map(({ author }) => author)))).toEqual(
    [[[ana, ben]], [[ben]]],
  )
})
