import { expect, test } from 'vitest'
import { agoWords } from '../../client/stage/ago-words.ts'
import { personaOf } from '../../client/stage/persona.ts'

const minutes = (n: number) => n * 60_000

test('[INJECT-62] since when is told calmly, by the minute', () => {
  const after = (time: number) => agoWords(minutes(10), minutes(10) + time)
  expect(after(0)).toBe('just now')
  expect(after(59_999)).toBe('just now')
  expect(after(minutes(2.9))).toBe('2 min ago')
  expect(after(minutes(60))).toBe('1 h ago')
  expect(after(minutes(125))).toBe('2 h 5 min ago')
  expect(after(-5)).toBe('just now')
})

test('[INJECT-62] who it is from is a name, with what they do behind the comma', () => {
  const title = 'T'
  expect(personaOf({ kind: 'message', title, from: 'Teo, customer support' })).toEqual({
    name: 'Teo',
    does: 'customer support',
    is: 'person',
  })
  const alert = { kind: 'alert', severity: 'info', title } as const
  expect(personaOf({ ...alert, from: 'Uptime watch' })).toEqual({
    name: 'Uptime watch',
    does: null,
    is: 'system',
  })
  expect(personaOf({ ...alert, from: ', odd,' })).toMatchObject({ name: ', odd,' })
  expect(personaOf(alert)).toBeNull()
})
