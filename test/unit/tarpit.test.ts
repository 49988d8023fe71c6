import { expect, test } from 'vitest'
import { Tarpit } from '../../server/sync/tarpit.ts'
import { ManualTime, settle } from '../support/manual-time.ts'

test('[LIMIT-8] whoever comes again at once after a refusal waits a second; nobody else does', async () => {
  const time = new ManualTime()
  const tarpit = new Tarpit(time)
  const passed: string[] = []
  const come = (who: string) => void tarpit.pass(who).then(() => passed.push(who))
  tarpit.sink('mallory')
  for (const who of ['mallory', 'ana']) come(who)
  await settle()
  expect(passed).toEqual(['ana'])
  await time.advance(999)
  expect(passed).toEqual(['ana'])
  await time.advance(1)
  expect(passed).toEqual(['ana', 'mallory'])
  come('mallory')
  await settle()
  expect(passed).toEqual(['ana', 'mallory', 'mallory'])
})
