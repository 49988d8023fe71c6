import { expect, test } from 'vitest'
import { findIn, isIn } from '../../client/ui/match.ts'

const things = [
  { label: 'The disk of db1 is full', about: 'Hypothesis' },
  { label: 'Ask Zoë about the backup', more: 'disk', about: 'Action' },
  { label: 'Disk at 98 %', about: 'Signal' },
  { label: 'Add a hypothesis', about: 'Command' },
]
const found = (query: string) => findIn(things, query).map(({ label }) => label)

test('[FIND-1] every word asked for begins a word of what is found', () => {
  expect(found('dis fu')).toEqual(['The disk of db1 is full'])
  expect(found('isk')).toEqual([])
  expect(found('disk mars')).toEqual([])
  expect(found('hypothesis disk')).toEqual(['The disk of db1 is full'])
})

test('[FIND-1] neither case nor accents nor punctuation matter, in any script', () => {
  expect(found('ZOE')).toEqual(['Ask Zoë about the backup'])
  expect(found('zoë!')).toEqual(['Ask Zoë about the backup'])
  expect(isIn('Пожар в Ёлках', 'елк')).toBe(true)
  expect(isIn('it is on fire 🔥', '🔥')).toBe(true)
})

test('[FIND-1] what begins with the words comes first, and equals keep their order', () => {
  expect(found('disk')).toEqual([
    'Disk at 98 %',
    'The disk of db1 is full',
    'Ask Zoë about the backup',
  ])
  expect(found('')).toEqual(things.map(({ label }) => label))
  const twins = [1, 2, 3].map((n) => ({ label: 'Load', n }))
  expect(findIn(twins, 'l').map(({ n }) => n)).toEqual([1, 2, 3])
})
