import { expect, test } from 'vitest'
import { closeCodes, isFinal } from '../../shared/wire/close-codes.ts'

test('the words of a close fit into its frame: 123 bytes at the most (RFC 6455, 5.5)', () => {
  for (const { reason } of Object.values(closeCodes)) {
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123)
  }
})

test('a client stays away after 44xx, and comes back after anything else', () => {
  const final = Object.values(closeCodes).filter(({ code }) => isFinal(code))
  expect(final.map(({ code }) => code)).toEqual([4400, 4401, 4403, 4404, 4413, 4414])
  expect([1000, 1006, 1009, 1012, 1013, 4399, 4500, 4503, 4529].filter(isFinal)).toEqual([])
})
