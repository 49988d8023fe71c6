import { describe } from 'vitest'
import type { Store } from '../../server/log/store.ts'
import { describeKeyframes } from './keyframe-contract.ts'
import { describeLog } from './log-contract.ts'
import { describeRegistry } from './registry-contract.ts'

/** The one contract of every store. `open` gives an empty store, and closes it after the test. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    describe('log', () => describeLog(open))
    describe('keyframes', () => describeKeyframes(open))
    describe('registry', () => describeRegistry(open))
  })
}
