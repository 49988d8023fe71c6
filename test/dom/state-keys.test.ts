import { beforeEach, expect, test } from 'vitest'
import type { SessionId } from '../../shared/ids.ts'
import { forgetKey, keepKey, keyOf, sessionBehind } from '../../client/state/keys.ts'

const session = 's_1' as SessionId

beforeEach(() => localStorage.clear())

test('[PAGE-7] a link that was used in this browser leads straight to its session', () => {
  expect(sessionBehind('token')).toBeNull()
  keepKey('token', session, 'key')
  expect(sessionBehind('token')).toBe(session)
  expect(keyOf(session)).toBe('key')
  expect(sessionBehind('another')).toBeNull()
})

test('[PAGE-7] a key that is not valid any longer is forgotten, and its link asks for a name again', () => {
  keepKey('token', session, 'key')
  forgetKey(session)
  expect(sessionBehind('token')).toBeNull()
})
