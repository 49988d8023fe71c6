import { expect, test } from 'vitest'
import { onSameDay } from '../../client/board/on-same-day.ts'
import { readRoute } from '../../client/router.ts'
import { initials } from '../../client/ui/initials.ts'

test('[PAGE-3] every address leads to its page, and any other to a way home', () => {
  expect(readRoute('/', '')).toEqual({ page: 'home' })
  expect(readRoute('/join', '#abc')).toEqual({ page: 'join', token: 'abc' })
  expect(readRoute('/s/s_1', '')).toEqual({ page: 'session', id: 's_1' })
  expect(readRoute('/s/s_1/replay', '')).toEqual({ page: 'replay', id: 's_1' })
  for (const path of ['/s/', '/s/c_1', '/s/s_1/else', '/S/s_1', '/joined', '/s/s_1/replay/x'])
    expect(readRoute(path, '')).toEqual({ page: 'not-found' })
})

test('[PAGE-4] initials stand for any name, in any script', () => {
  expect(initials('Ana Lima')).toBe('AL')
  expect(initials(' mo ')).toBe('MO')
  expect(initials('Jean de la Fontaine')).toBe('JF')
  expect(initials('李 明')).toBe('李明')
  expect(initials('👩‍🚒')).toBe('👩‍🚒')
  expect(initials('')).toBe('?')
})

test('[BOARD-10] the time of a signal is set on the day it was observed', () => {
  const seen = new Date(2026, 0, 31, 23, 15, 4).getTime()
  expect(new Date(onSameDay(seen, '21:07')).toString()).toBe(
    new Date(2026, 0, 31, 21, 7, 0).toString(),
  )
  expect(new Date(onSameDay(seen, '00:00:09')).toString()).toBe(
    new Date(2026, 0, 31, 0, 0, 9).toString(),
  )
  expect(onSameDay(seen, '')).toBeNaN()
})
